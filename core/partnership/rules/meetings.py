"""When a meeting may be planned, held and minuted: state tables and hours as plain functions.

Hours are told and kept in Poland's time: a meeting at ten is at ten on both sides of a change of clocks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from core.partnership.enums.meetings import MeetingState, MinutesPhase, TaskState
from core.partnership.errors.meetings import (
    AmendmentDayError,
    AmendmentsOpenError,
    AmendmentsOverError,
    AmendmentUndecidedError,
    BadRemoteAddressError,
    DueBeforeMeetingError,
    MeetingEndsBeforeStartError,
    MeetingInPastError,
    MeetingNotTodayError,
    MeetingOverError,
    MeetingTooLongError,
    MeetingWithoutPlaceError,
    MinutesPhaseError,
    NoSuchHourError,
    NoTaskError,
    TaskClosedError,
)

WARSAW: Final = ZoneInfo("Europe/Warsaw")
LONGEST: Final = timedelta(hours=12)
LONGEST_AMENDING: Final = timedelta(days=60)
# Unanswered invitations are recalled once, this many days before the meeting.
REMIND_BEFORE: Final = timedelta(days=3)
# An overdue task is recalled when it becomes overdue and then weekly: no floods.
REMIND_AGAIN: Final = timedelta(days=7)

STEPS: Final[Mapping[MeetingState, frozenset[MeetingState]]] = {
    MeetingState.PLANNED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
PHASES: Final[Mapping[MinutesPhase, frozenset[MinutesPhase]]] = {
    MinutesPhase.LIVE: frozenset({MinutesPhase.PREPARING}),
    MinutesPhase.PREPARING: frozenset({MinutesPhase.AMENDING}),
    MinutesPhase.AMENDING: frozenset({MinutesPhase.PUBLISHED}),
    MinutesPhase.PUBLISHED: frozenset(),
}
TASKS: Final[Mapping[TaskState, frozenset[TaskState]]] = {
    TaskState.OPEN: frozenset({TaskState.DONE, TaskState.CANCELLED}),
    TaskState.DONE: frozenset(),
    TaskState.CANCELLED: frozenset(),
}
# Phases in which the convenor writes: agenda, minutes, presence and decisions.
WRITING: Final = frozenset({MinutesPhase.LIVE, MinutesPhase.PREPARING})


def check_step(state: str, to: MeetingState) -> None:
    """A meeting is held or cancelled once."""
    if to not in STEPS[MeetingState(state)]:
        raise MeetingOverError


def check_phase(phase: str, to: MinutesPhase) -> None:
    """Minutes go forward, a phase at a time."""
    if to not in PHASES[MinutesPhase(phase)]:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)


def check_writing(phase: str) -> None:
    """Minutes are written live and while they are prepared, never once others have read them."""
    if phase not in WRITING:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)


def check_task(state: str, to: TaskState) -> None:
    """A task is closed once; a decision without an owner is none."""
    if not state:
        raise NoTaskError
    if to not in TASKS[TaskState(state)]:
        raise TaskClosedError


def moment(day: date, hour: time) -> datetime:
    """An hour of a day in Poland; the hour skipped in spring does not exist, of a doubled one the first."""
    found = datetime.combine(day, hour, tzinfo=WARSAW)
    if found.astimezone(UTC).astimezone(WARSAW).time() != hour:
        raise NoSuchHourError
    return found


def hours(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Beginning and end of a meeting on a day."""
    first, last = moment(day, starts), moment(day, ends)
    if last <= first:
        raise MeetingEndsBeforeStartError
    if last - first > LONGEST:
        raise MeetingTooLongError
    return first, last


def check_plan(*, day: date, place: str, remote_address: str, today: date) -> None:
    """A plan is for a day to come, somewhere."""
    if day < today:
        raise MeetingInPastError(today=_as_day(today))
    if not (place or remote_address):
        raise MeetingWithoutPlaceError
    if remote_address and not remote_address.startswith("https://"):
        raise BadRemoteAddressError


def check_begun(*, day: date, today: date) -> None:
    """Presence and minutes are of a meeting whose day has come."""
    if day > today:
        raise MeetingNotTodayError(day=_as_day(day))


def quorum_reached(present: int, quorum: int | None) -> bool | None:
    """Whether enough came; None where the rules ask for no number."""
    return None if quorum is None else present >= quorum


def check_amending(*, amend_until: date, today: date) -> None:
    """Attendees get a term that they can meet."""
    if not today <= amend_until <= today + LONGEST_AMENDING:
        raise AmendmentDayError(today=_as_day(today))


def check_amendment(*, phase: str, amend_until: date | None, today: date) -> None:
    """Amendments are proposed while the minutes are open to them, the last day included."""
    if phase != MinutesPhase.AMENDING or amend_until is None:
        raise MinutesPhaseError(phase=MinutesPhase(phase).label)
    if today > amend_until:
        raise AmendmentsOverError(day=_as_day(amend_until))


def check_publication(*, phase: str, amend_until: date | None, undecided: int, today: date) -> None:
    """Published after the term, when every proposal has its answer."""
    check_phase(phase, MinutesPhase.PUBLISHED)
    if amend_until is not None and today <= amend_until:
        raise AmendmentsOpenError(day=_as_day(amend_until))
    if undecided:
        raise AmendmentUndecidedError(number=undecided)


def check_due(*, due_on: date | None, day: date) -> None:
    """A task is due on the day of the meeting at the earliest."""
    if due_on is not None and due_on < day:
        raise DueBeforeMeetingError(day=_as_day(day))


def reminds_of_answer(*, day: date, today: date) -> bool:
    """Whether the daily round recalls an unanswered invitation."""
    return today <= day <= today + REMIND_BEFORE


def reminds_of_task(*, due_on: date | None, reminded_on: date | None, today: date) -> bool:
    """Whether the daily round recalls a task: overdue, and not recalled within the week."""
    if due_on is None or due_on >= today:
        return False
    return reminded_on is None or today - reminded_on >= REMIND_AGAIN


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of a content's one canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _as_day(value: date) -> str:
    return value.strftime("%d.%m.%Y")
