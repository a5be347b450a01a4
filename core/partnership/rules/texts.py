"""Versions, acceptances and plans: which step may follow, on which day, and who is to be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from core.partnership.enums.texts import TextState
from core.partnership.errors.texts import (
    AcceptanceDayError,
    AcceptanceNotWantedError,
    InForceDayError,
    ItemDoneDayError,
    TextFixedError,
    TextMoveError,
)
from core.partnership.rules import as_day

MOVES: Final[dict[str, frozenset[str]]] = {
    TextState.DRAFT: frozenset({TextState.PUT, TextState.ABANDONED}),
    TextState.PUT: frozenset({TextState.IN_FORCE, TextState.ABANDONED}),
    TextState.IN_FORCE: frozenset({TextState.REPLACED}),
    TextState.REPLACED: frozenset(),
    TextState.ABANDONED: frozenset(),
}
# Partners are asked about these; the others they may read, or not even that.
ACCEPTABLE: Final = (TextState.PUT, TextState.IN_FORCE)
SHOWN_TO_PARTNERS: Final = (TextState.PUT, TextState.IN_FORCE, TextState.REPLACED)
REMIND_EVERY: Final = 7
MOST_REMINDERS: Final = 4
LINK_DAYS: Final = 30
_DECEMBER: Final = 12


def require_move(state: str, to: str) -> None:
    """Refuse a step that the table does not name."""
    if to not in MOVES[state]:
        raise TextMoveError(state=TextState(state).label)


def require_draft(state: str) -> None:
    """Words and tasks are changed while nobody was asked about them."""
    if state != TextState.DRAFT:
        raise TextFixedError


def check_in_force(*, in_force_on: date, put_on: date, today: date) -> None:
    """Not before the partners were asked, not in the future."""
    if not put_on <= in_force_on <= today:
        raise InForceDayError(put_on=as_day(put_on), today=as_day(today))


def check_acceptance(*, state: str, put_on: date | None, accepted_on: date, today: date) -> None:
    """A version before the partners or in force, on a day since it was put to them."""
    if state not in ACCEPTABLE or put_on is None:
        raise AcceptanceNotWantedError(state=TextState(state).label)
    if not put_on <= accepted_on <= today:
        raise AcceptanceDayError(put_on=as_day(put_on), today=as_day(today))


def check_done(*, done_on: date, today: date) -> None:
    """What is done was done by today."""
    if done_on > today:
        raise ItemDoneDayError(today=as_day(today))


@dataclass(frozen=True)
class Sent:
    """A message to a partner: when, and which versions it named."""

    on: date
    versions: frozenset[str]


def is_reminder_due(*, waiting: Sequence[str], sent: Sequence[Sent], today: date) -> bool:
    """Whether a partner gets a message about the versions that wait for it.

    At most one a week, at most `MOST_REMINDERS` about one version; a version that it was never told of
    counts as any other, so that who joins later is told once.
    """
    if any((today - item.on).days < REMIND_EVERY for item in sent):
        return False
    told = [sum(version in item.versions for item in sent) for version in waiting]
    return any(number < MOST_REMINDERS for number in told)


def is_overdue(*, year: int, month: int | None, done_on: date | None, today: date) -> bool:
    """Whether a task's month is over and it is not done; a term in words is never overdue."""
    if done_on is not None or month is None:
        return False
    first_after = date(year + 1, 1, 1) if month == _DECEMBER else date(year, month + 1, 1)
    return today >= first_after
