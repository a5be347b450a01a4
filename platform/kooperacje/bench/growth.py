"""How time grows with size: measured sizes beside each other, and the exponent that fits them.

Time that grows like `size ** slope` is a line of that slope between logarithms: 1 is in proportion, 2 four
times the time for twice the size.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.table import Table

from kooperacje.bench.timing import Measure

# Marks of a bar for twice the time.
_A_DOUBLING: Final = 2


@dataclass(frozen=True)
class Curve:
    """One variant at several sizes, the smallest first."""

    variant: str
    points: Sequence[tuple[int, float]]

    @property
    def slope(self) -> float:
        """Of the straight line nearest to all points between logarithms."""
        xs = [math.log(size) for size, _ in self.points]
        ys = [math.log(seconds) for _, seconds in self.points]
        x, y = sum(xs) / len(xs), sum(ys) / len(ys)
        across = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
        return across / sum((a - x) ** 2 for a in xs)

    def steps(self) -> list[tuple[float, float, float] | None]:
        """Each point against the one before: times the size, times the time, slope; none for the first."""
        found: list[tuple[float, float, float] | None] = [None]
        for (small, before), (large, after) in zip(self.points, self.points[1:], strict=False):
            sizes, times = large / small, after / before
            found.append((sizes, times, math.log(times) / math.log(sizes)))
        return found

    def as_dict(self) -> dict[str, Any]:
        return {
            "variant": self.variant,
            "slope": round(self.slope, 3),
            "points": [{"size": size, "seconds": seconds} for size, seconds in self.points],
        }


def curves_of(measures: Iterable[Measure]) -> list[Curve]:
    """A curve for each variant that was measured at two sizes or more."""
    found: dict[str, dict[int, float]] = {}
    for measure in measures:
        if measure.size and measure.median > 0:
            found.setdefault(measure.variant, {})[measure.size] = measure.median
    return [Curve(name, sorted(points.items())) for name, points in found.items() if len(points) > 1]


def table_of(curves: Sequence[Curve], unit: str) -> Table:
    """For people: each size with its time, how many times more than the one before, and a bar."""
    table = Table(title=f"how CPU grows with the number of {unit}")
    for name in ("variant", unit, "CPU", f"× {unit}", "× CPU", "slope", f"CPU a {unit.rstrip('s')}"):
        table.add_column(name, justify="left" if name == "variant" else "right")
    table.add_column("two marks more: twice the CPU")
    for curve in curves:
        for (size, seconds), step in zip(curve.points, curve.steps(), strict=True):
            compared = (
                ["", "", ""] if step is None else [f"{step[0]:.1f}", f"{step[1]:.1f}", f"{step[2]:.2f}"]
            )
            table.add_row(
                curve.variant,
                f"{size:,}",
                f"{seconds:.2f} s",
                *compared,
                f"{1000 * seconds / size:.1f} ms",
                _bar(curve, seconds),
            )
        table.add_row(curve.variant, "all", "", "", "", f"{curve.slope:.2f}", "", "", end_section=True)
    return table


def _bar(curve: Curve, seconds: float) -> str:
    """Equal lengths are equal ratios; the shortest time has one mark."""
    least = min(point for _, point in curve.points)
    return "█" * (1 + round(_A_DOUBLING * math.log2(seconds / least)))
