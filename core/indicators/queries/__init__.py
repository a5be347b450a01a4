"""Reading a town's own exact figures."""

from core.indicators.queries.figures import (
    READERS,
    Counts,
    OwnFigures,
    computed_at,
    counts_of,
    is_computed,
    own_figures,
    periods_computed,
    require_reader,
)

__all__ = [
    "READERS",
    "Counts",
    "OwnFigures",
    "computed_at",
    "counts_of",
    "is_computed",
    "own_figures",
    "periods_computed",
    "require_reader",
]
