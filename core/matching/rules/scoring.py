"""The order of services: points of eight parts, whose weights every reader sees. Sum: one hundred.

A certain "no" gets none of the points for certainty, so that what fits stands before what might and
before what does not, whatever the other parts say: the answer itself is the first key of the order.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from core.basket.enums import Freshness
from core.matching.enums import Fit, Part

WEIGHTS: Final[dict[str, int]] = {
    Part.CERTAINTY: 35,
    Part.CATEGORY: 10,
    Part.WORDS: 15,
    Part.PLACES: 15,
    Part.WAITING: 10,
    Part.NEARNESS: 5,
    Part.FRESHNESS: 5,
    Part.LANGUAGE: 5,
}
FIT_ORDER: Final[dict[str, int]] = {Fit.YES: 0, Fit.UNKNOWN: 1, Fit.NO: 2}
# Days that still count as soon, as bearable; whoever waits longer finds another way or none.
SOON, BEARABLE, TOO_LONG = 7, 30, 90
_POWIAT: Final = 4


@dataclass(frozen=True)
class Offer:
    """What a service is like beside its conditions; None is "not known"."""

    own_category: bool = True
    # How many in a hundred of the need's words the service's name and target group say in any form.
    words: int | None = None
    free: int | None = None
    waiting_days: int | None = None
    comes_home: bool = False
    teryt: str = ""
    freshness: str = Freshness.STALE.value
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Score:
    """Points by part, of the weights."""

    points: dict[str, int]

    @property
    def total(self) -> int:
        """All points, of one hundred."""
        return sum(self.points.values())


def score(
    fit: str,
    conditions: tuple[int, int],
    offer: Offer,
    lives_in: str | None,
    speaks: Collection[str] | None,
) -> Score:
    """Points of a service; `conditions` are those known to hold, and all.

    What is not known gets half: it is neither praised nor punished.
    """
    return Score(
        {
            Part.CERTAINTY.value: _certainty(fit, *conditions),
            Part.CATEGORY.value: _share(Part.CATEGORY, 100 if offer.own_category else 50),
            Part.WORDS.value: _share(Part.WORDS, 50 if offer.words is None else offer.words),
            Part.PLACES.value: _places(offer.free),
            Part.WAITING.value: _waiting(offer.waiting_days),
            Part.NEARNESS.value: _nearness(offer, lives_in),
            Part.FRESHNESS.value: _share(Part.FRESHNESS, _FRESH[offer.freshness]),
            Part.LANGUAGE.value: _language(offer.languages, speaks),
        }
    )


_FRESH: Final[dict[str, int]] = {Freshness.FRESH: 100, Freshness.DUE: 60, Freshness.STALE: 0}


def _share(part: Part, percent: int) -> int:
    return WEIGHTS[part] * percent // 100


def _certainty(fit: str, held: int, of: int) -> int:
    """All when it fits; up to half while something is open, by the share that is known to hold."""
    if fit == Fit.NO:
        return 0
    if fit == Fit.YES:
        return WEIGHTS[Part.CERTAINTY]
    return WEIGHTS[Part.CERTAINTY] // 2 * held // max(1, of)


def _places(free: int | None) -> int:
    if free is None:
        return _share(Part.PLACES, 50)
    return _share(Part.PLACES, 100 if free else 0)


def _waiting(days: int | None) -> int:
    if days is None:
        return _share(Part.WAITING, 50)
    if days <= SOON:
        return WEIGHTS[Part.WAITING]
    return _share(Part.WAITING, 60 if days <= BEARABLE else 30 if days <= TOO_LONG else 0)


def _nearness(offer: Offer, lives_in: str | None) -> int:
    if offer.comes_home or (lives_in and offer.teryt and lives_in.startswith(offer.teryt)):
        return WEIGHTS[Part.NEARNESS]
    if not lives_in or not offer.teryt:
        return _share(Part.NEARNESS, 50)
    return _share(Part.NEARNESS, 60 if lives_in[:_POWIAT] == offer.teryt[:_POWIAT] else 0)


def _language(offered: Collection[str], speaks: Collection[str] | None) -> int:
    if not offered or speaks is None:
        return _share(Part.LANGUAGE, 60)
    return _share(Part.LANGUAGE, 0 if set(offered).isdisjoint(speaks) else 100)
