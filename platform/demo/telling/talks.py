"""Talks about strengths and needs: before the team, then about every twelve weeks, with change to be read.

Not every town keeps to the model: here and there the first talk comes after the team or the next one late.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final

from core.assessments.operations import AssessmentData, finish_assessment, start_assessment
from core.assessments.rules.readings import Entry
from core.families import queries as families
from demo.stories.plan import TODAY, FamilyPlan
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.families.models import Case, Person
    from core.shared.actor import Actor

_COMMON: Final = ("housing", "income", "work", "upbringing", "network")
_ALONE: Final = ("health", "safety", "network")
_AGAIN: Final = dt.timedelta(weeks=12)
_MOST: Final = 3
_LATE_EVERY: Final = 6
"""Every sixth family meets a worker who forms the team first."""


def is_late(plan: FamilyPlan) -> bool:
    """Whether this family's first talk comes only after its team."""
    return not plan.is_told_in_full and plan.number % _LATE_EVERY == _LATE_EVERY - 1


def tell_first_talk(worker: Actor, plan: FamilyPlan, case: Case) -> None:
    """The talk that the team is formed round, or, where a town hurries, one some days after it."""
    if plan.agreed_on is None:
        return
    before = min(plan.agreed_on + dt.timedelta(days=2), plan.team_on or TODAY)
    day = plan.team_on + dt.timedelta(days=4) if plan.team_on and is_late(plan) else before
    if day <= min(plan.closed_on or TODAY, TODAY):
        _talk(worker, plan, case, day, 0)


def tell_later_talks(cast: Cast, told: list[tuple[FamilyPlan, Case]]) -> None:
    """The next talks of families that are on their way; the newest ones have had one only."""
    for plan, case in told:
        if plan.agreed_on is None or plan.closed_on is not None or is_late(plan):
            continue
        worker, day = cast.workers[plan.worker], plan.agreed_on + dt.timedelta(days=2)
        for place in range(1, _MOST):
            day += _AGAIN
            if day <= TODAY:
                _talk(worker, plan, case, day, place)
        if plan.is_told_in_full:
            lead = families.persons_of(case)[0]
            _talk(worker, plan, case, plan.agreed_on + dt.timedelta(days=3), 0, lead)


def _talk(
    worker: Actor, plan: FamilyPlan, case: Case, day: dt.date, place: int, person: Person | None = None
) -> None:
    with on(day):
        case.refresh_from_db()
        talk = start_assessment(actor=worker, case=case, person=person, held_on=day)
        data = AssessmentData(
            held_on=day,
            took_part=[person or families.persons_of(case, day)[0]],
            words=plan.needs[0],
            entries=_entries(plan, case, place, _ALONE if person else _COMMON),
            answers={"housing_eviction": "no" if place else "unknown"} if person is None else {},
        )
        finish_assessment(actor=worker, assessment=talk, data=data)


def _entries(plan: FamilyPlan, case: Case, place: int, domains: tuple[str, ...]) -> list[Entry]:
    """Numbers that mostly rise from talk to talk; the family sees itself a little differently."""
    rng = random.Random(f"talk {case.number} {plan.number}")
    entries = []
    for position, domain in enumerate(domains):
        start, pace, other = rng.randrange(2, 6), rng.choice((-1, 0, 1, 1, 2)), rng.choice((-1, 0, 1))
        worker = min(max(start + pace * place, 0), 10)
        entries.append(
            Entry(
                domain,
                worker=worker,
                family=min(max(worker + other, 0), 10),
                strengths=plan.strengths[position % len(plan.strengths)] if position < 2 else "",
                needs=plan.needs[position % len(plan.needs)] if position < 1 and not place else "",
            )
        )
    return entries
