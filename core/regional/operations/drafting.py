"""What months would print, from sealed counts; nothing is written and nothing is protected yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from core.indicators.enums import Measure
from core.indicators.rules import Period, periods_ending_with
from core.regional import catalogue, revisions, rules
from core.regional.enums import Level, SealedKind
from core.regional.errors import WrongFormulaError
from core.regional.models import PublishedCell, Release, TrueCell
from core.regional.operations.refusing import named
from core.regional.places import Row
from core.regional.system import Coverage
from core.regional.truth import Counted, inconsistent


@dataclass(frozen=True)
class Draft:
    """One month as it would be printed if nothing betrayed anybody."""

    month: date
    expected: tuple[rules.Town, ...]
    reported: frozenset[str]
    groups: tuple[rules.Group, ...]
    cells: list[PublishedCell]

    @property
    def coverage(self) -> Coverage:
        return Coverage(
            self.month,
            {town.area: town.voivodeship for town in self.expected if town.schema in self.reported},
            self.groups,
        )

    @property
    def periods(self) -> tuple[Period, ...]:
        return periods_ending_with(self.month)

    @property
    def covered(self) -> dict[str, int]:
        found = {town.voivodeship: 0 for town in self.expected}
        for code in self.coverage.reported.values():
            found[code] += 1
        return dict(sorted(found.items()))

    def said(self) -> dict[str, object]:
        """Who contributed, as the release says it."""
        return {
            "expected": [town.schema for town in self.expected],
            "reported": sorted(self.reported),
            "voivodeships": self.covered,
            "groups": [list(group) for group in self.groups],
        }


@dataclass
class Drafting:
    """Drafts months in their order; what was printed before decides who is small and who goes with whom."""

    counts: dict[Counted, rules.Counts] = field(default_factory=dict)
    earlier: list[rules.Group] = field(default_factory=list)
    years: dict[str, int] = field(default_factory=dict)

    @classmethod
    def after(cls, month: date) -> Drafting:
        """With what was printed before a month."""
        newest = (
            Release.objects.filter(month__lt=month)
            .order_by("-month")
            .values_list("coverage", flat=True)
            .first()
        )
        groups = [tuple(group) for group in (newest or {}).get("groups", []) if len(group) > 1]
        return cls(earlier=groups, years=_printed_years(month))

    def draft(self, month: date, expected: Sequence[rules.Town], reported: Collection[str]) -> Draft:
        """The next month, from the counts of the towns that handed it over."""
        groups = rules.groups_of(
            Counter(town.voivodeship for town in expected if town.schema in reported), self.earlier
        )
        self.earlier = [group for group in groups if len(group) > 1]
        made = Draft(month, tuple(expected), frozenset(reported), tuple(groups), [])
        for period in made.periods:
            made.cells.extend(_as_published(period, month, self._cells(period, made)))
        made.cells.extend(self._revised(made))
        return made

    def _cells(self, period: Period, draft: Draft) -> Iterable[rules.Cell]:
        areas = {town.schema: town for town in draft.expected}
        counts = sealed(period.kind, period.start, draft.reported)
        for schema, own in counts.items():
            _require_consistent(period, areas[schema], own)
            self.counts[Counted(areas[schema].area, period.kind, period.start)] = own
        cells = rules.release_cells(
            catalogue=catalogue.TABLES,
            members=catalogue.PRINTED_MEMBERS,
            period_kind=period.kind,
            towns=draft.expected,
            reported=counts,
            printed_years=self.years,
            groups=draft.groups,
        )
        if period.kind == "year":
            self.years.update(
                (cell.area, cell.value)
                for cell in cells
                if cell.level == Level.MUNICIPALITY
                and (cell.measure, cell.dimension) == (rules.FAMILIES_SERVED, "")
                and cell.value is not None
            )
        return cells

    def _revised(self, draft: Draft) -> Iterator[PublishedCell]:
        """The year before once more, for towns that corrected enough of it to hand it over again."""
        year = revisions.year_revised_by(draft.month)
        if year is None:
            return
        counts = sealed(SealedKind.REVISED, year, draft.reported)
        given = {town.area: counts[town.schema] for town in draft.expected if counts.get(town.schema)}
        first = PublishedCell.objects.filter(
            period_kind="year", period_start=year, level=Level.MUNICIPALITY, value__isnull=False
        )
        for cell in first.filter(area__in=given).order_by("area", "measure", "dimension", "member"):
            own = given[cell.area]
            self.counts[Counted(cell.area, SealedKind.REVISED, year)] = own
            yield PublishedCell(
                period_kind=SealedKind.REVISED,
                period_start=year,
                level=cell.level,
                area=cell.area,
                voivodeship=cell.voivodeship,
                measure=cell.measure,
                dimension=cell.dimension,
                member=cell.member,
                value=rules.rounded(own.get((cell.measure, cell.dimension, cell.member), 0)),
                release=draft.month,
            )


def sealed(kind: str, start: date, schemas: Collection[str]) -> dict[str, dict[tuple[str, str, str], int]]:
    """True counts of a period by town; a town without any has handed over zeros."""
    counts: dict[str, dict[tuple[str, str, str], int]] = {schema: {} for schema in sorted(schemas)}
    rows = (
        TrueCell.objects.filter(period_kind=kind, period_start=start, schema_name__in=schemas)
        .order_by("schema_name")
        .values_list("schema_name", "measure", "dimension", "member", "value")
    )
    for schema, measure, dimension, member, value in rows:
        counts[schema][measure, dimension, member] = value
    return counts


def row_of(cell: PublishedCell) -> Row:
    """A printed cell as the system reads it."""
    return Row(
        cell.period_kind,
        cell.period_start,
        cell.level,
        cell.area,
        cell.voivodeship,
        cell.measure,
        cell.dimension,
        cell.member,
        cell.value,
        cell.reason,
        cell.release,
    )


def _as_published(period: Period, month: date, cells: Iterable[rules.Cell]) -> Iterator[PublishedCell]:
    for cell in cells:
        yield PublishedCell(
            period_kind=period.kind,
            period_start=period.start,
            release=month,
            level=str(cell.level),
            area=cell.area,
            voivodeship=cell.voivodeship,
            measure=str(cell.measure),
            dimension=str(cell.dimension),
            member=str(cell.member),
            value=cell.value,
            reason=cell.reason,
        )


def _require_consistent(period: Period, town: rules.Town, counts: Mapping[tuple[str, str, str], int]) -> None:
    """Counts made by a right formula add up within themselves, whatever the records."""
    measure = inconsistent(counts, catalogue.handed_over(period.kind))
    if measure:
        raise WrongFormulaError(month=named(period.start), town=town.name, measure=Measure(measure).label)


def _printed_years(before: date) -> dict[str, int]:
    """Last printed yearly number of families of each municipality."""
    rows = (
        PublishedCell.objects.filter(
            level=Level.MUNICIPALITY,
            measure=rules.FAMILIES_SERVED,
            dimension="",
            period_kind="year",
            release__lt=before,
            value__isnull=False,
        )
        .order_by("area", "period_start")
        .values_list("area", F("value"))
    )
    return dict(rows)
