"""Invented families: nobody is behind them, one seed gives the same families every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

SEED: Final = 20_261_101
MONTHS: Final = 12
FAMILIES_OF_FIFTY: Final = 972
FEWEST, MOST = 5, 60
GROUNDS: Final = tuple(f"ground{number:02}" for number in range(1, 16))
HOUSEHOLDS: Final = ("couple", "one_parent", "generations", "alone")
SEXES: Final = ("woman", "man")
AGES: Final = ("to29", "30to44", "45to59", "from60")
OUTCOMES: Final = ("achieved", "partly", "moved", "left")

_MEAN: Final = FAMILIES_OF_FIFTY / 50 - FEWEST
_GROUND_SHARES: Final = np.geomspace(0.5, 0.02, len(GROUNDS))
_NEVER: Final = 99

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Families:
    """One row a family; months count from the first of the year, those before it are negative."""

    town: Ints
    voivodeship_of_town: Ints
    grounds: NDArray[np.bool_]
    household: Ints
    sex: Ints
    age: Ints
    began: Ints
    ended: Ints
    outcome: Ints

    @property
    def towns(self) -> int:
        return len(self.voivodeship_of_town)

    @property
    def voivodeships(self) -> int:
        return int(self.voivodeship_of_town.max()) + 1


def invented(municipalities: int, seed: int = SEED) -> Families:
    """Towns of 5 to 60 families, skewed to the small, in 4 voivodeships (demo) or 16."""
    rng = np.random.default_rng(seed)
    sizes = _sizes(municipalities, rng)
    count = int(sizes.sum())
    grounds = rng.random((count, len(GROUNDS))) < _GROUND_SHARES
    bare = np.flatnonzero(~grounds.any(axis=1))
    grounds[bare, rng.integers(0, len(GROUNDS), len(bare))] = True
    began = rng.integers(-9, MONTHS, count)
    # Nobody who had gone before the first month is counted at all.
    ended = np.maximum(began, 0) + rng.geometric(0.09, count) - 1
    return Families(
        town=np.repeat(np.arange(municipalities), sizes),
        voivodeship_of_town=np.arange(municipalities) % (4 if municipalities <= 60 else 16),  # noqa: PLR2004  as the demo
        grounds=grounds,
        household=rng.choice(len(HOUSEHOLDS), count, p=(0.35, 0.4, 0.1, 0.15)),
        sex=rng.choice(len(SEXES), count, p=(0.7, 0.3)),
        age=rng.choice(len(AGES), count, p=(0.2, 0.4, 0.28, 0.12)),
        began=began,
        ended=np.where(ended < MONTHS, ended, _NEVER),
        outcome=rng.choice(len(OUTCOMES), count, p=(0.45, 0.25, 0.1, 0.2)),
    )


def _sizes(municipalities: int, rng: np.random.Generator) -> Ints:
    """Sizes of the towns; fifty have 972 families, as the pilot was drawn."""
    drawn = np.minimum(FEWEST + rng.exponential(_MEAN, municipalities).astype(np.int64), MOST)
    wanted = FAMILIES_OF_FIFTY * municipalities // 50
    while (missing := wanted - int(drawn.sum())) != 0:
        step = 1 if missing > 0 else -1
        movable = np.flatnonzero(drawn < MOST if missing > 0 else drawn > FEWEST)
        drawn[rng.choice(movable, min(abs(missing), len(movable)), replace=False)] += step
    return drawn
