"""What a definition is made of: texts for readers, and formulas that are computed as they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.indicators.dimensions import label_of
from core.indicators.enums import Dimension, Direction, Measure, Origin, PeriodKind, Unit

Text = str | Promise
Edges = tuple[tuple[int, int | None], ...]

OWNER: Final = _("ROPS Katowice, lider makroregionu")
ROUNDING: Final = _("Urząd widzi liczby dokładne. Region widzi liczby zaokrąglone do 5.")
COUNTED: Final = _(
    "Zero oznacza, że zdarzeń nie było. Kropka oznacza brak danych. Iks oznacza, że wskaźnika "
    "nie da się policzyć, bo nie ma przez co dzielić."
)
ENTERED: Final = _(
    "Liczbę wpisuje urząd. Zero oznacza, że naprawdę jest zero. Kropka oznacza, że nikt jej nie wpisał "
    "albo jej nie zna. Iks oznacza, że wskaźnik nie dotyczy tego urzędu."
)
EVERY_LENGTH: Final = tuple(PeriodKind)
FROM_QUARTER: Final = (PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
FROM_HALF: Final = (PeriodKind.HALF, PeriodKind.YEAR)
YEAR_ONLY: Final = (PeriodKind.YEAR,)


@dataclass(frozen=True)
class Cells:
    """What is added up: a measure, as a total or some members of one breakdown.

    `split` names the measure that carries the breakdowns where `members` already take one: families that
    achieved their goals are a breakdown of closed families, and by household a count of their own.
    """

    measure: str
    dimension: str = ""
    members: tuple[str, ...] = ("",)
    split: str = ""

    @property
    def words(self) -> str:
        """What is added up: the count, and of a breakdown the parts taken."""
        name = str(Measure(self.measure).label)
        if not self.dimension or self.members == ("",):
            return name
        parts = ", ".join(label_of(self.dimension, member) for member in self.members)
        return f"{name} ({Dimension(self.dimension).label}: {parts})"


@dataclass(frozen=True)
class Figure:
    """One printed number of an indicator.

    A count (`top`), a count divided by another (`bottom`), a difference divided (`minus`), the median of
    durations known by bands (`bands`, with `median` the exact one), or the mean of scored answers
    (`weights`, one for each member of `top`).
    """

    key: str
    name: Text
    unit: Unit
    top: Cells
    bottom: Cells | None = None
    breakdowns: tuple[str, ...] = ()
    stock: bool = False
    minus: Cells | None = None
    bands: Edges = ()
    median: str = ""
    weights: tuple[int, ...] = ()
    # A member's share is one of the whole, not of its own part of `bottom`.
    of_whole: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it is a plain number of something, which its breakdowns divide."""
        return self.bottom is None and not self.bands and not self.weights

    @property
    def words(self) -> str:
        """The formula as it is computed, told with the names of what it adds up: made of the same cells
        that are counted, so that what is read cannot differ from what is computed.
        """
        if self.bands:
            values = {"top": Measure(self.top.measure).label, "by": Dimension(self.top.dimension).label}
            return gettext("mediana: %(top)s, %(by)s") % values
        if self.weights:
            return gettext("średnia odpowiedzi: %(top)s") % {"top": Measure(self.top.measure).label}
        top = self.top.words
        if self.minus is not None:
            top = f"({top} − {self.minus.words})"
        return f"{top} ÷ {self.bottom.words}" if self.bottom is not None else top

    @property
    def breakdown_names(self) -> list[str]:
        """Along what it can be read, in words."""
        return [str(Dimension(each).label) for each in self.breakdowns]

    @property
    def cells(self) -> tuple[Cells, ...]:
        """Everything that is looked up for it."""
        return tuple(item for item in (self.top, self.minus, self.bottom) if item is not None)


@dataclass(frozen=True)
class Definition:
    """An indicator in one version; texts are for readers, figures are what is computed."""

    number: int
    name: Text
    meaning: Text
    formula: Text
    inclusion: Text
    source: Text
    direction: Direction
    figures: tuple[Figure, ...]
    version: int = 1
    valid_from: date = date(2025, 1, 1)
    owner: Text = OWNER
    rounding: Text = ROUNDING
    missing: Text = COUNTED
    # For which lengths of time it is shown; the shortest is the rhythm in which it is reported.
    lengths: tuple[PeriodKind, ...] = FROM_QUARTER
    origin: Origin = Origin.OWN
    target: Text = ""
    # What this version changed; empty for a first one.
    changed: Text = ""

    @property
    def main(self) -> Figure:
        """The figure that stands for the indicator."""
        return self.figures[0]

    @property
    def rhythm(self) -> PeriodKind:
        """The shortest length of time for which it is reported; months are for a town's own eyes."""
        return next(kind for kind in self.lengths if kind is not PeriodKind.MONTH)

    @property
    def length_names(self) -> list[str]:
        """For which lengths of time it is read, in words."""
        return [str(kind.label) for kind in self.lengths]

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Along what its figures can be read, each once."""
        return tuple(dict.fromkeys(each for figure in self.figures for each in figure.breakdowns))
