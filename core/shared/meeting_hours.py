"""Days and hours of meetings: told and kept in Poland's time.

A meeting at ten is at ten on both sides of a change of clocks. Meetings of the partnership and of a
family's team share these rules.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from core.shared.errors import DomainError

WARSAW: Final = ZoneInfo("Europe/Warsaw")
LONGEST: Final = timedelta(hours=12)


class MeetingEndsBeforeStartError(DomainError):
    """The end is not after the beginning."""

    code = "meeting_ends_before_start"
    field = "ends"
    text = _("Godzina zakończenia musi być późniejsza niż godzina rozpoczęcia.")


class MeetingTooLongError(DomainError):
    """Longer than a day of work: surely a slip of the hand."""

    code = "meeting_too_long"
    field = "ends"
    text = _("Spotkanie może trwać najwyżej 12 godzin. Popraw godziny.")


class NoSuchHourError(DomainError):
    """The hour that the clocks skip in spring."""

    code = "no_such_hour"
    field = "starts"
    text = _("Tej godziny nie ma: w tym dniu zegary przestawia się na czas letni. Wybierz inną.")


class MeetingInPastError(DomainError):
    """One plans ahead; the past is recorded."""

    code = "meeting_in_past"
    field = "day"
    text = _("Zaplanuj spotkanie na dziś (%(today)s) lub później. Odbyte spotkanie odnotuj osobno.")


class MeetingWithoutPlaceError(DomainError):
    """Nobody can come to a meeting that is nowhere."""

    code = "meeting_without_place"
    field = "place"
    text = _("Podaj miejsce albo adres spotkania zdalnego.")


class BadRemoteAddressError(DomainError):
    """Not an address that a browser opens safely."""

    code = "bad_remote_address"
    field = "remote_address"
    text = _("Podaj pełny adres spotkania zdalnego, zaczynający się od https://.")


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
        raise MeetingInPastError(today=as_day(today))
    if not (place or remote_address):
        raise MeetingWithoutPlaceError
    if remote_address and not remote_address.startswith("https://"):
        raise BadRemoteAddressError


def as_day(value: date) -> str:
    """A day as it is written in Poland."""
    return value.strftime("%d.%m.%Y")
