"""Reading the territorial register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.reference.models import TerritorialUnit

if TYPE_CHECKING:
    import datetime as dt


def unit_on(*, code: str, on: dt.date) -> TerritorialUnit | None:
    """The unit that bore a code on a day."""
    return TerritorialUnit.objects.in_force(on).filter(code=code).first()


def children_on(*, parent_code: str, on: dt.date) -> list[TerritorialUnit]:
    """The units directly below another on a day, in order of code."""
    return list(TerritorialUnit.objects.in_force(on).filter(parent_code=parent_code).order_by("code", "pk"))
