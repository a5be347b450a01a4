"""The rules of the model. Each is a function of a case's facts, the town's terms and a day.

A rule that speaks of several events (meetings, requests) is violated by the earliest that breaks it, and
that event is named: fidelity is read from what happened, nobody fills in a questionnaire about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from core.fidelity.enums import Constraint, EventKind, Standing
from core.fidelity.rules.facts import CaseFacts, Key, Terms

REVIEW_GRACE: Final = timedelta(days=14)
"""Reviews come about every twelve weeks: holidays and illness are no breach of the model."""


@dataclass(frozen=True)
class Event:
    """What broke a rule: what it was, when, and the record behind it (none where nothing happened)."""

    kind: EventKind
    on: date
    key: Key | None = None


@dataclass(frozen=True)
class Finding:
    """How a case stands to one rule; the event that broke it, and how many of how many did."""

    standing: Standing
    event: Event | None = None
    broken: int = 0
    checked: int = 0


NOTHING: Final = Finding(Standing.NOT_APPLICABLE)
WAITING: Final = Finding(Standing.PENDING)
Rule = Callable[[CaseFacts, Terms, date], Finding]


def _held(checked: int = 1) -> Finding:
    return Finding(Standing.SATISFIED, checked=checked)


def _broken(events: Iterable[Event], checked: int) -> Finding:
    """Violated by the earliest; the others are counted."""
    found = sorted(events, key=lambda event: (event.on, event.kind, str(event.key)))
    return Finding(Standing.VIOLATED, found[0], len(found), checked)


def _of_many(events: list[Event], checked: int, waiting: int = 0) -> Finding:
    """A rule that each event has to keep; the time of those `waiting` has not come."""
    if events:
        return _broken(events, checked)
    if checked:
        return _held(checked)
    return WAITING if waiting else NOTHING


def agreement_first(facts: CaseFacts, _terms: Terms, _today: date) -> Finding:
    """Nothing is told of a person who does not agree, nothing asked for a family that has not agreed."""
    events = [Event(EventKind.DISCLOSURE, told.on, told.key) for told in facts.told if not told.agreed]
    agreed_on = facts.agreed_on or date.max
    events += [
        Event(EventKind.REQUEST, one.sent_on, one.key) for one in facts.requests if one.sent_on < agreed_on
    ]
    return _of_many(events, len(facts.told) + len(facts.requests))


def assessment_first(facts: CaseFacts, _terms: Terms, _today: date) -> Finding:
    """A team is formed round what the family can do and needs."""
    if facts.team_on is None:
        return WAITING if facts.agreed_on and not facts.closed_on else NOTHING
    if facts.assessed_on and min(facts.assessed_on) <= facts.team_on:
        return _held()
    return _broken([Event(EventKind.TEAM_FORMED, facts.team_on)], 1)


def first_meeting(facts: CaseFacts, terms: Terms, today: date) -> Finding:
    """A family that said yes does not wait for long."""
    if facts.agreed_on is None:
        return NOTHING
    limit = facts.agreed_on + timedelta(days=terms.first_meeting_days)
    first = min(facts.meetings, key=lambda one: (one.held_on, str(one.key)), default=None)
    if first is not None:
        late = Event(EventKind.LATE_MEETING, first.held_on, first.key)
        return _held() if first.held_on <= limit else _broken([late], 1)
    if facts.closed_on is not None and facts.closed_on <= limit:
        return NOTHING
    return WAITING if today <= limit else _broken([Event(EventKind.NO_MEETING, limit)], 1)


def family_present(facts: CaseFacts, _terms: Terms, _today: date) -> Finding:
    """Nothing about the family without the family."""
    without = [
        Event(EventKind.MEETING_WITHOUT_FAMILY, one.held_on, one.key)
        for one in facts.meetings
        if not one.family_present
    ]
    return _of_many(without, len(facts.meetings))


def minutes_in_time(facts: CaseFacts, terms: Terms, today: date) -> Finding:
    """What was agreed can be read soon by those who agreed it."""
    events, checked, waiting = [], 0, 0
    for one in facts.meetings:
        limit = one.held_on + timedelta(days=terms.minutes_days)
        if one.minutes_on is None and today <= limit:
            waiting += 1
            continue
        checked += 1
        if one.minutes_on is None:
            events.append(Event(EventKind.NO_MINUTES, limit, one.key))
        elif one.minutes_on > limit:
            events.append(Event(EventKind.LATE_MINUTES, one.minutes_on, one.key))
    return _of_many(events, checked, waiting)


def path_agreed(facts: CaseFacts, _terms: Terms, _today: date) -> Finding:
    """The family is the author: it says yes to the path before anybody walks it."""
    if facts.path_on is None:
        return WAITING if facts.team_on and not facts.closed_on else NOTHING
    agreed_on = min(facts.consented_on, default=date.max)
    done = [(step.done_on, step.key) for step in facts.steps if step.done_on is not None]
    early = [Event(EventKind.STEP_DONE, day, key) for day, key in done if day < agreed_on]
    if early:
        return _broken(early, len(done))
    if facts.consented_on:
        return _held(max(len(done), 1))
    if facts.closed_on is not None and not facts.ended_by_family:
        return _broken([Event(EventKind.CLOSED_UNAGREED, facts.closed_on)], 1)
    return NOTHING if facts.closed_on else WAITING


def steps_from_basket(facts: CaseFacts, terms: Terms, _today: date) -> Finding:
    """The partnership's offer is used. A step of another kind may lower the share: this rule alone can
    be made worse by what another rule asks for.
    """
    if not facts.consented_on or not facts.steps:
        return WAITING if facts.path_on and not facts.closed_on else NOTHING
    number, drawn = len(facts.steps), sum(step.from_basket for step in facts.steps)
    if 100 * drawn >= terms.basket_share * number:
        return _held(number)
    event = Event(EventKind.FEW_FROM_BASKET, min(facts.consented_on))
    return Finding(Standing.VIOLATED, event, number - drawn, number)


def answer_in_time(facts: CaseFacts, terms: Terms, today: date) -> Finding:
    """A family does not wait for a partner's word."""
    events, checked, waiting = [], 0, 0
    for one in facts.requests:
        limit = one.sent_on + timedelta(days=terms.answer_days)
        if one.answered_on is None and today <= limit:
            waiting += 1
            continue
        checked += 1
        if one.answered_on is None:
            events.append(Event(EventKind.NO_ANSWER, limit, one.key))
        elif one.answered_on > limit:
            events.append(Event(EventKind.LATE_ANSWER, one.answered_on, one.key))
    return _of_many(events, checked, waiting)


