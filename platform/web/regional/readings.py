"""A published figure as a reader sees it: a range, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.indicators.definitions import Figure
from core.indicators.enums import Unit
from core.indicators.rules import Known
from core.regional.enums import Missing, Reason
from core.regional.queries import Reading
from core.regional.rules import STEP, highest, lowest
from web.indicators.words import range_text, value_text
from web.shell.charts import MapValue

CLASSES = 5
_NO_NUMBER = {Reason.NOT_REPORTED, Missing.NO_RELEASE, Missing.NOT_PRINTED}
# Units of which a number is measured or worked out, not counted.
MEASURED = frozenset({Unit.PERCENT, Unit.MEAN, Unit.DAYS, Unit.MONTHS, Unit.POINTS, Unit.HOURS})


@dataclass(frozen=True)
class Shown:
    """Words of a reading; `hatched` where a number exists but is withheld to protect families."""

    text: str
    note: str = ""
    hatched: bool = False
    sort: float = -1
    known: Known | None = None
    unit: str = ""


def shown(figure: Figure, reading: Reading, *, counts: bool = False) -> Shown:
    """Put a reading into words; `counts` for a breakdown of a figure that is itself no count."""
    unit = Unit.FAMILIES if counts else figure.unit
    if reading.known is not None:
        return Shown(
            range_text(unit, reading.known), sort=reading.known.value, known=reading.known, unit=str(unit)
        )
    if reading.missing is None:
        return Shown(pgettext("not applicable", "x"), _("nie ma przez co dzielić"))
    note = str(reading.missing.label)
    if reading.missing in _NO_NUMBER:
        return Shown(_("brak danych"), note)
    if reading.missing is Missing.NOT_IN_CATALOGUE:
        return Shown(_("nie wydajemy"), note)
    if reading.missing is Missing.SMALL_BASE:
        return Shown(_("za mało danych"), note, hatched=True)
    return Shown(_("ukryte"), note, hatched=True)


@dataclass(frozen=True)
class Classes:
    """Steps of the map's colours: equal ones, whose edges never cut through a printed range."""

    unit: str
    width: float

    @classmethod
    def over(cls, figure: Figure, readings: Iterable[Reading]) -> Classes:
        values = [reading.known.value for reading in readings if reading.known is not None]
        top = max(values, default=0)
        if not figure.is_count:
            return cls(figure.unit, 0.2 if figure.unit == Unit.PERCENT else max(top, 1) / CLASSES)
        steps = int(top // STEP) + 1
        return cls(figure.unit, STEP * max(1, -(-steps // CLASSES)))

    def of(self, value: float) -> int:
        return min(int(value / self.width + 1e-9), CLASSES - 1)

    def names(self) -> list[str]:
        """What each colour stands for, as ranges of true numbers for counts."""
        names = []
        for number in range(CLASSES):
            first, last = number * self.width, (number + 1) * self.width
            if self.unit in MEASURED:
                names.append(f"{value_text(self.unit, first)} – {value_text(self.unit, last)}")
            else:
                names.append(f"{lowest(int(first))}–{highest(int(last) - STEP)}")
        return names


def map_values(
    figure: Figure, rows: Sequence[tuple[str, str, Reading]], classes: Classes
) -> dict[str, MapValue]:
    """Tiles by code from (code, name, reading); a town without any data has no tile of its own."""
    values = {}
    for number, (code, name, reading) in enumerate(rows):
        words = shown(figure, reading)
        if reading.known is not None:
            values[code] = MapValue(name, words.text, classes.of(reading.known.value), number)
        elif words.hatched:
            values[code] = MapValue(name, f"{words.text}: {words.note}", None, number)
    return values
