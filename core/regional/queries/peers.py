"""A town among towns of its kind: from printed numbers only, without names and without places in a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.indicators.definitions import Figure
from core.indicators.queries import READERS
from core.indicators.rules import Known, Period, month_of
from core.reference.kinds import size_of, type_of
from core.regional.enums import Level
from core.regional.models import PublishedCell, Release
from core.regional.queries.reading import Printed, Reading
from core.regional.queries.scope import require, towns
from core.shared.actor import Actor
from tenants.context import current

# Fewer printed numbers tell more of the others than of oneself.
FEWEST_PEERS: Final = 4


class Alike(StrEnum):
    """How near the towns stand that a town is compared with."""

    TYPE_AND_SIZE = "type_and_size"
    TYPE = "type"
    ALL = "all"


@dataclass(frozen=True)
class Peers:
    """Printed numbers of comparable towns from the lowest, and the town's own printed one.

    Empty `values`: too few towns have a printed number. The town itself is not among the values.
    """

    period: Period
    alike: Alike
    towns: int
    values: tuple[Known, ...]
    own: Reading

    @property
    def enough(self) -> bool:
        """Whether there is anything to compare with."""
        return len(self.values) >= FEWEST_PEERS

    def at(self, share: float) -> Known:
        """The printed number below which so great a share of the towns lies: 0.5 is the middle one."""
        return self.values[round(share * (len(self.values) - 1))]


def peers(actor: Actor, figure: Figure, period: Period) -> Peers:
    """The town of the moment among towns of its type and size; where too few are printed, of its type,
    else among all.
    """
    require(actor, READERS)
    own = str(current().teryt)
    codes = [town.area for town in towns()]
    printed = _printed(figure, period)
    others = [code for code in codes if code != own]
    known: dict[str, Known] = {}
    for code in others:
        reading = printed.read(figure, Level.MUNICIPALITY, code)
        if reading.known is not None:
            known[code] = reading.known
    alike, near = _nearest(own, others, known)
    values = sorted((known[code] for code in near if code in known), key=lambda item: item.value)
    return Peers(
        period,
        alike,
        len(near),
        tuple(values) if len(values) >= FEWEST_PEERS else (),
        printed.read(figure, Level.MUNICIPALITY, own),
    )


def _printed(figure: Figure, period: Period) -> Printed:
    """What was printed of towns for one figure and period; everybody may read it."""
    measures = {name for cells in figure.cells for name in (cells.measure, cells.split) if name}
    rows = PublishedCell.objects.filter(
        period_kind=period.kind,
        period_start=period.start,
        level=Level.MUNICIPALITY,
        measure__in=measures,
        dimension__in={cells.dimension for cells in figure.cells},
    )
    return Printed(
        period,
        Release.objects.filter(month=month_of(period.last_day)).exists(),
        {
            (row.period_kind, row.level, row.area, row.measure, row.dimension, row.member): (
                row.value,
                row.reason,
            )
            for row in rows.order_by()
        },
    )


def _nearest(own: str, others: Sequence[str], known: dict[str, Known]) -> tuple[Alike, list[str]]:
    """The nearest circle of towns in which enough numbers were printed; all towns when none has."""
    rules: tuple[tuple[Alike, Callable[[str], bool]], ...] = (
        (
            Alike.TYPE_AND_SIZE,
            lambda code: (type_of(code), size_of(code)) == (type_of(own), size_of(own)),
        ),
        (Alike.TYPE, lambda code: type_of(code) == type_of(own)),
        (Alike.ALL, lambda _code: True),
    )
    near = list(others)
    for alike, is_alike in rules:
        near = [code for code in others if is_alike(code)]
        if sum(code in known for code in near) >= FEWEST_PEERS:
            return alike, near
    return Alike.ALL, near
