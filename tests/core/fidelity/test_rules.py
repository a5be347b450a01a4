"""The rules of the model over facts: each standing of each rule, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.fidelity.enums import Constraint, EventKind, Standing
from core.fidelity.rules.constraints import RULES, findings
from core.fidelity.rules.facts import (
    DEFAULT,
    CaseFacts,
    Meeting,
    Request,
    Step,
    Terms,
    Told,
)

DAY = date(2026, 3, 2)
TODAY = date(2026, 6, 1)
C, S, E = Constraint, Standing, EventKind


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def told(number: int = 1, *, agreed: bool = True) -> Told:
    return Told(number, on(3), agreed)


CASES: list[tuple[Constraint, CaseFacts, Standing, EventKind | None, date | None]] = [
    (C.AGREEMENT_FIRST, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.AGREEMENT_FIRST, CaseFacts(agreed_on=DAY, told=(told(),)), S.SATISFIED, None, None),
    (
        C.AGREEMENT_FIRST,
        CaseFacts(agreed_on=DAY, told=(told(), told(2, agreed=False))),
        S.VIOLATED,
        E.DISCLOSURE,
        on(3),
    ),
    (C.AGREEMENT_FIRST, CaseFacts(requests=(Request(1, DAY),)), S.VIOLATED, E.REQUEST, DAY),
    (C.ASSESSMENT_FIRST, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.ASSESSMENT_FIRST, CaseFacts(agreed_on=DAY), S.PENDING, None, None),
    (C.ASSESSMENT_FIRST, CaseFacts(team_on=DAY, assessed_on=(DAY,)), S.SATISFIED, None, None),
    (C.ASSESSMENT_FIRST, CaseFacts(team_on=DAY, assessed_on=(on(1),)), S.VIOLATED, E.TEAM_FORMED, DAY),
    (C.FIRST_MEETING, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.FIRST_MEETING, CaseFacts(agreed_on=on(80)), S.PENDING, None, None),
    (C.FIRST_MEETING, CaseFacts(agreed_on=DAY), S.VIOLATED, E.NO_MEETING, on(30)),
    (C.FIRST_MEETING, CaseFacts(agreed_on=DAY, closed_on=on(9)), S.NOT_APPLICABLE, None, None),
    (
        C.FIRST_MEETING,
        CaseFacts(agreed_on=DAY, meetings=(Meeting(1, on(30), True),)),
        S.SATISFIED,
        None,
        None,
    ),
    (
        C.FIRST_MEETING,
        CaseFacts(agreed_on=DAY, meetings=(Meeting(2, on(50), True), Meeting(1, on(31), True))),
        S.VIOLATED,
        E.LATE_MEETING,
        on(31),
    ),
    (C.FAMILY_PRESENT, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.FAMILY_PRESENT, CaseFacts(meetings=(Meeting(1, DAY, True),)), S.SATISFIED, None, None),
    (
        C.FAMILY_PRESENT,
        CaseFacts(meetings=(Meeting(3, on(9), False), Meeting(1, DAY, True), Meeting(2, on(5), False))),
        S.VIOLATED,
        E.MEETING_WITHOUT_FAMILY,
        on(5),
    ),
    (C.MINUTES_IN_TIME, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.MINUTES_IN_TIME, CaseFacts(meetings=(Meeting(1, on(88), True),)), S.PENDING, None, None),
    (C.MINUTES_IN_TIME, CaseFacts(meetings=(Meeting(1, DAY, True, on(7)),)), S.SATISFIED, None, None),
    (
        C.MINUTES_IN_TIME,
        CaseFacts(meetings=(Meeting(1, DAY, True, on(8)),)),
        S.VIOLATED,
        E.LATE_MINUTES,
        on(8),
    ),
    (C.MINUTES_IN_TIME, CaseFacts(meetings=(Meeting(1, DAY, True),)), S.VIOLATED, E.NO_MINUTES, on(7)),
    (C.PATH_AGREED, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.PATH_AGREED, CaseFacts(team_on=DAY), S.PENDING, None, None),
    (C.PATH_AGREED, CaseFacts(path_on=DAY), S.PENDING, None, None),
    (
        C.PATH_AGREED,
        CaseFacts(path_on=DAY, consented_on=(on(2), on(5)), steps=(Step(1, True, on(2)),)),
        S.SATISFIED,
        None,
        None,
    ),
    (
        C.PATH_AGREED,
        CaseFacts(path_on=DAY, consented_on=(on(2),), steps=(Step(1, False, on(1)),)),
        S.VIOLATED,
        E.STEP_DONE,
        on(1),
    ),
    (C.PATH_AGREED, CaseFacts(path_on=DAY, closed_on=on(9)), S.VIOLATED, E.CLOSED_UNAGREED, on(9)),
    (
        C.PATH_AGREED,
        CaseFacts(path_on=DAY, closed_on=on(9), ended_by_family=True),
        S.NOT_APPLICABLE,
        None,
        None,
    ),
    (C.STEPS_FROM_BASKET, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.STEPS_FROM_BASKET, CaseFacts(path_on=DAY, steps=(Step(1, True),)), S.PENDING, None, None),
    (
        C.STEPS_FROM_BASKET,
        CaseFacts(path_on=DAY, consented_on=(DAY,), steps=(Step(1, True), Step(2, False), Step(3, False))),
        S.SATISFIED,
        None,
        None,
    ),
    (
        C.STEPS_FROM_BASKET,
        CaseFacts(path_on=DAY, consented_on=(DAY,), steps=(Step(1, False),)),
        S.VIOLATED,
        E.FEW_FROM_BASKET,
        DAY,
    ),
    (C.ANSWER_IN_TIME, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.ANSWER_IN_TIME, CaseFacts(requests=(Request(1, on(88)),)), S.PENDING, None, None),
    (C.ANSWER_IN_TIME, CaseFacts(requests=(Request(1, DAY, on(7)),)), S.SATISFIED, None, None),
    (C.ANSWER_IN_TIME, CaseFacts(requests=(Request(1, DAY, on(8)),)), S.VIOLATED, E.LATE_ANSWER, on(8)),
    (C.ANSWER_IN_TIME, CaseFacts(requests=(Request(1, DAY),)), S.VIOLATED, E.NO_ANSWER, on(7)),
    (C.REVIEWED, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.REVIEWED, CaseFacts(agreed_on=DAY), S.PENDING, None, None),
    (C.REVIEWED, CaseFacts(assessed_on=(DAY,)), S.PENDING, None, None),
    (C.REVIEWED, CaseFacts(assessed_on=(DAY,), reviewed_on=(on(84),)), S.SATISFIED, None, None),
    (C.REVIEWED, CaseFacts(assessed_on=(on(-100),)), S.VIOLATED, E.NO_REVIEW, on(-2)),
    (C.REVIEWED, CaseFacts(assessed_on=(on(80), on(-50))), S.VIOLATED, E.LATE_REVIEW, on(80)),
    (C.REVIEWED, CaseFacts(assessed_on=(on(-100),), closed_on=on(-90)), S.NOT_APPLICABLE, None, None),
    (C.CLOSING_CONVERSATION, CaseFacts(), S.NOT_APPLICABLE, None, None),
    (C.CLOSING_CONVERSATION, CaseFacts(closing=True), S.PENDING, None, None),
    (C.CLOSING_CONVERSATION, CaseFacts(closed_on=DAY, talked_on=(DAY,)), S.SATISFIED, None, None),
    (C.CLOSING_CONVERSATION, CaseFacts(closed_on=DAY, talked_on=(on(1),)), S.VIOLATED, E.CLOSED_UNTOLD, DAY),
    (C.CLOSING_CONVERSATION, CaseFacts(closed_on=DAY, ended_by_family=True), S.NOT_APPLICABLE, None, None),
]


@pytest.mark.parametrize(("constraint", "facts", "standing", "kind", "day"), CASES)
def test_each_standing_of_each_rule(
    constraint: Constraint,
    facts: CaseFacts,
    standing: Standing,
    kind: EventKind | None,
    day: date | None,
) -> None:
    found = RULES[constraint](facts, DEFAULT, TODAY)
    assert found.standing == standing
    assert (found.event.kind if found.event else None) == kind
    assert (found.event.on if found.event else None) == day


def test_every_rule_and_every_event_is_told_of() -> None:
    assert list(RULES) == list(Constraint)
    assert {kind for _, _, _, kind, _ in CASES} == {None, *EventKind}


def test_the_town_decides_on_the_days() -> None:
    facts = CaseFacts(agreed_on=DAY, meetings=(Meeting(1, on(20), True, on(20)),))
    strict = RULES[C.FIRST_MEETING](facts, Terms(first_meeting_days=14), TODAY)
    assert strict.standing == S.VIOLATED


def test_how_many_of_how_many() -> None:
    meetings = (Meeting(1, DAY, False), Meeting(2, on(1), True), Meeting(3, on(2), False))
    found = RULES[C.FAMILY_PRESENT](CaseFacts(meetings=meetings), DEFAULT, TODAY)
    assert (found.broken, found.checked) == (2, 3)


days = st.integers(-150, 90).map(on)
maybe = st.none() | days
keys = st.integers(1, 9)
FACTS = st.builds(
    CaseFacts,
    agreed_on=maybe,
    team_on=maybe,
    path_on=maybe,
    closed_on=maybe,
    closing=st.booleans(),
    ended_by_family=st.booleans(),
    meetings=st.lists(st.builds(Meeting, keys, days, st.booleans(), maybe), max_size=4).map(tuple),
    requests=st.lists(st.builds(Request, keys, days, maybe), max_size=4).map(tuple),
    steps=st.lists(st.builds(Step, keys, st.booleans(), maybe), max_size=4).map(tuple),
    told=st.lists(st.builds(Told, keys, days, st.booleans()), max_size=4).map(tuple),
    assessed_on=st.lists(days, max_size=4).map(tuple),
    reviewed_on=st.lists(days, max_size=4).map(tuple),
    consented_on=st.lists(days, max_size=3).map(tuple),
    talked_on=st.lists(days, max_size=2).map(tuple),
)
MANY = (
    "meetings",
    "requests",
    "steps",
    "told",
    "assessed_on",
    "reviewed_on",
    "consented_on",
    "talked_on",
)


@settings(max_examples=300, deadline=None)
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_of_recording_changes_nothing(facts: CaseFacts, chance: Any) -> None:
    mixed: dict[str, Any] = {}
    for name in MANY:
        rows = list(getattr(facts, name))
        chance.shuffle(rows)
        mixed[name] = tuple(rows)
    assert findings(replace(facts, **mixed), DEFAULT, TODAY) == findings(facts, DEFAULT, TODAY)


@settings(max_examples=300, deadline=None)
@given(FACTS, days, st.integers(0, 7))
def test_a_satisfying_event_breaks_no_other_rule(facts: CaseFacts, day: date, later: int) -> None:
    """Save for what the rules say of themselves: consent opens the question of the basket, the first
    assessment starts the clock of reviews.
    """
    agreed = facts.agreed_on or date.max
    first = min((*facts.assessed_on, *facts.reviewed_on), default=date.max)
    clock = {C.REVIEWED} if day < first else set()
    added: list[tuple[dict[str, Any], set[Constraint]]] = [
        (
            {"meetings": (*facts.meetings, Meeting(99, day, True, day + timedelta(days=later)))},
            {C.FIRST_MEETING},
        ),
        ({"steps": (*facts.steps, Step(99, True))}, set()),
        ({"told": (*facts.told, Told(99, day, True))}, set()),
        ({"assessed_on": (*facts.assessed_on, day)}, clock),
        ({"reviewed_on": (*facts.reviewed_on, day)}, clock),
        ({"consented_on": (*facts.consented_on, day)}, {C.STEPS_FROM_BASKET}),
        ({"talked_on": (*facts.talked_on, day)}, set()),
    ]
    if day >= agreed:
        answered = Request(99, day, day + timedelta(days=later))
        added.append(({"requests": (*facts.requests, answered)}, set()))
    before = findings(facts, DEFAULT, TODAY)
    for more, stated in added:
        after = findings(replace(facts, **more), DEFAULT, TODAY)
        worse = {
            one
            for one in Constraint
            if after[one].standing == S.VIOLATED and before[one].standing != S.VIOLATED
        }
        assert worse <= stated, more


@settings(max_examples=200, deadline=None)
@given(FACTS)
def test_what_is_violated_names_its_event_and_nothing_else_does(facts: CaseFacts) -> None:
    for found in findings(facts, DEFAULT, TODAY).values():
        assert (found.event is not None) == (found.standing == S.VIOLATED)
        assert (found.broken > 0) == (found.standing == S.VIOLATED)
        assert found.broken <= found.checked + 1


@settings(max_examples=200, deadline=None)
@given(FACTS, st.integers(1, 200))
def test_a_longer_term_is_never_harder(facts: CaseFacts, more: int) -> None:
    longer = Terms(30 + more, 7 + more, 7 + more, 12 + more, 0)
    strict, mild = findings(facts, DEFAULT, TODAY), findings(facts, longer, TODAY)
    for one in Constraint:
        if strict[one].standing != S.VIOLATED:
            assert mild[one].standing != S.VIOLATED
