"""How long what is kept: classes of the town's index of files, counted from 1 January after closing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from core.rights.enums import Kept
from core.rights.errors import PeriodError

# What a town starts with, until it says otherwise: years of a category B; days for the last two.
PERIODS: Final[Mapping[str, int]] = {
    Kept.CASE.value: 10,
    Kept.TEAM.value: 10,
    Kept.CONSENTS.value: 10,
    Kept.LEDGER.value: 10,
    Kept.ATTACHMENTS.value: 365,
    Kept.DRAFTS.value: 30,
}
IN_DAYS: Final = frozenset({Kept.ATTACHMENTS.value, Kept.DRAFTS.value})
_MOST_YEARS: Final = 100
_MOST_DAYS: Final = 3650


def may_go_on(kept: str, closed_on: date, amount: int) -> date:
    """The first day on which something of a case closed on a day may go.

    B10 of a case closed in 2026 counts from 1 January 2027 and ends with 2036.
    """
    if kept in IN_DAYS:
        return closed_on + timedelta(days=amount + 1)
    return date(closed_on.year + 1 + amount, 1, 1)


def family_may_go_on(closings: Iterable[tuple[date, Iterable[str]]], periods: Mapping[str, int]) -> date:
    """The day on which a family's data may go: the latest of all its cases and of all that they hold."""
    return max(may_go_on(kept, closed_on, periods[kept]) for closed_on, held in closings for kept in held)


def check_amount(kept: str, amount: int) -> None:
    """A period of a sensible length."""
    if not 1 <= amount <= (_MOST_DAYS if kept in IN_DAYS else _MOST_YEARS):
        raise PeriodError


def category(kept: str, amount: int) -> str:
    """How an index of files says it: B10; days where it counts days."""
    return f"{amount} dni" if kept in IN_DAYS else f"B{amount}"
