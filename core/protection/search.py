"""The search for worlds that prove cells safe, and for proof that there is none.

First all open cells are pushed at once, each to where it would be safe: a few programmes decide almost all.
What remains is decided cell by cell. The whole system in fractions either gives counts that show a cell
safe, or has no room for them: then it is told. Where whole numbers need more, and where a system is too
large for one programme, a cell is asked near that cell: a change of a known world inside a small
neighbourhood proves it safe; if not even a neighbourhood whose surroundings may be anything has room, it is
told. The neighbourhood grows until one of both is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

import numpy as np

from core.protection.errors import ContradictionError
from core.protection.evidence import ENOUGH, SPREAD, safe_between
from core.protection.joint import TOP, Extreme, Joint
from core.protection.nearest import Change, Nearest, Together
from core.protection.solver import SEED, Floats, Programme, Table, chosen
from core.protection.system import ENDLESS, Flags, Ints, System, components, propagated

# Up to so many cells are one programme; above, parts are solved while what links them is held.
JOINT: Final = 20_000
_PUSHES: Final = 12
# Pushes of everything, with weights that differ once even ones decide little; two that decide few end it.
_JOINT_PUSHES: Final = 24
_EVEN: Final = 100
_FEW: Final = 20
_WORTH: Final = 0.04
# Near one cell a question costs little; a push of a part so large has to decide more than one.
_LARGE: Final = 2_000
_CIRCLES: Final = (80, 400, 2_000, 8_000)
_SOON: Final = 400
# How much more the cell in question weighs than the others that are pushed beside it.
_FIRST: Final = 50.0
_WHOLE: Final = 1e-6


class Verdict(Enum):
    """What was shown of a cell."""

    SAFE = "safe"
    TOLD = "told"
    OPEN = "open"


@dataclass
class Open:
    """A world still being written: changes of the first one; cells that it proves stay as they are."""

    world: Ints
    pinned: set[int] = field(default_factory=set)


class Search:
    """Worlds found so far and what they prove. `links` are the cells that tie the blocks together.

    Systems of more than `joint` cells are solved block by block. `whole` is the programme of another search
    over the same cells and rows, to go on with. `spread` says how far apart worlds must lie (`safe_between`).
    """

    def __init__(
        self,
        system: System,
        links: Flags,
        *,
        joint: int = JOINT,
        whole: Joint | None = None,
        spread: int = SPREAD,
    ) -> None:
        self.joint = joint
        self.spread = spread
        self.printed = system
        self.links = links
        self.worlds: list[Ints] = []
        self.least = np.full(system.size, ENDLESS, dtype=np.int64)
        self.most = np.full(system.size, -1, dtype=np.int64)
        self.open: list[Open] = []
        self._whole = whole
        self._nearest: Nearest | None = None
        self._changes: list[Change] = []
        self.rebound(system)

    def rebound(self, system: System) -> None:
        """Go on with wider bounds: what was proven stays proven."""
        self.printed = system
        self.system = propagated(system)
        self.table = Table(self.system)
        if self._whole is not None:
            self._whole.between(self.system)
        if self._nearest is not None:
            self._nearest.between(self.system)

    def withhold(self, cells: Sequence[int]) -> None:
        """Print these cells no more; what follows from that is found out by `rebound`."""
        lo, hi = self.printed.lo.copy(), self.printed.hi.copy()
        lo[cells], hi[cells] = 0, ENDLESS
        self.printed = self.printed.within(lo, hi)

    @property
    def is_joint(self) -> bool:
        """Whether everything is asked at once."""
        return self.system.size <= self.joint

    @property
    def whole(self) -> Joint:
        """Everything as one programme in fractions."""
        if self._whole is None:
            self._whole = Joint(self.system)
        return self._whole

    @property
    def nearest(self) -> Nearest:
        """Small changes of the first world."""
        if self._nearest is None:
            self._nearest = Nearest(self.system, self.worlds[0])
        return self._nearest

    @property
    def undecided(self) -> Flags:
        flags: Flags = ~safe_between(self.least, self.most, self.spread)
        return flags

    def add(self, world: Ints) -> None:
        """Keep a world; it must fit everything."""
        if not self.printed.holds(world):
            raise ContradictionError("a world that was found does not fit: the solver is at fault")
        self.worlds.append(world)
        np.minimum(self.least, world, out=self.least)
        np.maximum(self.most, world, out=self.most)

    # Pushing all at once.

    def push_all(self) -> None:
        """Push until it is hardly worth it."""
        self.push_first()
        if self.is_joint:
            self.push_jointly()
            return
        self.push(~self.links)
        self.push(self.links)

    def push_jointly(self, most: int = _JOINT_PUSHES) -> None:
        """Push everything at once until two pushes in a row decide next to nothing."""
        rng = np.random.default_rng(SEED)
        size = self.system.size
        uneven = idle = 0
        for _ in range(most):
            before = int(self.undecided.sum())
            if not before or idle > 1:
                return
            cost = self._cost(np.arange(size))
            counts = self.whole.best(cost * rng.random(size) if uneven else cost)
            world = None if counts is None else self.whole.whole(counts)
            if world is not None:
                self.add(world)
            decided = before - int(self.undecided.sum())
            # Even weights push where most is won; once they find nothing new only others do.
            uneven += decided < _EVEN
            idle = idle + 1 if world is not None and decided < _FEW else 0

    def push_first(self) -> None:
        """See to one world that fits."""
        if not self.worlds:
            self.add(self._first())

    def _first(self) -> Ints:
        """One world that fits: jointly, or what links first and then block by block."""
        everything = np.arange(self.system.size)
        found = self._first_jointly(everything) if self.is_joint else self._first_by_blocks()
        if found is not None:
            return found
        programme = Programme(self.table.loose(everything), self.system.lo, self.system.hi)
        answer = programme.ask(self._cost(everything))
        if answer.counts is None:
            raise ContradictionError("what is printed fits no set of counts")
        return answer.counts

    def _first_jointly(self, everything: Ints) -> Ints | None:
        counts = self.whole.best(self._cost(everything))
        return None if counts is None else self.whole.whole(counts)

    def _first_by_blocks(self) -> Ints | None:
        links = chosen(self.links)
        if not len(links):
            return None
        held = Programme(self.table.loose(links), self.system.lo[links], self.system.hi[links])
        upper = held.ask(self._cost(links))
        if upper.counts is None:
            return None
        world = self.system.lo.copy()
        world[links] = upper.counts
        for block in self._blocks(~self.links):
            part = Programme(self.table.held(block, world), self.system.lo[block], self.system.hi[block])
            answer = part.ask(self._cost(block))
            if answer.counts is None:
                return None
            world[block] = answer.counts
        return world if self.system.holds(world) else None

    def _blocks(self, free: Flags) -> Iterator[Ints]:
        numbers = components(self.system, free)
        order = np.argsort(numbers, kind="stable")
        order = order[numbers[order] >= 0]
        if not len(order):
            return
        starts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
        for begin, end in zip(starts, (*starts[1:], len(order)), strict=True):
            yield order[begin:end]

    def push(self, free: Flags) -> None:
        """Programmes over every block of the free cells; the n-th answers of all blocks are one world."""
        first = self.worlds[0]
        found: list[Ints] = []
        for block in self._blocks(free):
            least, most = self.least[block], self.most[block]
            programme = Programme(self.table.held(block, first), self.system.lo[block], self.system.hi[block])
            for number in range(_PUSHES):
                before = int((~safe_between(least, most, self.spread)).sum())
                if not before:
                    break
                counts = programme.ask(self._direction(block, least, most)).counts
                if counts is None:
                    break
                least, most = np.minimum(least, counts), np.maximum(most, counts)
                if len(found) == number:
                    found.append(first.copy())
                found[number][block] = counts
                if before - int((~safe_between(least, most, self.spread)).sum()) < max(
                    _WORTH * before, (len(block) / _LARGE) ** 2
                ):
                    break
        for world in found:
            self.add(world)

    def _cost(self, cells: Ints) -> Floats:
        """Before anything is known: down where zero is possible, up to five elsewhere."""
        return self._direction(cells, self.least[cells], self.most[cells])

    def _direction(self, cells: Ints, least: Ints, most: Ints) -> Floats:
        lo, hi = self.system.lo[cells], self.system.hi[cells]
        undecided = ~safe_between(least, most, self.spread)
        down = undecided & ((lo == 0) | (most > ENOUGH))
        up = undecided & ~down & (hi < ENDLESS)
        cost: Floats = down.astype(float) - up.astype(float)
        return cost

    # Deciding one cell.

    def decide(self, cell: int) -> Verdict:
        """Safe with a world that shows it, told, or open at the end of all means."""
        if self.is_joint and (found := self._decide_jointly(cell)):
            return found
        tried: list[Ints] = []
        for near in self._circles(cell):
            if self._reach(cell, near):
                return Verdict.SAFE
            if len(near) > _SOON:
                # Most that are not decided by now are safe: look further before asking for a proof.
                tried.append(near)
            elif self._told(cell, near):
                return Verdict.TOLD
        told = any(self._told(cell, near) for near in tried)
        return Verdict.TOLD if told else Verdict.OPEN

    def _decide_jointly(self, cell: int) -> Verdict | None:
        """The verdict of the whole system in fractions; none where whole numbers may say otherwise."""
        if self.reach(cell):
            return Verdict.SAFE
        low = self.whole.least(cell)
        if low is None:
            raise ContradictionError("what is printed fits no set of counts")
        self._learn(cell, low)
        if not self.undecided[cell]:
            return Verdict.SAFE
        high = self.whole.most(cell)
        if high is not None:
            self._learn(cell, high)
        if not self.undecided[cell]:
            return Verdict.SAFE
        return Verdict.TOLD if is_told(low, high, self.spread) else None

    def reach(self, cell: int) -> bool:
        """Whether small changes of the first world prove a cell safe; that none does says nothing yet."""
        while self.undecided[cell]:
            least, most = int(self.least[cell]), int(self.most[cell])
            for low, high in self._goals(cell, least, most):
                change = self.nearest.ask(cell, low, high)
                if change is not None:
                    self._changes.append(change)
                    self.least[change.cells] = np.minimum(self.least[change.cells], change.counts)
                    self.most[change.cells] = np.maximum(self.most[change.cells], change.counts)
                    break
            else:
                return False
        return True

    def _learn(self, cell: int, shown: Extreme) -> None:
        """Whole counts at an extreme are a world."""
        if abs(shown.value - round(shown.value)) < _WHOLE:
            world = self.whole.whole(shown.counts, kept=[cell])
            if world is not None:
                self.add(world)

    def _circles(self, cell: int) -> Iterator[Ints]:
        """Ever wider neighbourhoods; everything at last, where that can be asked at once."""
        size, before = self.system.size, 0
        for most in (*_CIRCLES, *([size] if size <= _LARGE else [])):
            near = self.table.around(cell, most, whole=most <= _SOON or most == size)
            if len(near) > before and (len(near) < size // 2 or most == size):
                before = len(near)
                yield near

    def _told(self, cell: int, near: Ints) -> bool:
        """Whether not even loose surroundings leave the cell a safe range."""
        programme = Programme(self.table.loose(near), self.system.lo[near], self.system.hi[near])
        cost = (near == cell).astype(float)
        low = programme.ask(cost, exact=True)
        if low.counts is None or not low.sure:
            return False
        lo = int(low.counts[near == cell][0])
        if lo == 0:
            return False
        high = programme.ask(-cost, exact=True)
        if high.endless or high.counts is None or not high.sure:
            return False
        hi = int(high.counts[near == cell][0])
        return not bool(safe_between(np.array([lo]), np.array([hi]), self.spread)[0])

    def _goals(self, cell: int, least: int, most: int) -> Sequence[tuple[int, int]]:
        return goals(int(self.system.lo[cell]), int(self.system.hi[cell]), least, most, self.spread)

    def _reach(self, cell: int, near: Ints) -> bool:
        """Whether a change of a known world within the neighbourhood proves the cell safe."""
        for draft in (*self.open[-1:], Open(self.worlds[0].copy())):
            if self._reach_in(cell, near, draft):
                return True
        return False

    def _reach_in(self, cell: int, near: Ints, draft: Open) -> bool:
        least, most = int(self.least[cell]), int(self.most[cell])
        free = near[~np.isin(near, list(draft.pinned))] if draft.pinned else near
        if cell in draft.pinned or not len(free):
            return False
        lo, hi = self.system.lo[free], self.system.hi[free]
        programme = Programme(self.table.held(free, draft.world), lo, hi)
        for low, high in self._goals(cell, least, most):
            own = free == cell
            # To the far end of its goal before anything else moves.
            cost = self._cost(free) + np.where(own, _FIRST if low <= least else -_FIRST, 0.0)
            answer = programme.ask(cost, np.where(own, low, lo), np.where(own, min(high, TOP + low), hi))
            if answer.counts is None:
                continue
            self._write(cell, free, answer.counts, draft)
            if not self.undecided[cell]:
                return True
            # A step on the way: the other end of the range is wanted too, in another world.
            return self._reach_in(cell, near, Open(self.worlds[0].copy()))
        return False

    def _write(self, cell: int, free: Ints, counts: Ints, draft: Open) -> None:
        draft.world[free] = counts
        if not any(draft is other for other in self.open):
            self.open.append(draft)
        draft.pinned.add(cell)
        self.least[cell] = min(self.least[cell], draft.world[cell])
        self.most[cell] = max(self.most[cell], draft.world[cell])

    def close(self) -> None:
        """Keep the worlds that were being written."""
        together = Together(self.table, self.worlds[0])
        changes, self._changes = self._changes, []
        together.add(changes)
        for world in together.worlds:
            self.add(world)
        drafts, self.open = self.open, []
        for draft in drafts:
            self.add(draft.world)


def is_told(low: Extreme | None, high: Extreme | None, spread: int = SPREAD) -> bool:
    """Whether whole counts between two extremes in fractions can be no safe range."""
    if low is None or high is None:
        return False
    least, most = math.ceil(low.value - _WHOLE), math.floor(high.value + _WHOLE)
    return not bool(safe_between(np.array([least]), np.array([most]), spread)[0])


def goals(lo: int, hi: int, least: int, most: int, spread: int = SPREAD) -> Sequence[tuple[int, int]]:
    """Ranges in which one more world would prove a cell safe, or lead there; the simplest first."""
    found: list[tuple[int, int]] = []
    if lo == 0:
        found.append((0, 0))
    if most < ENOUGH:
        found += [(max(ENOUGH, least + spread), hi), (ENOUGH, hi)]
    elif least < ENOUGH:
        found += [(lo, most - spread), (least + spread, hi), (lo, least - 1), (most + 1, hi)]
    return [(low, high) for low, high in dict.fromkeys(found) if lo <= low <= high <= hi]
