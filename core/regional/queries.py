"""Reading what was printed: nothing here can reach a true count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from core.indicators import queries as indicators
from core.indicators.definitions import Cells, Figure
from core.indicators.dimensions import members_of
from core.indicators.enums import Dimension, Measure, Unit
from core.indicators.queries import READERS
from core.indicators.rules import (
    Known,
    Period,
    is_over,
    median_of_bands,
    month_of,
    months_between,
    period_of,
    periods_ending_with,
    ratio_of,
    shifted,
    total_of,
)
from core.regional import catalogue, rules
from core.regional.enums import Level, Missing, Reason
from core.regional.models import PublishedCell, Release, Submission, TrueCell
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current, current_schema, each_tenant

Key = tuple[str, str, str, str, str, str]
REGION_READERS = (Role.REGIONAL_COORDINATOR,)
# Who sees which towns have handed over which month; figures are not part of it.
STATUS_READERS = (*REGION_READERS, Role.OPERATOR, *READERS)


@dataclass(frozen=True)
class Scope:
    """How far a regional centre sees: its voivodeships, and the macroregion if it leads."""

    voivodeships: tuple[str, ...]
    macroregion: bool

    def covers(self, voivodeship: str) -> bool:
        return voivodeship in self.voivodeships


@dataclass(frozen=True)
class Reading:
    """A figure as a reader may see it: a number with its range, or why there is none."""

    known: Known | None
    missing: Reason | Missing | None = None


@dataclass(frozen=True)
class Printed:
    """Printed cells of one period; figures are worked out from them and from nothing else."""

    period: Period
    released: bool
    cells: dict[Key, tuple[int | None, str]] = field(repr=False)

    def read(self, figure: Figure, level: str, area: str, dimension: str = "", member: str = "") -> Reading:
        """The figure for an area; for counts also for one member of a breakdown."""
        if not self.released:
            return Reading(None, Missing.NO_RELEASE)
        if dimension:
            return self._count(Cells(figure.top.measure, dimension, (member,)), level, area)
        if figure.unit is Unit.DAYS:
            return self._median(figure, level, area)
        top = self._count(figure.top, level, area)
        if figure.bottom is None or top.known is None:
            return top
        bottom = self._count(figure.bottom, level, area)
        if bottom.known is None:
            return bottom
        return self._ratio(figure, level, top.known, bottom.known)

    def _ratio(self, figure: Figure, level: str, top: Known, bottom: Known) -> Reading:
        """A share or mean of printed numbers; for one town its numerator must be large enough too."""
        of_town = level in {Level.MUNICIPALITY, Level.CLUSTER}
        base = min(top.value, bottom.value) if of_town else bottom.value
        if base < rules.SMALLEST_BASE:
            return Reading(None, Missing.SMALL_BASE)
        return Reading(ratio_of(top, bottom, share=figure.unit is Unit.PERCENT))

    def _median(self, figure: Figure, level: str, area: str) -> Reading:
        bands = []
        for band in members_of(Dimension.DAYS):
            reading = self._count(Cells(figure.top.measure, Dimension.DAYS, (band,)), level, area)
            if reading.known is None:
                return reading
            bands.append(reading.known)
        if total_of(bands).value < rules.SMALLEST_BASE:
            return Reading(None, Missing.SMALL_BASE)
        return Reading(median_of_bands(bands))

    def _count(self, cells: Cells, level: str, area: str) -> Reading:
        period = self._period_of(cells.measure)
        found = []
        for member in cells.members:
            key = (period.kind, level, area, cells.measure, cells.dimension, member)
            if key not in self.cells:
                printable = catalogue.has_table(cells.measure, cells.dimension, level, period.kind)
                return Reading(None, Missing.NOT_PRINTED if printable else Missing.NOT_IN_CATALOGUE)
            value, reason = self.cells[key]
            if value is None:
                return Reading(None, Reason(reason))
            found.append(Known(value, rules.lowest(value), rules.highest(value)))
        return Reading(total_of(found))

    def _period_of(self, measure: str) -> Period:
        return _printed_period(measure, self.period)


def _printed_period(measure: str, period: Period) -> Period:
    """Families in progress are printed for months only: a quarter's stock is its last month's."""
    if measure == Measure.FAMILIES_ACTIVE and period.kind != "month":
        return period_of(period.last_day, "month")
    return period


def _require(actor: Actor, roles: Sequence[str]) -> None:
    if not (actor.is_system or actor.has(*roles)):
        raise NotVisibleError


def towns() -> list[rules.Town]:
    """Every active municipality, in order of code."""
    return sorted(
        (
            rules.Town(tenant.schema_name, tenant.teryt, tenant.voivodeship, tenant.name)
            for tenant in each_tenant("municipality")
        ),
        key=lambda town: town.area,
    )


def scope_of(actor: Actor) -> Scope:
    """What the regional centre, in whose schema the caller stands, may read."""
    _require(actor, REGION_READERS)
    tenant = current()
    if getattr(tenant, "kind", "") != "region":
        raise NotVisibleError
    if tenant.is_leader:
        return Scope(tuple(sorted({town.voivodeship for town in towns()} | {tenant.voivodeship})), True)
    return Scope((str(tenant.voivodeship),), False)


def printed(actor: Actor, periods: Sequence[Period], figures: Iterable[Figure]) -> list[Printed]:
    """Printed cells of the periods that the figures need and the actor's region may see; one query.

    In the order of `periods`; a period without a release comes back empty and says so.
    """
    scope = scope_of(actor)
    wanted = Q(voivodeship__in=scope.voivodeships)
    if scope.macroregion:
        wanted |= Q(level=Level.MACROREGION)
    return _read(periods, figures, wanted)


def _read(periods: Sequence[Period], figures: Iterable[Figure], wanted: Q) -> list[Printed]:
    measures = {cells.measure for figure in figures for cells in (figure.top, figure.bottom) if cells}
    asked: dict[str, tuple[set[str], set[date]]] = {}
    for measure in measures:
        for period in periods:
            found_in = _printed_period(measure, period)
            of_kind = asked.setdefault(found_in.kind, (set(), set()))
            of_kind[0].add(measure)
            of_kind[1].add(found_in.start)
    time = Q(pk__in=[])
    for kind, (names, starts) in asked.items():
        time |= Q(period_kind=kind, measure__in=names, period_start__in=starts)
    found: dict[Period, dict[Key, tuple[int | None, str]]] = {}
    rows = (
        PublishedCell.objects.filter(wanted & time)
        .order_by()
        .values_list(
            "period_kind",
            "period_start",
            "level",
            "area",
            "measure",
            "dimension",
            "member",
            "value",
            "reason",
        )
    )
    for kind, start, level, area, measure, dimension, member, value, reason in rows:
        cells = found.setdefault(Period(kind, start), {})
        cells[kind, level, area, measure, dimension, member] = (value, reason)
    released = set(
        Release.objects.filter(month__in=[month_of(p.last_day) for p in periods]).values_list(
            "month", flat=True
        )
    )
    return [
        Printed(
            period,
            month_of(period.last_day) in released,
            {**found.get(period, {}), **found.get(period_of(period.last_day, "month"), {})},
        )
        for period in periods
    ]


def periods_released(kind: str) -> list[Period]:
    """Periods of a kind that have been printed, newest first."""
    months = Release.objects.order_by("-month").values_list("month", flat=True)
    found = (period_of(month, kind) for month in months)
    return [period for period, month in zip(found, months, strict=True) if month_of(period.last_day) == month]


@dataclass(frozen=True)
class MonthStatus:
    """How far a month has come: who handed it over, and its release."""

    month: date
    submitted: tuple[str, ...]
    missing: tuple[str, ...]
    release: Release | None

    @property
    def expected(self) -> int:
        return len(self.submitted) + len(self.missing)


def months(actor: Actor, newest: int = 12) -> list[MonthStatus]:
    """The newest months that are over, newest first; names of towns within the reader's voivodeships."""
    _require(actor, STATUS_READERS)
    own = _expected_by(current())
    last = shifted(month_of(clock.today()), -1)
    wanted = sorted(months_between(shifted(last, 1 - newest), last), reverse=True)
    handed: dict[date, set[str]] = {month: set() for month in wanted}
    for schema, month in Submission.objects.filter(month__in=wanted).values_list("schema_name", "month"):
        handed[month].add(schema)
    releases = Release.objects.in_bulk(wanted)
    return [
        MonthStatus(
            month,
            tuple(town.name for town in own if town.schema in handed[month]),
            tuple(town.name for town in own if town.schema not in handed[month]),
            releases.get(month),
        )
        for month in wanted
    ]


