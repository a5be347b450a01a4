"""When a meeting may be planned, held and minuted: state tables and hours as plain functions.

Hours are told and kept in Poland's time: a meeting at ten is at ten on both sides of a change of clocks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from core.partnership.enums.meetings import MeetingState, TaskState
from core.partnership.errors.meetings import (
    DueBeforeMeetingError,
    MeetingNotTodayError,
    MeetingOverError,
    NoTaskError,
    TaskClosedError,
)
from core.shared.meeting_hours import WARSAW, as_day, check_plan, hours, moment
from core.shared.minutes import (
    PHASES,
    WRITING,
    check_amending,
    check_amendment,
    check_phase,
    check_publication,
    check_writing,
    fingerprint,
)

# The rules that meetings of a partnership share with those of a family's team.
__all__ = [
    "PHASES",
    "REMIND_AGAIN",
    "REMIND_BEFORE",
    "STEPS",
    "TASKS",
    "WARSAW",
    "WRITING",
    "check_amending",
    "check_amendment",
    "check_begun",
    "check_due",
    "check_phase",
    "check_plan",
    "check_publication",
    "check_step",
    "check_task",
    "check_writing",
    "fingerprint",
    "hours",
    "moment",
    "quorum_reached",
    "reminds_of_answer",
    "reminds_of_task",
]

# Unanswered invitations are recalled once, this many days before the meeting.
REMIND_BEFORE: Final = timedelta(days=3)
# An overdue task is recalled when it becomes overdue and then weekly: no floods.
REMIND_AGAIN: Final = timedelta(days=7)

STEPS: Final[Mapping[MeetingState, frozenset[MeetingState]]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
TASKS: Final[Mapping[TaskState, frozenset[TaskState]]] = {
    TaskState.OPEN: frozenset({TaskState.DONE, TaskState.CANCELLED}),
    TaskState.DONE: frozenset(),
    TaskState.CANCELLED: frozenset(),
}


def check_step(state: str, to: MeetingState) -> None:
    """A meeting is held or cancelled once."""
    if to not in STEPS[MeetingState(state)]:
        raise MeetingOverError


def check_task(state: str, to: TaskState) -> None:
    """A task is closed once; a decision without an owner is none."""
    if not state:
        raise NoTaskError
    if to not in TASKS[TaskState(state)]:
        raise TaskClosedError


def check_begun(*, day: date, today: date) -> None:
    """Presence and minutes are of a meeting whose day has come."""
    if day > today:
        raise MeetingNotTodayError(day=as_day(day))


def quorum_reached(present: int, quorum: int | None) -> bool | None:
    """Whether enough came; None where the rules ask for no number."""
    return None if quorum is None else present >= quorum


def check_due(*, due_on: date | None, day: date) -> None:
    """A task is due on the day of the meeting at the earliest."""
    if due_on is not None and due_on < day:
        raise DueBeforeMeetingError(day=as_day(day))


def reminds_of_answer(*, day: date, today: date) -> bool:
    """Whether the daily round recalls an unanswered invitation."""
    return today <= day <= today + REMIND_BEFORE


def reminds_of_task(*, due_on: date | None, reminded_on: date | None, today: date) -> bool:
    """Whether the daily round recalls a task: overdue, and not recalled within the week."""
    if due_on is None or due_on >= today:
        return False
    return reminded_on is None or today - reminded_on >= REMIND_AGAIN
