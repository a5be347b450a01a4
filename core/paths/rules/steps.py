"""Who sees which step, what is next, what is late: pure decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

UNFINISHED = ("planned", "in_progress")


class Step(Protocol):
    """What the decisions need to know of a task."""

    @property
    def status(self) -> str:
        """Where it stands (`TaskStatus`)."""

    @property
    def due_on(self) -> date | None:
        """Until when."""


S = TypeVar("S", bound=Step)


@dataclass(frozen=True)
class Progress:
    """How far a path is."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def is_overdue(step: Step, today: date) -> bool:
    """Unfinished and past its day."""
    return step.status in UNFINISHED and step.due_on is not None and step.due_on < today


def next_step(steps: Iterable[S]) -> S | None:
    """The unfinished step with the earliest day; steps without a day come last, in their order."""
    open_steps = [step for step in steps if step.status in UNFINISHED]
    return min(open_steps, key=lambda step: step.due_on or date.max, default=None)


def progress(steps: Iterable[Step]) -> Progress:
    """Steps done of those not put aside."""
    counted = [step.status for step in steps if step.status != "abandoned"]
    return Progress(done=counted.count("done"), total=len(counted))