def reviewed(facts: CaseFacts, terms: Terms, today: date) -> Finding:
    """After the first assessment, which starts the clock, the family and the worker look again about every
    twelve weeks.
    """
    end = min(facts.closed_on or today, today)
    looks = sorted({day for day in (*facts.assessed_on, *facts.reviewed_on) if day <= end})
    if not looks:
        return WAITING if facts.agreed_on and not facts.closed_on else NOTHING
    limit = timedelta(weeks=terms.review_weeks) + REVIEW_GRACE
    events = list(_late(looks, limit, end))
    if events:
        return _broken(events, len(looks))
    return _held(len(looks)) if len(looks) > 1 else (NOTHING if facts.closed_on else WAITING)


def _late(looks: list[date], limit: timedelta, end: date) -> Iterator[Event]:
    for before, after in pairwise(looks):
        if after > before + limit:
            yield Event(EventKind.LATE_REVIEW, after)
    if end > looks[-1] + limit:
        yield Event(EventKind.NO_REVIEW, looks[-1] + limit)


def closing_conversation(facts: CaseFacts, _terms: Terms, _today: date) -> Finding:
    """Work ends with a talk; a family that went away is not to be pursued for it."""
    talked = min(facts.talked_on, default=None)
    if facts.closed_on is None:
        return WAITING if facts.closing else NOTHING
    if talked is not None and talked <= facts.closed_on:
        return _held()
    if facts.ended_by_family:
        return NOTHING
    return _broken([Event(EventKind.CLOSED_UNTOLD, facts.closed_on)], 1)


RULES: Final[Mapping[Constraint, Rule]] = {
    Constraint.AGREEMENT_FIRST: agreement_first,
    Constraint.ASSESSMENT_FIRST: assessment_first,
    Constraint.FIRST_MEETING: first_meeting,
    Constraint.FAMILY_PRESENT: family_present,
    Constraint.MINUTES_IN_TIME: minutes_in_time,
    Constraint.PATH_AGREED: path_agreed,
    Constraint.STEPS_FROM_BASKET: steps_from_basket,
    Constraint.ANSWER_IN_TIME: answer_in_time,
    Constraint.REVIEWED: reviewed,
    Constraint.CLOSING_CONVERSATION: closing_conversation,
}


def findings(facts: CaseFacts, terms: Terms, today: date) -> dict[Constraint, Finding]:
    """How a case stands to every rule on a day."""
    return {constraint: rule(facts, terms, today) for constraint, rule in RULES.items()}