def _expected_by(tenant: object) -> list[rules.Town]:
    """Towns whose state concerns a tenant: all for the operator and the leader, else its own."""
    everybody = towns()
    kind = getattr(tenant, "kind", "")
    if kind == "municipality":
        return [town for town in everybody if town.schema == current_schema()]
    if kind == "region" and not getattr(tenant, "is_leader", False):
        own = getattr(tenant, "voivodeship", "")
        return [town for town in everybody if town.voivodeship == own]
    return everybody


def release_of(period: Period) -> Release | None:
    """The release that printed a period."""
    return Release.objects.filter(month=month_of(period.last_day)).first()


def digest_of_cells(cells: Iterable[PublishedCell]) -> str:
    """SHA-256 of what a release printed, whatever the order in which its cells are read."""
    return rules.digest_of(
        sorted(
            [
                cell.period_kind,
                cell.period_start.isoformat(),
                cell.level,
                cell.area,
                cell.measure,
                cell.dimension,
                cell.member,
                str(cell.value),
                cell.reason,
            ]
            for cell in cells
        )
    )


def altered_releases() -> list[date]:
    """Months whose printed cells no longer give the hash of their release; empty when all do."""
    return [
        release.month
        for release in Release.objects.order_by("month")
        if digest_of_cells(PublishedCell.objects.filter(release=release.month)) != release.digest
    ]


