"""When a team may meet and what a case waits for: values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.teams.enums import MemberKind, Step
from core.teams.errors.seats import (
    FamilyAbsentError,
    FormedOnError,
    MeetingDayError,
    MemberDayError,
    ModeratorAbsentError,
    NextMeetingDayError,
)

DAY_FORMAT: Final = "%d.%m.%Y"
# Our own proposal, not law: elsewhere groups took up to 47 days to form and 55 to meet (domain
# handbook 4.4), and the time to the first meeting is the number to beat.
DAYS_TO_AGREEMENT: Final = 14
DAYS_TO_TEAM: Final = 14
DAYS_TO_FIRST_MEETING: Final = 14
DAYS_BETWEEN_MEETINGS: Final = 42


@dataclass(frozen=True)
class Presence:
    """One member's attendance as a meeting's legality sees it."""

    kind: str
    is_moderator: bool
    present: bool


@dataclass(frozen=True)
class Due:
    """The next step of a case and the day by which it should be taken."""

    step: Step
    by: date | None = None
    overdue: bool = False


def check_formed(agreed_on: date, formed_on: date, today: date) -> None:
    """A team stands on the family's agreement."""
    if not agreed_on <= formed_on <= today:
        raise FormedOnError(agreed_on=agreed_on.strftime(DAY_FORMAT))


def check_ending(starts_on: date, ends_on: date, today: date) -> None:
    """A membership ends between its start and today."""
    if not starts_on <= ends_on <= today:
        raise MemberDayError(starts_on=starts_on.strftime(DAY_FORMAT))


def check_meeting_days(formed_on: date, held_on: date, next_on: date | None, today: date) -> None:
    """A meeting is written down after it was held, and the next one comes after it."""
    if not formed_on <= held_on <= today:
        raise MeetingDayError(formed_on=formed_on.strftime(DAY_FORMAT))
    if next_on is not None and next_on <= held_on:
        raise NextMeetingDayError


def family_present(attendance: Iterable[Presence]) -> bool:
    """Whether anybody of the family sat at the table (indicator 19)."""
    return any(row.present and row.kind == MemberKind.FAMILY for row in attendance)


def check_attendance(attendance: list[Presence], without_family_reason: str) -> None:
    """The moderator leads every meeting; one without the family needs its reason."""
    if not any(row.present and row.is_moderator for row in attendance):
        raise ModeratorAbsentError
    if not family_present(attendance) and not without_family_reason.strip():
        raise FamilyAbsentError


@dataclass(frozen=True)
class Standing:
    """Where a case stands with agreement, team and meetings; `next_on` is a day that was set."""

    opened_on: date
    agreed_on: date | None
    someone_agrees: bool
    formed_on: date | None
    last_meeting_on: date | None
    next_on: date | None


def due_of(standing: Standing, today: date) -> Due:
    """The one next step of an open case; overdue when its day has passed."""
    if standing.agreed_on is None:
        return _due(Step.AGREEMENT, standing.opened_on, DAYS_TO_AGREEMENT, today)
    if not standing.someone_agrees:
        return Due(Step.NO_AGREEMENT, None, overdue=True)
    if standing.formed_on is None:
        return _due(Step.TEAM, standing.agreed_on, DAYS_TO_TEAM, today)
    step = Step.FIRST_MEETING if standing.last_meeting_on is None else Step.NEXT_MEETING
    if standing.next_on is not None:
        return Due(step, standing.next_on, standing.next_on < today)
    if standing.last_meeting_on is None:
        return _due(Step.FIRST_MEETING, standing.formed_on, DAYS_TO_FIRST_MEETING, today)
    return _due(Step.NEXT_MEETING, standing.last_meeting_on, DAYS_BETWEEN_MEETINGS, today)


def _due(step: Step, since: date, days: int, today: date) -> Due:
    by = since + timedelta(days=days)
    return Due(step, by, by < today)
