"""The rule of sight against a small evaluator that replays what happened, event by event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.privacy.enums import Check, DataCategory, Purpose
from core.privacy.rules.sight import (
    GRACE,
    Authorisation,
    DaySpan,
    Facts,
    Question,
    Span,
    decide,
)

PERSON, POLICE, SCHOOL = (UUID(int=number) for number in (1, 2, 3))
START = date(2026, 1, 1)
DAYS = 80
PARTNERS, CATEGORIES = (POLICE, SCHOOL), (DataCategory.HEALTH, DataCategory.WORK)


def noon(day: int) -> datetime:
    return datetime.combine(START + timedelta(days=day), time(12), tzinfo=UTC)


def on(day: int) -> date:
    return START + timedelta(days=day)


@dataclass(frozen=True)
class Event:
    """Something that happened at noon of a day."""

    day: int
    what: str
    partner: UUID = POLICE
    category: str = DataCategory.HEALTH
    purpose: str = Purpose.TEAM
    lasts: int | None = None
    after_leaving: bool = False
    guardian: bool = False


# The day on which the child of these histories comes of age; adults came of age before them.
GROWN = st.just(-1) | st.integers(0, DAYS + 40)
BY_GUARDIAN = st.sampled_from([False, False, True])
EARLY = st.integers(0, 30)
# Chance alone hardly ever opens the door: most histories begin like those of a family that takes part.
OPENING = st.tuples(
    st.builds(Event, day=EARLY, what=st.sampled_from(["agree", "speak"])),
    st.builds(Event, day=EARLY, what=st.sampled_from(["sit", "ask", "inquire"])),
    st.builds(
        Event,
        day=EARLY,
        what=st.just("authorise"),
        purpose=st.sampled_from(Purpose.values),
        lasts=st.none() | st.integers(20, 80),
        after_leaving=st.booleans(),
        guardian=BY_GUARDIAN,
    ),
).map(list)
RANDOM = st.lists(
    st.builds(
        Event,
        day=st.integers(0, DAYS),
        what=st.sampled_from(
            [
                "agree",
                "stop",
                "speak",
                "hush",
                "authorise",
                "take back",
                "restrict",
                "lift",
                "sit",
                "leave",
                "ask",
                "end",
                "inquire",
                "answered",
            ]
        ),
        partner=st.sampled_from(PARTNERS),
        category=st.sampled_from(CATEGORIES),
        purpose=st.sampled_from(Purpose.values),
        lasts=st.none() | st.integers(1, 40),
        after_leaving=st.booleans(),
        guardian=BY_GUARDIAN,
    ),
    max_size=8,
)
EVENTS = st.tuples(st.just([]) | OPENING, RANDOM).map(
    lambda parts: sorted([*parts[0], *parts[1]], key=lambda event: event.day)
)


# What an event switches on or off, for the family or between it and one institution.
OF_FAMILY = {"agree": ("agreed", True), "stop": ("agreed", False)}
OF_FAMILY |= {"speak": ("guarded", True), "hush": ("guarded", False)}
OF_FAMILY |= {"restrict": ("restricted", True), "lift": ("restricted", False)}
BETWEEN = {"sit": ("seated", True), "leave": ("seated", False)}
BETWEEN |= {"ask": ("asked", True), "end": ("asked", False)}
BETWEEN |= {"inquire": ("inquired", True), "answered": ("inquired", False)}


def replayed(events: list[Event], question: Event, at: int, grown: int) -> bool:
    """The reference: walk through history up to a moment and keep only what still counts."""
    now = dict.fromkeys(["agreed", "guarded", "restricted", "seated", "asked", "inquired"], False)
    left: int | None = None
    words: list[Event] = []
    for event in (one for one in events if one.day <= at):
        mine = event.partner == question.partner
        same = mine and (event.category, event.purpose) == (question.category, question.purpose)
        if event.what == "authorise" and same:
            words.append(event)
        elif event.what == "take back" and same:
            words = []
        if event.what == "leave" and mine and now["seated"]:
            left = event.day
        name, value = OF_FAMILY.get(event.what) or (mine and BETWEEN.get(event.what)) or ("", False)
        now[name] = value
    words = [word for word in words if word.lasts is None or at < word.day + word.lasts]
    if at >= grown:
        now["guarded"] = False
        words = [word for word in words if not word.guardian]
    if question.purpose == Purpose.INVOLVEMENT:
        needed = now["inquired"]
    elif now["seated"] or (now["asked"] and question.purpose == Purpose.SERVICE):
        needed = True
    else:
        words = [word for word in words if word.after_leaving]
        needed = left is not None and at < left + GRACE.days
    takes_part = now["agreed"] or now["guarded"]
    return takes_part and not now["restricted"] and bool(words) and needed


def facts_of(events: list[Event], partner: UUID, grown: int) -> Facts:
    """The same history as dated facts, as the database keeps them."""
    return Facts(
        agreements=[DaySpan(on(a), None if b is None else on(b)) for a, b in spans(events, "agree", "stop")],
        guarded=[DaySpan(on(a), None if b is None else on(b)) for a, b in spans(events, "speak", "hush")],
        of_age_on=on(grown),
        restrictions=[
            Span(noon(a), None if b is None else noon(b)) for a, b in spans(events, "restrict", "lift")
        ],
        seats=[
            DaySpan(on(a), None if b is None else on(b)) for a, b in spans(events, "sit", "leave", partner)
        ],
        requests=[
            DaySpan(on(a), None if b is None else on(b)) for a, b in spans(events, "ask", "end", partner)
        ],
        inquiries=[
            DaySpan(on(a), None if b is None else on(b))
            for a, b in spans(events, "inquire", "answered", partner)
        ],
        authorisations=authorisations(events),
    )


def spans(
    events: list[Event], begins: str, ends: str, partner: UUID | None = None
) -> list[tuple[int, int | None]]:
    found: list[tuple[int, int | None]] = []
    open_since: int | None = None
    for event in events:
        if partner is not None and event.partner != partner:
            continue
        if event.what == begins and open_since is None:
            open_since = event.day
        elif event.what == ends and open_since is not None:
            found.append((open_since, event.day))
            open_since = None
    return found if open_since is None else [*found, (open_since, None)]


def authorisations(events: list[Event]) -> list[Authorisation]:
    found: list[Authorisation] = []
    for number, event in enumerate(events):
        if event.what == "authorise":
            ends = None if event.lasts is None else on(event.day + event.lasts)
            found.append(
                Authorisation(
                    UUID(int=100 + number),
                    event.partner,
                    event.category,
                    event.purpose,
                    DaySpan(on(event.day), ends),
                    Span(noon(event.day)),
                    event.after_leaving,
                    for_minor=event.guardian,
                )
            )
        elif event.what == "take back":
            found = [
                replace(one, given=Span(one.given.since, noon(event.day)))
                if one.given.until is None
                and (one.partner, one.category, one.purpose) == (event.partner, event.category, event.purpose)
                else one
                for one in found
            ]
    return found


@settings(max_examples=400, deadline=None)
@given(
    EVENTS,
    st.integers(20, DAYS + 40),
    st.just(POLICE) | st.sampled_from(PARTNERS),
    st.just(DataCategory.HEALTH) | st.sampled_from(CATEGORIES),
    st.sampled_from(Purpose.values),
    GROWN,
)
def test_the_rule_says_what_replaying_history_says(
    events: list[Event], at: int, partner: UUID, category: str, purpose: str, grown: int
) -> None:
    question = Event(at, "?", partner, category, purpose)
    asked = Question(PERSON, partner, category, purpose, noon(at), on(at))
    decision = decide(asked, facts_of(events, partner, grown))
    assert decision.allowed is replayed(events, question, at, grown)
    # Who is refused learns which check failed; who is let in, on whose word.
    assert decision.allowed or not all(passed for _, passed in decision.checks)
    assert not decision.allowed or decision.authorisation is not None


def _open() -> tuple[Question, Facts]:
    question = Question(PERSON, POLICE, DataCategory.HEALTH, Purpose.TEAM, noon(10), on(10))
    word = Authorisation(
        UUID(int=9), POLICE, DataCategory.HEALTH, Purpose.TEAM, DaySpan(on(5)), Span(noon(5))
    )
    return question, Facts(agreements=[DaySpan(on(1))], authorisations=[word], seats=[DaySpan(on(4))])


def test_all_four_checks_open_the_door() -> None:
    question, facts = _open()
    assert decide(question, facts).authorisation == UUID(int=9)
    assert decide(question, facts).allowed


@pytest.mark.parametrize(
    ("change", "failed"),
    [
        ({"agreements": ()}, Check.AGREED),
        ({"authorisations": ()}, Check.AUTHORISED),
        ({"seats": ()}, Check.NEEDED),
        ({"restrictions": [Span(noon(9))]}, Check.NOT_RESTRICTED),
    ],
)
def test_without_any_one_of_them_it_stays_shut(change: dict[str, object], failed: Check) -> None:
    question, facts = _open()
    decision = decide(question, replace(facts, **change))  # type: ignore[arg-type]
    assert [check for check, passed in decision.checks if not passed] == [failed]


def test_nothing_known_is_nothing_shown() -> None:
    question, _ = _open()
    assert not decide(question, Facts()).allowed


def test_taking_back_counts_from_the_same_moment() -> None:
    question, facts = _open()
    word = replace(facts.authorisations[0], given=Span(noon(5), question.at))
    assert not decide(question, replace(facts, authorisations=[word])).allowed
    earlier = replace(question, at=question.at - timedelta(seconds=1))
    assert decide(earlier, replace(facts, authorisations=[word])).allowed


def test_a_guardians_word_ends_on_the_day_the_child_comes_of_age() -> None:
    question, facts = _open()
    for_child = replace(
        facts,
        agreements=(),
        guarded=facts.agreements,
        authorisations=[replace(facts.authorisations[0], for_minor=True)],
    )
    assert decide(question, replace(for_child, of_age_on=on(11))).allowed
    grown = decide(question, replace(for_child, of_age_on=on(10)))
    assert [check for check, passed in grown.checks if not passed] == [Check.AGREED, Check.AUTHORISED]
    # Somebody whose birthday nobody knows is asked like an adult.
    assert not decide(question, for_child).allowed
    own = replace(for_child, agreements=facts.agreements, of_age_on=on(10))
    assert not decide(question, own).allowed


def test_thirty_days_after_leaving_only_where_the_word_says_so() -> None:
    question, facts = _open()
    gone = replace(facts, seats=[DaySpan(on(4), on(8))])
    assert not decide(question, gone).allowed
    kept = replace(gone, authorisations=[replace(facts.authorisations[0], after_leaving=True)])
    assert decide(question, kept).allowed
    last, after = (replace(question, at=noon(day), day=on(day)) for day in (37, 38))
    assert decide(last, kept).allowed
    assert not decide(after, kept).allowed
