"""Territories that a regional centre chooses from, with their names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.reference.territory import VOIVODESHIPS
from core.regional.enums import Level
from core.regional.queries import Scope
from core.regional.rules import MACROREGION_AREA, Town, cluster_area, merged_area, parts_of
from core.shared.text import polish_order


@dataclass(frozen=True)
class Area:
    """A territory as printed cells name it; `voivodeship` is empty for the macroregion."""

    level: Level
    code: str
    voivodeship: str
    name: str

    @property
    def short(self) -> str:
        """What fits over a column of a table."""
        if self.level == Level.MACROREGION:
            return _("makroregion")
        if self.level == Level.VOIVODESHIP:
            return VOIVODESHIPS.get(self.code, self.code)
        if self.level == Level.MERGED:
            return " + ".join(VOIVODESHIPS.get(code, code) for code in self.parts)
        return self.name

    @property
    def is_wide(self) -> bool:
        """Whether it holds municipalities."""
        return self.level in {Level.MACROREGION, Level.VOIVODESHIP, Level.MERGED}

    @property
    def parts(self) -> tuple[str, ...]:
        """Voivodeships of which it consists; none for the macroregion, which is all of them."""
        if self.level == Level.MERGED:
            return parts_of(self.code)
        return (self.voivodeship,) if self.voivodeship else ()

    def holds(self, other: Area) -> bool:
        """Whether another territory lies within it."""
        return self.level == Level.MACROREGION or other.voivodeship in self.parts


@dataclass(frozen=True)
class Territory:
    """Everything in the scope of one regional centre."""

    whole: Area
    voivodeships: Sequence[Area]
    municipalities: Sequence[Area]
    # Voivodeships with too few towns, printed together.
    merged: Sequence[Area] = ()

    @property
    def wide(self) -> list[Area]:
        """Everything above the municipality, the whole first."""
        return [self.whole, *(area for area in (*self.voivodeships, *self.merged) if area != self.whole)]

    @property
    def usual(self) -> Area:
        """What is shown unasked: the whole, or where that is printed together with another, both."""
        return next((area for area in self.merged if self.whole.code in area.parts), self.whole)

    @property
    def everything(self) -> Iterable[Area]:
        yield from self.wide
        yield from self.municipalities

    def named(self, code: str) -> Area:
        """The territory with a code; the whole for an unknown one, which may be another region's."""
        return next((area for area in self.everything if area.code == code), self.whole)

    def within(self, area: Area) -> list[Area]:
        """Municipalities to compare with: those of the area, or of the voivodeship round a town."""
        return [town for town in self.municipalities if area.holds(town)]

    def clusters(self, area: Area) -> list[Area]:
        """Where small towns of the area are put together."""
        return [
            Area(
                Level.CLUSTER,
                cluster_area(item.code),
                item.code,
                _("pozostałe gminy i powiaty, woj. %(name)s") % {"name": VOIVODESHIPS.get(item.code, "")},
            )
            for item in self.voivodeships
            if area.holds(item)
        ]


def territory_of(scope: Scope, towns: Iterable[Town], groups: Iterable[Sequence[str]] = ()) -> Territory:
    """Names and places of all that a scope covers, municipalities by voivodeship and name.

    `groups` are the voivodeships as a release printed them, alone or several together.
    """
    voivodeships = [
        Area(
            Level.VOIVODESHIP, code, code, _("województwo %(name)s") % {"name": VOIVODESHIPS.get(code, code)}
        )
        for code in scope.voivodeships
    ]
    whole = voivodeships[0]
    if scope.macroregion:
        whole = Area(Level.MACROREGION, MACROREGION_AREA, "", _("cały makroregion"))
    municipalities = [
        Area(Level.MUNICIPALITY, town.area, town.voivodeship, town.name)
        for town in sorted(towns, key=lambda town: (town.voivodeship, polish_order(town.name)))
        if scope.covers(town.voivodeship)
    ]
    together = [tuple(group) for group in groups if len(group) > 1]
    merged = [_merged(group) for group in together if any(scope.covers(code) for code in group)]
    return Territory(whole, voivodeships, municipalities, merged)


def _merged(group: tuple[str, ...]) -> Area:
    names = _(" i ").join(VOIVODESHIPS.get(code, code) for code in group)
    return Area(Level.MERGED, merged_area(group), "", _("województwa %(names)s razem") % {"names": names})
