"""What waits in the cases of a worker: the next step of each, by the rule of `rules.due_of`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.families.models import Case
from core.shared import clock
from core.teams.enums import Step
from core.teams.queries.progress import Progress, progress_of
from core.teams.rules import Due

_ASKS = (Step.AGREEMENT, Step.NO_AGREEMENT)


@dataclass(frozen=True)
class WaitingCase:
    """A case and how far its team is."""

    case: Case
    progress: Progress

    @property
    def due(self) -> Due:
        return self.progress.due


@dataclass(frozen=True)
class Workload:
    """How much waits in the cases of a list."""

    cases: int
    overdue: int
    soon: int


def by_due(cases: Iterable[Case], on: date | None = None) -> list[WaitingCase]:
    """Cases, what waits longest first, those where nothing waits last; else in the order given.

    Four queries however many: hand it one worker's cases, not a town's.
    """
    listed = list(cases)
    progress = progress_of(listed, on)
    return sorted((WaitingCase(case, progress[case.pk]) for case in listed), key=_day)


def _day(waiting: WaitingCase) -> date:
    """Where nobody agrees any more there is no day: that stands before everything that has one."""
    if waiting.due.step == Step.NO_AGREEMENT:
        return date.min
    return waiting.due.by or date.max


def workload(waiting: Sequence[WaitingCase], soon: timedelta) -> Workload:
    """How many of the cases wait, and since when."""
    until = clock.today() + soon
    return Workload(
        cases=len(waiting),
        overdue=sum(one.due.overdue for one in waiting),
        soon=sum(not one.due.overdue and one.due.by is not None and one.due.by <= until for one in waiting),
    )


def without_agreement(waiting: Iterable[WaitingCase]) -> list[WaitingCase]:
    """Those in which nobody agrees (yet, or any more), in their order."""
    return [one for one in waiting if one.due.step in _ASKS]
