"""The catalogue of indicators: what each figure means, so that it means the same everywhere.

A change of meaning is a new version valid from a day: it is added to the old one, never written over it.
A period is read by the version that was valid on its last day, so that figures made earlier keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from core.indicators.definitions.basket import BASKET
from core.indicators.definitions.context import CONTEXT
from core.indicators.definitions.families import ENDINGS, FAMILIES
from core.indicators.definitions.funding import FUNDING
from core.indicators.definitions.partnership import PARTNERSHIP
from core.indicators.definitions.shape import Cells, Definition, Figure, Text
from core.indicators.definitions.teams import CHANGES, TEAMS

__all__ = [
    "CATALOGUE_VERSION",
    "DEFINITIONS",
    "Cells",
    "Definition",
    "Figure",
    "Text",
    "definitions_on",
    "figure_on",
    "figures",
    "history_of",
    "versions_on",
]

CATALOGUE_VERSION: Final = "2.1"

DEFINITIONS: tuple[Definition, ...] = (
    *PARTNERSHIP,
    *BASKET,
    *FAMILIES,
    *TEAMS,
    *ENDINGS,
    *CHANGES,
    *FUNDING,
    *CONTEXT,
)


def history_of(number: int) -> list[Definition]:
    """All versions of an indicator, the newest first; none for an unknown number."""
    return sorted((item for item in DEFINITIONS if item.number == number), key=lambda item: -item.version)


def definitions_on(day: date) -> Iterator[Definition]:
    """The version of every indicator that is valid on a day, by number."""
    newest: dict[int, Definition] = {}
    for item in DEFINITIONS:
        if item.valid_from <= day:
            held = newest.get(item.number)
            if held is None or held.version < item.version:
                newest[item.number] = item
    yield from (newest[number] for number in sorted(newest))


def versions_on(day: date) -> dict[str, int]:
    """Version of each indicator's definition on a day: what a release records."""
    return {str(item.number): item.version for item in definitions_on(day)}


def figures() -> dict[str, tuple[Definition, Figure]]:
    """Every figure of the newest definitions by its key, in the order of the catalogue."""
    return {figure.key: (item, figure) for item in definitions_on(date.max) for figure in item.figures}


def figure_on(figure: Figure, day: date) -> Figure:
    """The figure of the same key as its definition read on a day; as it is where there was none yet."""
    for item in definitions_on(day):
        for held in item.figures:
            if held.key == figure.key:
                return held
    return figure
