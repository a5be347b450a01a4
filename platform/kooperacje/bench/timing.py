"""Timing variants in turn."""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

_LENGTHS: Final = 7
_ADDITIONS: Final = 1_000_000


@dataclass(frozen=True)
class Measure:
    """Seconds of one variant; `what` groups the variants that are compared.

    `size` is how large the measured thing was, where the same was measured at several sizes.
    """

    what: str
    variant: str
    seconds: tuple[float, ...]
    note: str = ""
    size: int | None = None

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        return sorted(self.seconds)[max(0, round(0.95 * len(self.seconds)) - 1)]

    def shown(self, seconds: float) -> str:
        """Milliseconds below a second, seconds above."""
        return f"{seconds * 1000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"

    def as_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "variant": self.variant,
            "median_s": self.median,
            "p95_s": self.p95,
            "runs": len(self.seconds),
            "note": self.note,
            **({"size": self.size} if self.size else {}),
        }


def yardstick(when: str) -> Measure:
    """How fast this Python runs on this machine at the moment: the same additions, again and again.

    Figures of two runs can be compared as far as their yardsticks agree.
    """
    seconds: list[float] = []
    for _ in range(_LENGTHS):
        began = time.perf_counter()
        total = 0
        for number in range(_ADDITIONS):
            total += number
        seconds.append(time.perf_counter() - began)
    return Measure("a million additions", when, tuple(seconds), f"Python {platform.python_version()}")


def in_turn(
    what: str, variants: Mapping[str, Callable[[], object]], rounds: int, notes: dict[str, str] | None = None
) -> list[Measure]:
    """Call the variants one after the other, `rounds` times, after one call that is not counted."""
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    for call in variants.values():
        call()
    for _ in range(rounds):
        for name, call in variants.items():
            began = time.perf_counter()
            call()
            seconds[name].append(time.perf_counter() - began)
    return [Measure(what, name, tuple(found), (notes or {}).get(name, "")) for name, found in seconds.items()]