@dataclass(frozen=True)
class HandedOver:
    """What a town gives for a month, and what became of it.

    `counts` are those under seal, or before handing over what would be given, by period; None when
    the month has not been counted yet.
    """

    month: date
    periods: tuple[Period, ...]
    submission: Submission | None
    release: Release | None
    counts: dict[Period, dict[tuple[str, str, str], int]] | None
    printed: list[PublishedCell]


def handed_over(actor: Actor, month: date) -> HandedOver:
    """The current town's own exact counts for the region and the printed cells that speak of it alone."""
    _require(actor, READERS)
    schema = current_schema()
    periods = periods_ending_with(month)
    submission = Submission.objects.filter(schema_name=schema, month=month).first()
    counts = None
    if submission is not None:
        counts = _sealed_counts(schema, periods)
    elif all(indicators.is_computed(period) for period in periods):
        counts = {
            period: {
                key: value
                for key, value in indicators.counts_of(period).items()
                if key[:2] in catalogue.handed_over(period.kind)
            }
            for period in periods
        }
    return HandedOver(
        month=month,
        periods=periods,
        submission=submission,
        release=Release.objects.filter(month=month).first(),
        counts=counts,
        printed=list(
            PublishedCell.objects.filter(
                level=Level.MUNICIPALITY, area=current().teryt, release=month
            ).order_by("period_kind", "measure", "dimension", "member")
        ),
    )


def _sealed_counts(schema: str, periods: Sequence[Period]) -> dict[Period, dict[tuple[str, str, str], int]]:
    found: dict[Period, dict[tuple[str, str, str], int]] = {period: {} for period in periods}
    rows = TrueCell.objects.filter(schema_name=schema, period_start__in=[p.start for p in periods])
    for row in rows.order_by("measure", "dimension", "member"):
        period = Period(row.period_kind, row.period_start)
        if period in found:
            found[period][row.measure, row.dimension, row.member] = row.value
    return found


def can_be_submitted(month: date) -> bool:
    """Whether the current town may still hand a month over or replace what it gave."""
    return is_over(month, clock.today()) and not Release.objects.filter(month=month).exists()
