"""Who in a household may know of whom, and when somebody may be written to: values in, values out.

A household may hold somebody who hurts and somebody who is hurt. A separation says: this person may not
know of that one. Whatever is common to the household (goals and steps of all, meetings) is then closed to
the separated person unless the leading worker opened it, since a common step tells of those who take it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.safety.enums import Way
from core.safety.errors import (
    AddressMissingError,
    LettersContradictError,
    SafeDaysError,
    SafeHoursError,
    SamePersonError,
    SeparationDayError,
    SeparationEndError,
    SeparationReasonMissingError,
    ThroughWhomMissingError,
    WaysContradictError,
)
from core.shared.hours import ALWAYS, Hours


@dataclass(frozen=True)
class Apart:
    """From a day, perhaps to a day, one person may know nothing of another; half-open."""

    kept_from: UUID
    protected: UUID
    starts_on: date
    ends_on: date | None = None

    def has(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Wall:
    """What stands between one reader and the rest of the household today.

    `hidden`: persons of whom the reader may know nothing. `beside`: persons with whom the reader may not
    sit at one table, in whichever direction. `shared_since`: common things made from this day on are shown;
    None shows none. `together_since`: the same for meetings. `opened`: common things that the leading
    worker opened to the reader nonetheless.
    """

    reader: UUID
    hidden: frozenset[UUID] = frozenset()
    beside: frozenset[UUID] = frozenset()
    ever_beside: frozenset[UUID] = frozenset()
    shared_since: date | None = date.min
    together_since: date | None = date.min
    opened: frozenset[UUID] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether nothing ever stood between this reader and the household."""
        return self.shared_since == date.min and self.together_since == date.min

    def shows(self, record: UUID, owner: UUID | None, made_on: date) -> bool:
        """Whether a goal or step is shown: the reader's own; a common one unless it is closed."""
        if owner is not None:
            return owner == self.reader
        return record in self.opened or (self.shared_since is not None and made_on >= self.shared_since)

    def shows_meeting(self, invited: AbstractSet[UUID], held_on: date) -> bool:
        """Whether a meeting is shown: to somebody who is or was kept apart only one's own meetings."""
        if self.together_since is not None and held_on >= self.together_since:
            return True
        return self.reader in invited and self.ever_beside.isdisjoint(invited)


def wall_of(reader: UUID, history: Iterable[Apart], opened: Iterable[UUID], day: date) -> Wall:
    """The wall of one reader on a day, from all separations that ever began by then."""
    begun = [one for one in history if one.starts_on <= day and reader in (one.kept_from, one.protected)]
    kept = [one for one in begun if one.kept_from == reader]
    others = [(one, one.protected if one.kept_from == reader else one.kept_from) for one in begun]
    return Wall(
        reader=reader,
        hidden=frozenset(one.protected for one in kept if one.has(day)),
        beside=frozenset(other for one, other in others if one.has(day)),
        ever_beside=frozenset(other for _, other in others),
        shared_since=_last_end(kept),
        together_since=_last_end(begun),
        opened=frozenset(opened) if kept else frozenset(),
    )


def _last_end(history: Sequence[Apart]) -> date | None:
    """The day from which on none of them was in force any more; None while one has no end."""
    ends = [one.ends_on for one in history]
    return None if None in ends else max((end for end in ends if end), default=date.min)


def clashes(persons: Iterable[UUID], history: Iterable[Apart], day: date) -> list[Apart]:
    """Separations in force on a day that two of the persons at one table would break."""
    there = set(persons)
    return [one for one in history if one.has(day) and one.kept_from in there and one.protected in there]


def invited_to(
    persons: Sequence[UUID], coming: AbstractSet[UUID], history: Iterable[Apart], day: date
) -> set[UUID]:
    """Who of the family counts as invited when these came: nobody who is kept apart from one of them.

    When none of a separated pair came, the protected person counts as invited and the other does not.
    """
    standing = [one for one in history if one.has(day)]
    away = set()
    for one in standing:
        if one.kept_from in coming:
            away.add(one.protected)
        else:
            away.add(one.kept_from)
    return {person for person in persons if person in coming or person not in away}


def check_separation(kept_from: UUID, protected: UUID, starts_on: date, reason: str, today: date) -> None:
    """Two persons, a reason, not in the future."""
    if kept_from == protected:
        raise SamePersonError
    if starts_on > today:
        raise SeparationDayError
    if not reason.strip():
        raise SeparationReasonMissingError


def check_end(last_day: date, today: date) -> None:
    """It ends today at the earliest: what was written in its time stays closed."""
    if last_day < today:
        raise SeparationEndError


@dataclass(frozen=True)
class Reach:
    """In which ways and when a person may be reached without danger."""

    ways: frozenset[str] = frozenset()
    hours: Hours = ALWAYS


def check_reach(reach: Reach, *, known: AbstractSet[str], through: str, no_letters: bool) -> None:
    """Ways that do not contradict each other and whose addresses are known; days; both hours or none."""
    if Way.IN_PERSON in reach.ways and len(reach.ways) > 1:
        raise WaysContradictError
    if Way.THROUGH in reach.ways and not through.strip():
        raise ThroughWhomMissingError
    if Way.LETTER in reach.ways and no_letters:
        raise LettersContradictError
    needed = {Way.PHONE: "phone", Way.SMS: "phone", Way.EMAIL: "email", Way.LETTER: "address"}
    for way, field in needed.items():
        if way in reach.ways and field not in known:
            raise AddressMissingError(way=way.label)
    hours = reach.hours
    if not hours.weekdays:
        raise SafeDaysError
    if (hours.from_time is None) != (hours.until_time is None):
        raise SafeHoursError
    if hours.from_time is not None and hours.until_time is not None and hours.until_time <= hours.from_time:
        raise SafeHoursError
