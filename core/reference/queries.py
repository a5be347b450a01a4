"""Reading the territorial register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from core.reference.models import Boundary, BoundarySource, TerritorialUnit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


def unit_on(*, code: str, on: dt.date) -> TerritorialUnit | None:
    """The unit that bore a code on a day."""
    return TerritorialUnit.objects.in_force(on).filter(code=code).first()


def children_on(*, parent_code: str, on: dt.date) -> list[TerritorialUnit]:
    """The units directly below another on a day, in order of code."""
    return list(TerritorialUnit.objects.in_force(on).filter(parent_code=parent_code).order_by("code", "pk"))


# A voivodeship has 71 gminas at least; an installation without an import knows its tenants' only.
_FULL_LIST = 60


def may_exist(*, code: str, on: dt.date) -> bool:
    """Whether a well-formed code can be right on a day: the register has it, or its list of the
    voivodeship is not the full one.
    """
    if unit_on(code=code, on=on) is not None:
        return True
    gminas = TerritorialUnit.objects.in_force(on).filter(code__startswith=code[:2], code__regex="^[0-9]{7}$")
    return gminas.count() < _FULL_LIST


@dataclass(frozen=True)
class Place:
    """A unit's boundary as a map draws it: path data on the grid and the box that holds it."""

    path: str
    box: tuple[int, int, int, int]


def places_of(codes: Iterable[str]) -> dict[str, Place]:
    """Boundaries by code of 2, 4 or 7 digits, as asked; units without one are left out. One query."""
    wanted = {code: code[:6] for code in codes}
    rows = {row.code: row for row in Boundary.objects.filter(code__in=set(wanted.values()))}
    return {
        code: Place(row.path, (row.left, row.top, row.right, row.bottom))
        for code, short in wanted.items()
        if (row := rows.get(short)) is not None
    }


def places_below(voivodeships: Iterable[str]) -> dict[str, Place]:
    """Boundaries of voivodeships and of all their powiats, by code. One query."""
    inside = Q(pk__in=[])
    for code in voivodeships:
        inside |= Q(code=code) | Q(code__regex=rf"^{code}[0-9]{{2}}$")
    return {
        row.code: Place(row.path, (row.left, row.top, row.right, row.bottom))
        for row in Boundary.objects.filter(inside)
    }


def boundary_source() -> BoundarySource | None:
    """The file that the boundaries come from; None as long as there are none."""
    return BoundarySource.objects.first()
