"""Finding a time: which of the proposed ones suit everybody who is needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from core.teams.enums import MemberKind, PlanState, SlotChoice
from core.teams.errors.meetings import (
    AnswerByError,
    ModeratorAskedError,
    NobodyAskedError,
    PlanIsSetError,
    PlanNotSetError,
    PlanNotTodayError,
    PlanOverError,
    SlotPassedError,
    SlotsError,
)
from core.teams.rules.quorum import Quorum, is_quorate
from core.teams.rules.standing import DAY_FORMAT, Presence

MOST_SLOTS: Final = 10
# Unanswered invitations are recalled once, this many days before the meeting or the last day of answers.
REMIND_BEFORE: Final = timedelta(days=2)
# Everybody who comes is recalled the day before: people with much on their minds forget.
REMIND_EVE: Final = timedelta(days=1)


@dataclass(frozen=True)
class Invited:
    """An invited seat as the search for a time sees it."""

    key: UUID
    kind: str
    is_moderator: bool


@dataclass(frozen=True)
class Fit:
    """How one proposed time suits those invited."""

    starts_at: datetime
    free: int
    if_needed: int
    busy: int
    unanswered: int
    quorate: bool

    @property
    def suits_all(self) -> bool:
        """Everybody answered and nobody is busy."""
        return self.busy == 0 and self.unanswered == 0


def fit_of(
    starts_at: datetime, invited: Sequence[Invited], choices: Mapping[UUID, str], quorum: Quorum
) -> Fit:
    """What the answers say of one time; the moderator proposed it and is free."""
    said = {seat.key: SlotChoice.FREE if seat.is_moderator else choices.get(seat.key, "") for seat in invited}
    coming = (SlotChoice.FREE, SlotChoice.IF_NEEDED)
    there = [Presence(seat.kind, seat.is_moderator, said[seat.key] in coming) for seat in invited]
    answers = list(said.values())
    return Fit(
        starts_at=starts_at,
        free=answers.count(SlotChoice.FREE),
        if_needed=answers.count(SlotChoice.IF_NEEDED),
        busy=answers.count(SlotChoice.BUSY),
        unanswered=answers.count(""),
        quorate=is_quorate(there, quorum),
    )


def best_of(fits: Iterable[Fit]) -> Fit | None:
    """The time to propose first: the earliest that suits all, else the one with a quorum and most people."""
    found = sorted(fits, key=lambda fit: fit.starts_at)
    for fit in found:
        if fit.suits_all and fit.quorate:
            return fit
    quorate = [fit for fit in found if fit.quorate]
    return max(quorate, key=lambda fit: (fit.free + fit.if_needed, fit.free), default=None)


def check_slots(starts: Sequence[datetime], now: datetime) -> None:
    """A few different times to come."""
    if not 1 <= len(starts) <= MOST_SLOTS or len(set(starts)) != len(starts):
        raise SlotsError
    if any(moment <= now for moment in starts):
        raise SlotPassedError


def check_answer_by(answer_by: date | None, *, today: date, first: date) -> None:
    """Answers are collected until the first proposed day at the latest."""
    if answer_by is not None and not today <= answer_by <= first:
        raise AnswerByError


def check_asked(seats: Sequence[Invited]) -> None:
    """The moderator leads, the family is always asked, and nobody meets alone."""
    if not any(seat.is_moderator for seat in seats):
        raise ModeratorAskedError
    if not any(seat.kind == MemberKind.FAMILY for seat in seats):
        raise NobodyAskedError


def check_open(state: str) -> None:
    """What was held or called off is not changed."""
    if state in (PlanState.HELD, PlanState.CANCELLED):
        raise PlanOverError


def check_choosing(state: str) -> None:
    """Times are proposed and answered while one is looked for."""
    check_open(state)
    if state == PlanState.SET:
        raise PlanIsSetError


def check_set(state: str) -> None:
    """Whoever answers whether they come must know when it is."""
    check_open(state)
    if state == PlanState.CHOOSING:
        raise PlanNotSetError


def check_begun(state: str, day: date | None, today: date) -> None:
    """Presence and minutes are of a meeting whose day has come."""
    if state == PlanState.CANCELLED:
        raise PlanOverError
    if day is None:
        raise PlanNotSetError
    if day > today:
        raise PlanNotTodayError(day=day.strftime(DAY_FORMAT))
