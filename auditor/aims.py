"""Targets: linear combinations such as a month's change, bounded like cells but possibly negative."""

from __future__ import annotations

import numpy as np

from auditor.criteria import Leak, leaks
from auditor.hunt import Hunt
from auditor.programme import TOLERANCE, ImpossibleError, Real, UnfinishedError
from auditor.reading import Release
from auditor.report import Status, TargetFinding
from auditor.system import ENDLESS

Terms = tuple[tuple[int, int], ...]
Reach = tuple[int | None, int | None]


def judge_targets(hunt: Hunt, release: Release) -> tuple[TargetFinding, ...]:
    """A target that worlds show at two values is not read exactly; only the others are asked about."""
    return tuple(
        _judge(hunt, number, terms)
        for number, terms in enumerate(release.targets)
        if not all(place in release.known for _, place in terms)
    )


def _judge(hunt: Hunt, number: int, terms: Terms) -> TargetFinding:
    seen = [sum(factor * int(world[place]) for factor, place in terms) for world in hunt.state.worlds]
    inner = (min(seen), max(seen))
    outer = _interval(hunt, terms)
    found = _leaks(outer)
    if not found and inner[0] == inner[1]:
        outer, inner = _asked(hunt, terms, outer, inner)
        found = _leaks(outer)
    if found:
        status = Status.DISCLOSED
    elif inner[0] == inner[1] and outer != inner:
        status = Status.UNDECIDED
    else:
        status = Status.PROVEN
    return TargetFinding(number, status, outer, inner, found)


def _leaks(outer: Reach) -> tuple[Leak, ...]:
    """A change of 1 to 4 in either direction."""
    low, high = outer
    if low is None or high is None:
        return ()
    return leaks(low, high) or leaks(-high, -low)


def _interval(hunt: Hunt, terms: Terms) -> Reach:
    """What the bounds of the cells alone say of the sum."""
    low: int | None = 0
    high: int | None = 0
    for factor, place in terms:
        ends: tuple[int | None, int | None] = (int(hunt.state.low[place]), int(hunt.state.high[place]))
        if hunt.state.high[place] >= ENDLESS:
            ends = (ends[0], None)
        first, last = ends if factor > 0 else ends[::-1]
        low = None if low is None or first is None else low + factor * first
        high = None if high is None or last is None else high + factor * last
    return low, high


def _asked(hunt: Hunt, terms: Terms, outer: Reach, inner: tuple[int, int]) -> tuple[Reach, tuple[int, int]]:
    """First fractions, then whole numbers, for both ends of the sum."""
    for exactly in (False, True):
        for sign in (1, -1):
            found = _least(hunt, terms, sign, exactly=exactly)
            if found is None:
                continue
            reached, shown = found
            outer = (_max(outer[0], reached), outer[1]) if sign > 0 else (outer[0], _min(outer[1], -reached))
            if shown:
                inner = (min(inner[0], sign * reached), max(inner[1], sign * reached))
        if inner[0] != inner[1] or _leaks(outer):
            break
    return outer, inner


def _least(hunt: Hunt, terms: Terms, sign: int, *, exactly: bool) -> tuple[int, bool] | None:
    """The least of sign * sum, and whether a whole solution shows it; None without a bound or an answer."""
    factors = np.zeros(hunt.state.system.columns)
    for factor, place in terms:
        factors[place] = factor
    total = float(sign * (factors * np.where(hunt.state.free, 0, hunt.state.system.lo)).sum())
    for component in hunt.components:
        costs: Real = sign * factors[component.programme.columns]
        if not costs.any():
            continue
        try:
            if exactly:
                total += float(costs @ component.programme.whole(costs))
            elif (found := component.programme.linear(costs)) is None:
                return None
            else:
                total += found[0]
        except (ImpossibleError, UnfinishedError):
            return None
    return int(np.ceil(total - TOLERANCE)), exactly


def _max(one: int | None, other: int) -> int:
    return other if one is None else max(one, other)


def _min(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)
