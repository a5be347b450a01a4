"""Rules of forms and readings: values in, values out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assessments.errors import (
    AnswerRequiredError,
    AssessmentDayError,
    IntervalError,
    NoDomainsError,
    NothingAssessedError,
    QuestionChoicesError,
    QuestionTextError,
    ReadingRangeError,
    TextTooLongError,
    UnknownAnswerError,
    UnknownDomainError,
    UnknownTemplatePartError,
)
from core.assessments.queries.forms import template
from core.assessments.rules.forms import ANCHORS, OwnQuestion, chosen, read, said, stored
from core.assessments.rules.readings import (
    Change,
    Entry,
    check_day,
    check_finish,
    check_interval,
    checked_answers,
    checked_entries,
    due_after,
    first_due,
)
from core.privacy.enums import DataCategory
from core.reference.grounds import ServiceCategory

FORM = template()
CODES = [domain.code for domain in FORM.domains]
QUESTIONS = [question.code for domain in FORM.domains for question in domain.questions]


class TestTemplate:
    """The template of this release."""

    def test_ten_domains_with_anchors_in_three_languages(self) -> None:
        assert len(set(CODES)) == 10
        assert len(set(QUESTIONS)) == len(QUESTIONS)
        for domain in FORM.domains:
            assert sorted(map(int, domain.anchors)) == list(ANCHORS)
            questions = [(one.text, *(choice.text for choice in one.choices)) for one in domain.questions]
            words = [domain.label, domain.description, *domain.anchors.values(), *sum(questions, ())]
            for wording in words:
                assert set(wording) == {"pl", "en", "uk"}
                assert all(wording.values())

    def test_nothing_is_required_and_codes_are_known(self) -> None:
        assert not [one for domain in FORM.domains for one in domain.questions if one.required]
        assert {domain.need for domain in FORM.domains} <= set(ServiceCategory.values)
        assert {domain.told_as for domain in FORM.domains} - {""} <= set(DataCategory.values)

    def test_what_one_may_fear_to_say_is_asked_alone(self) -> None:
        together = {domain.code for domain in FORM.domains_for(one_person=False)}
        assert set(CODES) - together == {"safety", "addiction"}

    def test_stored_and_read_again_it_is_the_same(self) -> None:
        assert read(stored(FORM)) == FORM

    def test_a_text_without_a_language_is_said_in_polish(self) -> None:
        assert said({"pl": "dom"}, "uk") == "dom"


class TestChoosing:
    """A town's own form."""

    def test_parts_keep_the_templates_order(self) -> None:
        form = chosen(
            FORM, domains=["work", "housing"], questions=["housing_title"], required=["housing_title"]
        )
        assert [domain.code for domain in form.domains] == ["housing", "work"]
        question = form.question("housing_title")
        assert question is not None
        assert question.required

    def test_own_question_has_the_same_code_in_every_version(self) -> None:
        own = [OwnQuestion("work", "choice", "Kto pracuje?", choices=["nikt", "jedno", ""])]
        one = chosen(FORM, domains=["work"], questions=[], own=own)
        more = chosen(
            FORM, domains=CODES, questions=[], own=[OwnQuestion("housing", "text", "Ile osób?"), *own]
        )
        code = one.domains[0].questions[0].code
        assert code.startswith("own_work_")
        assert more.question(code) is not None

    @pytest.mark.parametrize(
        ("more", "error"),
        [
            ({"domains": []}, NoDomainsError),
            ({"domains": ["moon"]}, UnknownTemplatePartError),
            ({"questions": ["moon"]}, UnknownTemplatePartError),
            ({"own": [OwnQuestion("health", "text", "Jak?")]}, UnknownTemplatePartError),
            ({"own": [OwnQuestion("work", "text", " ")]}, QuestionTextError),
            ({"own": [OwnQuestion("work", "date", "Kiedy?")]}, QuestionTextError),
            ({"own": [OwnQuestion("work", "choice", "Kto?", choices=["nikt"])]}, QuestionChoicesError),
        ],
    )
    def test_what_cannot_be_is_refused(self, more: dict[str, object], error: type[Exception]) -> None:
        with pytest.raises(error):
            chosen(FORM, **{"domains": ["work"], "questions": [], **more})  # type: ignore[arg-type]


class TestReadings:
    """What may be written down."""

    def test_empty_entries_are_left_out(self) -> None:
        kept = checked_entries(FORM, [Entry("work"), Entry("housing", 0)], one_person=False)
        assert kept == [Entry("housing", 0)]

    @pytest.mark.parametrize(
        ("entries", "error"),
        [
            ([Entry("housing", 11)], ReadingRangeError),
            ([Entry("housing", family=-1)], ReadingRangeError),
            ([Entry("moon", 1)], UnknownDomainError),
            ([Entry("safety", 1)], UnknownDomainError),
            ([Entry("work", 1), Entry("work", 2)], UnknownDomainError),
            ([Entry("work", 1, needs="x" * 1001)], TextTooLongError),
        ],
    )
    def test_wrong_entries(self, entries: list[Entry], error: type[Exception]) -> None:
        with pytest.raises(error):
            checked_entries(FORM, entries, one_person=False)

    @given(st.integers(-30, 30))
    def test_a_reading_is_nought_to_ten(self, number: int) -> None:
        if 0 <= number <= 10:
            assert checked_entries(FORM, [Entry("work", number)], one_person=True)
        else:
            with pytest.raises(ReadingRangeError):
                checked_entries(FORM, [Entry("work", number)], one_person=True)

    def test_answers_fit_their_question(self) -> None:
        good = {
            "housing_eviction": "unknown",
            "housing_title": "own",
            "income_control": "07",
            "network_who": " x ",
        }
        kept = checked_answers(FORM, {**good, "work_registered": ""}, one_person=False)
        assert kept == {**good, "income_control": "7", "network_who": "x"}
        for code, value in (("housing_eviction", "maybe"), ("housing_title", "x"), ("income_control", "11")):
            with pytest.raises(UnknownAnswerError):
                checked_answers(FORM, {code: value}, one_person=False)
        with pytest.raises(UnknownDomainError):
            checked_answers(FORM, {"safety_whom_to_call": "yes"}, one_person=False)

    def test_finishing_needs_one_number_and_answers_owed_where_one_talked(self) -> None:
        owed = replace(FORM.domains[0].questions[0], required=True)
        form = replace(FORM, domains=(replace(FORM.domains[0], questions=(owed,)), *FORM.domains[1:]))
        with pytest.raises(NothingAssessedError):
            check_finish(form, [Entry("work", needs="praca")], {})
        check_finish(form, [Entry("work", 4)], {})
        with pytest.raises(AnswerRequiredError):
            check_finish(form, [Entry("housing", 4)], {})
        check_finish(form, [Entry("housing", family=4)], {owed.code: "no"})


class TestDays:
    """When."""

    def test_from_agreement_to_today(self) -> None:
        today = date(2026, 10, 5)
        check_day(today, today, today)
        for day in (date(2026, 10, 4), date(2026, 10, 6)):
            with pytest.raises(AssessmentDayError):
                check_day(day, today, today)

    def test_due_days(self) -> None:
        assert due_after(date(2026, 1, 5), 12) == date(2026, 3, 30)
        assert first_due(date(2026, 1, 5)) == date(2026, 1, 19)
        for weeks in (3, 53):
            with pytest.raises(IntervalError):
                check_interval(weeks)

    def test_a_change_needs_both_numbers(self) -> None:
        change = Change("work", 5, None, 3, 2)
        assert (change.by_worker, change.by_family) == (2, None)
