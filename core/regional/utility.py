"""How useful a release is, measured against the sealed counts and told so coarsely that no count shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from core.regional.enums import Level, Reason
from core.regional.places import Place, Row, place_of
from core.regional.rules import ERROR

# An error is told of counts of at least ten, and only as the mean of at least twenty of them.
_LARGE: Final = 10
_MANY: Final = 20
_TERRITORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "region": (Level.MACROREGION.value,),
    "voivodeships": (Level.VOIVODESHIP.value, Level.MERGED.value),
}


def utility(rows: Iterable[Row], truth: Callable[[Place], int | None]) -> dict[str, Any]:
    """Numbers for readers: cells printed and withheld, the greatest error, mean relative errors in percent.

    An error is rounded up to a whole percent; it is missing where too few counts would stand behind it.
    """
    possible = [row for row in rows if row.value is not None or row.reason == Reason.WOULD_BETRAY]
    found: dict[str, Any] = {
        "printed": sum(row.value is not None for row in possible),
        "withheld": sum(row.value is None for row in possible),
        "greatest_error": ERROR,
    }
    for name, levels in _TERRITORIES.items():
        found[f"error_{name}"] = _percent_up(_errors(possible, levels, truth))
    return found


def _errors(
    rows: Sequence[Row], levels: tuple[str, ...], truth: Callable[[Place], int | None]
) -> list[float]:
    errors = []
    for row in rows:
        if row.value is not None and row.level in levels:
            count = truth(place_of(row))
            if count is not None and count >= _LARGE:
                errors.append(abs(row.value - count) / count)
    return errors


def _percent_up(errors: Sequence[float]) -> int | None:
    return math.ceil(100 * sum(errors) / len(errors)) if len(errors) >= _MANY else None
