"""The language of conditions: three values, reasons, questions, and what it refuses."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.basket.eligibility import (
    AgeBetween,
    AgreesTo,
    AnyOf,
    ChildUnder,
    Condition,
    Disability,
    DocumentAtHand,
    Eligibility,
    Facts,
    GroundPresent,
    HouseholdTypeIn,
    IncomeAtMost,
    LabourStatusIn,
    LivesIn,
    PersonFacts,
    Question,
    ReferredBy,
    SexIs,
    SpeaksOneOf,
    Verdict,
    as_json,
    conditions_of,
    evaluate,
    evaluate_for_any,
    parse,
    words,
)
from core.basket.eligibility.conditions import KINDS, simple
from core.basket.eligibility.criteria import criterion_on
from core.basket.eligibility.errors import ConditionError
from core.basket.eligibility.vocabulary import ConditionKind, FactKind

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
PLACES = ("24", "2464", "2464011", "2475011", "1061011")
HOMES = ("2464011", "2475011", "1061011")
LABOUR = ("registered", "employed", "learning")
LEVELS = ("none", "child", "severe")
TYPES = ("single", "large", "lone_parent")
GROUNDS = ("1", "4", "7")
DOCUMENTS = ("medical", "ppp_opinion")
AGES = (0, 5, 10, 17, 18, 40, 70)
TONGUES = (frozenset({"pl"}), frozenset({"uk"}), frozenset({"pl", "uk"}), frozenset({"de"}))
CRITERION = 823_00
INCOMES = (0, 400_00, 823_00, 900_00, 2000_00)
PERSONAL = {"age": AGES, "sex": ("F", "M"), "labour": LABOUR, "disability": LEVELS, "languages": TONGUES}
OF_ALL = {"territory": HOMES, "household_type": TYPES, "income": INCOMES}
FLAGS = {
    "grounds": GROUNDS,
    "documents": DOCUMENTS,
    "referrals": ("doctor", "court"),
    "agreements": ("group", "home_visits"),
}


def picked(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(
        lambda found: tuple(value for value in values if value in found)
    )


def ranges() -> st.SearchStrategy[AgeBetween]:
    bounds = st.tuples(st.integers(0, 90), st.integers(0, 40))
    return bounds.map(lambda pair: AgeBetween(pair[0], pair[0] + pair[1]))


PLAIN: dict[str, st.SearchStrategy[Condition]] = {
    "age": ranges(),
    "child_under": st.integers(1, 18).map(ChildUnder),
    "household_type": picked(*TYPES).map(HouseholdTypeIn),
    "territory": picked(*PLACES).map(LivesIn),
    "ground": picked(*GROUNDS).map(GroundPresent),
    "labour": picked(*LABOUR).map(LabourStatusIn),
    "disability": picked("child", "severe").map(Disability),
    "income": st.integers(1, 300).map(IncomeAtMost),
    "document": picked(*DOCUMENTS).map(DocumentAtHand),
    "referral": picked("doctor", "court").map(ReferredBy),
    "sex": st.sampled_from([("F",), ("M",)]).map(SexIs),
    "language": picked("pl", "uk").map(SpeaksOneOf),
    "agrees": picked("group", "home_visits").map(AgreesTo),
}
plain = st.one_of(*PLAIN.values())
groups = st.lists(plain, min_size=2, max_size=3).map(lambda found: AnyOf(tuple(found)))
conditions = st.lists(plain | groups, max_size=4).map(tuple)


def maybe(values: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(values)


members = st.builds(PersonFacts, **{name: maybe(values) for name, values in PERSONAL.items()})


def flags(codes: tuple[str, ...]) -> st.SearchStrategy[dict[str, bool]]:
    return st.dictionaries(st.sampled_from(codes), st.booleans())


facts = st.builds(
    lambda people, **rest: Facts(
        tuple(replace(person, ref=str(index)) for index, person in enumerate(people)), **rest
    ),
    people=st.lists(members, min_size=1, max_size=2),
    criterion=st.just(CRITERION),
    **{name: maybe(values) for name, values in OF_ALL.items()},
    **{name: flags(codes) for name, codes in FLAGS.items()},
)


def completions(known: Facts, asked: frozenset[str]) -> Iterator[Facts]:
    """Every way in which the missing facts of some kinds can turn out."""
    people = [list(_persons(person, asked)) for person in known.members]
    whole = [
        [getattr(known, name)] if getattr(known, name) is not None or name not in asked else list(values)
        for name, values in OF_ALL.items()
    ]
    listed = [
        list(_flags(getattr(known, name), codes if name in asked else ())) for name, codes in FLAGS.items()
    ]
    for row in itertools.product(*people):
        for values in itertools.product(*whole):
            for codes in itertools.product(*listed):
                changes = dict(zip([*OF_ALL, *FLAGS], [*values, *codes], strict=True))
                yield replace(known, members=row, **changes)


def _persons(person: PersonFacts, asked: frozenset[str]) -> Iterator[PersonFacts]:
    names = [name for name in PERSONAL if getattr(person, name) is None and name in asked]
    for values in itertools.product(*(PERSONAL[name] for name in names)):
        yield _with(person, **dict(zip(names, values, strict=True)))


def _flags(known: dict[str, bool], codes: tuple[str, ...]) -> Iterator[dict[str, bool]]:
    missing = [code for code in codes if code not in known]
    for values in itertools.product((True, False), repeat=len(missing)):
        yield {**known, **dict(zip(missing, values, strict=True))}


FIELDS = {
    FactKind.LANGUAGE: "languages",
    FactKind.GROUND: "grounds",
    FactKind.DOCUMENT: "documents",
    FactKind.REFERRAL: "referrals",
    FactKind.AGREES: "agreements",
}


def asked_by(rules: tuple[Condition, ...]) -> frozenset[str]:
    return frozenset(str(FIELDS.get(FactKind(rule.kind), rule.kind)) for rule in simple(rules))


def reads_once(rules: tuple[Condition, ...]) -> bool:
    kinds = [rule.kind for rule in simple(rules)]
    return len(kinds) == len(set(kinds))


@settings(deadline=None, max_examples=150)
@given(conditions, facts)
def test_a_decided_answer_is_the_answer_of_every_completion(
    rules: tuple[Condition, ...], known: Facts
) -> None:
    answer = evaluate(rules, known).verdict
    found = {
        evaluate(rules, each).verdict for each in itertools.islice(completions(known, asked_by(rules)), 4000)
    }
    assert UNKNOWN not in found
    if answer is not UNKNOWN:
        assert found == {answer}


@settings(deadline=None, max_examples=150)
@given(conditions, facts)
def test_where_no_fact_is_asked_twice_an_open_answer_can_really_go_both_ways(
    rules: tuple[Condition, ...], known: Facts
) -> None:
    rules = tuple(rule for rule in rules if not isinstance(rule, AgeBetween) or (rule.min or 0) <= 10)
    if not reads_once(rules) or evaluate(rules, known).verdict is not UNKNOWN:
        return
    found = {evaluate(rules, each).verdict for each in completions(known, asked_by(rules))}
    # The list of values tried here is shorter than the world's: an answer may be missing, never wrong.
    wide = any(isinstance(rule, (AgeBetween, IncomeAtMost, ChildUnder, LivesIn)) for rule in simple(rules))
    assert found == {YES, NO} or wide


def test_kleene_is_weaker_than_all_completions_where_a_fact_is_asked_twice() -> None:
    rules = (AnyOf((AgeBetween(None, 17), AgeBetween(18, None))),)
    unknown = Facts((PersonFacts(),))
    assert evaluate(rules, unknown).verdict is UNKNOWN
    assert {evaluate(rules, each).verdict for each in completions(unknown, frozenset({"age"}))} == {YES}


@settings(deadline=None, max_examples=150)
@given(conditions, facts, st.data())
def test_learning_a_fact_never_undoes_an_answer(
    rules: tuple[Condition, ...], known: Facts, data: st.DataObject
) -> None:
    before = evaluate(rules, known)
    asked = asked_by(rules)
    later = data.draw(st.sampled_from(list(itertools.islice(completions(known, asked), 200))))
    # Some of it is learned now, the rest stays unknown.
    half = replace(later, members=known.members) if data.draw(st.booleans()) else later
    after = evaluate(rules, half)
    if before.verdict is not UNKNOWN:
        assert after.verdict is before.verdict
    assert set(after.questions) <= set(before.questions) or before.verdict is not UNKNOWN


@settings(deadline=None, max_examples=100)
@given(conditions, facts, st.randoms(use_true_random=False))
def test_the_order_of_conditions_changes_nothing_but_the_order(
    rules: tuple[Condition, ...], known: Facts, chance: Any
) -> None:
    shuffled = list(rules)
    chance.shuffle(shuffled)
    one, other = evaluate(rules, known), evaluate(shuffled, known)
    assert one.verdict is other.verdict
    assert set(one.questions) == set(other.questions)
    assert sorted(map(repr, one.reasons)) == sorted(map(repr, other.reasons))


@settings(deadline=None, max_examples=100)
@given(conditions, facts)
def test_every_reason_can_be_asked_again_and_said_in_words(
    rules: tuple[Condition, ...], known: Facts
) -> None:
    result = evaluate(rules, known)
    kept = parse(json.loads(json.dumps(as_json(rules))))
    assert parse(as_json(kept)) == kept
    assert len(result.reasons) == len(rules)
    for reason, again in zip(result.reasons, kept, strict=True):
        assert reason.verdict is again.verdict(known)
        for code in ("pl", "en", "uk"):
            with translation.override(code):
                assert words.sentence(reason)
                assert words.requirement(again)
                assert all(map(words.question_text, reason.questions))
        assert bool(reason.questions) is (reason.verdict is UNKNOWN)


@settings(deadline=None, max_examples=100)
@given(conditions, facts)
def test_answering_all_questions_decides(rules: tuple[Condition, ...], known: Facts) -> None:
    """The questions of an open answer are enough: once they are answered it is open no more."""
    open_ = evaluate(rules, known)
    if open_.verdict is not UNKNOWN:
        assert open_.questions == ()
        return
    answered = known
    for question in open_.questions:
        answered = _answered(answered, question)
    assert evaluate(rules, answered).verdict is not UNKNOWN


Known = TypeVar("Known", Facts, PersonFacts)


def _with(known: Known, **change: Any) -> Known:
    """`replace` for a field whose name is known only when the test runs."""
    return replace(known, **change)


def _answered(known: Facts, question: Question) -> Facts:
    name = str(FIELDS.get(FactKind(question.kind), question.kind))
    if question.code:
        return _with(known, **{name: {**getattr(known, name), question.code: False}})
    if name in PERSONAL:
        rows = tuple(
            _with(row, **{name: PERSONAL[name][0]}) if row.ref == question.person else row
            for row in known.members
        )
        return replace(known, members=rows)
    return _with(known, **{name: OF_ALL[name][0]})


def about(**person: Any) -> Facts:
    return Facts((PersonFacts("1", **person),), criterion=CRITERION)


def test_one_condition_not_met_leaves_no_question() -> None:
    result = evaluate((AgeBetween(6, 15), Disability(("child",))), about(age=40))
    assert result.verdict is NO
    assert result.questions == ()
    assert [reason.verdict for reason in result.reasons] == [NO, UNKNOWN]


def test_a_question_names_the_missing_fact_and_the_paper_that_decides() -> None:
    result = evaluate((Disability(("child",)),), about(age=10))
    assert result.questions == (Question("disability", person="1"),)
    assert (
        words.question_text(result.questions[0]) == "Czy ta osoba ma orzeczenie o niepełnosprawności i jakie?"
    )
    assert words.deciding_document(result.questions[0]) == "orzeczenie o niepełnosprawności"


def test_one_person_of_a_family_must_meet_all_personal_conditions_together() -> None:
    """A child of ten and a disabled father do not make a disabled child of ten."""
    rules = (AgeBetween(6, 15), Disability(("child", "severe")))
    people = (
        PersonFacts("father", age=40, disability="severe"),
        PersonFacts("child", age=10, disability="none"),
    )
    family = [Facts(people, subject=index) for index in range(2)]
    result = evaluate_for_any(rules, family)
    assert result.verdict is NO
    open_ = [Facts((people[0], PersonFacts("child", age=10)), subject=index) for index in range(2)]
    assert evaluate_for_any(rules, open_).verdict is UNKNOWN
    assert evaluate_for_any(rules, open_).person == "child"


@pytest.mark.parametrize(
    ("lives", "wanted", "answer"),
    [
        ("2464011", "2464011", YES),
        ("2464011", "24", YES),
        ("2475011", "2464011", NO),
        ("24", "2464011", UNKNOWN),
        ("2401", "2401011", UNKNOWN),
        ("2401", "2464", NO),
        (None, "24", UNKNOWN),
    ],
)
def test_a_powiat_lies_in_its_voivodeship_and_not_in_one_gmina(
    lives: str | None, wanted: str, answer: Verdict
) -> None:
    assert LivesIn((wanted,)).verdict(replace(about(), territory=lives)) is answer


@pytest.mark.parametrize(("income", "answer"), [(823_00, YES), (823_01, NO), (None, UNKNOWN)])
def test_income_is_measured_by_the_criterion_of_the_day(income: int | None, answer: Verdict) -> None:
    assert IncomeAtMost(100).verdict(replace(about(), income=income)) is answer
    assert criterion_on(date(2026, 10, 5), 4) == 823_00
    assert criterion_on(date(2026, 10, 5), 1) == 1010_00
    assert criterion_on(date(2024, 12, 31), 4) == 600_00
    assert criterion_on(date(1999, 1, 1), 4) is None


REFUSED: list[tuple[object, str]] = [
    ("tekst", "condition_refused"),
    ([None], "condition_refused"),
    ([{"type": "pogoda"}], "condition_unknown"),
    ([{"type": ["age"]}], "condition_unknown"),
    ([{"type": "age"}], "condition_age_range"),
    ([{"type": "age", "min": 15, "max": 6}], "condition_age_range"),
    ([{"type": "age", "min": -1}], "condition_age_range"),
    ([{"type": "age", "max": 131}], "condition_age_range"),
    ([{"type": "age", "min": 0, "max": 130}], "condition_age_range"),
    ([{"type": "age", "min": "6"}], "condition_age_range"),
    ([{"type": "age", "min": True}], "condition_age_range"),
    ([{"type": "age", "min": 6, "od": 6}], "condition_unexpected_field"),
    ([{"type": "child_under", "under": 19}], "condition_child_age"),
    ([{"type": "income", "percent": 0}], "condition_percent"),
    ([{"type": "ground", "values": ["10"]}], "condition_unknown_value"),
    ([{"type": "ground", "values": []}], "condition_nothing_chosen"),
    ([{"type": "ground", "values": "1"}], "condition_nothing_chosen"),
    ([{"type": "sex", "values": ["F", "M"]}], "condition_everything_chosen"),
    ([{"type": "territory", "values": ["99"]}], "condition_territory"),
    ([{"type": "any_of", "conditions": [{"type": "sex", "values": ["F"]}]}], "condition_alternatives"),
    ([{"type": "age", "min": 1}] * 31, "condition_too_many"),
]


@pytest.mark.parametrize(("raw", "code"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(raw: object, code: str) -> None:
    with pytest.raises(ConditionError) as refused:
        parse(raw)
    assert refused.value.code == code
    assert "%(" not in refused.value.message


def test_an_error_says_which_row() -> None:
    with pytest.raises(ConditionError) as refused:
        parse([{"type": "age", "min": 6}, {"type": "ground", "values": ["10"]}])
    assert refused.value.data["row"] == 2
    inner = {
        "type": "any_of",
        "conditions": [{"type": "any_of", "conditions": [{"type": "age", "min": 1}] * 2}] * 2,
    }
    with pytest.raises(ConditionError) as refused:
        parse([inner])
    assert refused.value.code == "condition_alternatives"
    for _ in range(2_000):
        inner = {"type": "any_of", "conditions": [inner, inner]}
    with pytest.raises(ConditionError) as refused:
        parse([inner])
    assert refused.value.code == "condition_alternatives"
    with pytest.raises(ConditionError) as refused:
        parse([{"type": "any_of", "conditions": [{"type": "age", "min": 1}] * 31}])
    assert refused.value.code == "condition_too_many"


def test_the_age_range_of_a_card_is_a_condition_like_any_other() -> None:
    assert conditions_of([], 6, 15) == (AgeBetween(6, 15),)
    assert conditions_of([], None, 17) == (AgeBetween(None, 17),)
    assert conditions_of([], None, None) == ()
    assert conditions_of([], 0, None) == ()
    assert conditions_of([{"type": "age", "min": 6, "max": 15}], 6, 15) == (AgeBetween(6, 15),)


def test_every_kind_has_a_name_and_words_of_its_own() -> None:
    assert set(PLAIN) | {"any_of"} == set(KINDS) == set(ConditionKind.values)
    assert len({words.kind_label(kind) for kind in KINDS}) == len(KINDS)
    said = [
        words.requirement(AgeBetween(6, 15)),
        words.requirement(AgeBetween(6, None)),
        words.requirement(AgeBetween(None, 15)),
        words.requirement(LivesIn(("24", "2464011"))),
        words.requirement(IncomeAtMost(150)),
        words.requirement(AnyOf((SexIs(("F",)), DocumentAtHand(("medical", "court_order"))))),
    ]
    assert said == [
        "Wiek od 6 do 15 lat",
        "Wiek co najmniej 6 lat",
        "Wiek najwyżej 15 lat",
        "Miejsce zamieszkania: województwo śląskie lub Częstochowa",
        "Dochód na osobę najwyżej 150% kryterium dochodowego",
        "Jeden z warunków: Płeć: kobieta; Dokument: zaświadczenie lekarskie lub orzeczenie sądu",
    ]


def test_nothing_asked_fits_everybody() -> None:
    assert evaluate((), about()) == Eligibility(YES, (), (), "1")
