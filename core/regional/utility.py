"""How useful a release is, measured against the sealed counts and told so coarsely that no count shows.

What is told of errors depends on true counts, so it is told in few steps, of many large counts at once. One
count alone, wherever in its interval, moves the mean of twenty by at most 1.25 points (2 of 8, by 20), less
than the lowest step; and a step parts the possible means only if the others could exceed it by themselves.
So the figure alone rules out no value of any count, and small numbers never enter it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from core.regional.enums import Level, Reason
from core.regional.places import Place, Row, place_of
from core.regional.rules import ERROR, lowest

# An error is told of counts printed as ten or more, and only as the mean of at least twenty of them.
_LARGE: Final = 10
_MANY: Final = 20
# Percent; of counts printed as ten or more the mean cannot lie above the last.
STEPS: Final = (3, 6, 10, 15, 25)
_TERRITORIES: Final[Mapping[str, tuple[str, ...]]] = {
    "region": (Level.MACROREGION.value,),
    "voivodeships": (Level.VOIVODESHIP.value, Level.MERGED.value),
}


def utility(rows: Iterable[Row], truth: Callable[[Place], int | None]) -> dict[str, Any]:
    """Numbers for readers: cells printed and withheld, the greatest error, mean relative errors in percent.

    A mean error is told as the step it does not exceed; it is missing where too few counts would stand
    behind it.
    """
    possible = [row for row in rows if row.value is not None or row.reason == Reason.WOULD_BETRAY]
    found: dict[str, Any] = {
        "printed": sum(row.value is not None for row in possible),
        "withheld": sum(row.value is None for row in possible),
        "greatest_error": ERROR,
    }
    for name, levels in _TERRITORIES.items():
        found[f"error_{name}"] = step_of(_counts(possible, levels, truth))
    return found


def _counts(
    rows: Sequence[Row], levels: tuple[str, ...], truth: Callable[[Place], int | None]
) -> list[tuple[int, int]]:
    """Printed value and true count of each cell that enters: chosen by what is printed only."""
    found = []
    for row in rows:
        if row.value is not None and row.value >= _LARGE and row.level in levels:
            count = truth(place_of(row))
            if count is not None:
                found.append((row.value, count))
    return found


def step_of(counts: Sequence[tuple[int, int]]) -> int | None:
    """The step that the mean error of printed values from their counts does not exceed, in percent."""
    if len(counts) < _MANY:
        return None
    mean = 100 * sum(abs(value - count) / count for value, count in counts) / len(counts)
    greatest = [100 * ERROR / lowest(value) for value, _ in counts]
    # Counts may lie anywhere on both sides of a step: even if the one that weighs most were exact.
    reachable = (sum(greatest) - max(greatest)) / len(counts)
    inner = [step for step in STEPS if step < reachable]
    highest = next(step for step in STEPS if step >= sum(greatest) / len(counts))
    return next((step for step in inner if mean <= step), highest)
