"""A region with two years of printed numbers of fifty towns, written straight into the public tables.

The counts are invented by size of town and go through the very rules that print a release; certifying them
would take minutes and is measured elsewhere. No town has a schema: a region never looks into one.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from core.identity.operations import create_user
from core.indicators.definitions import versions_on
from core.indicators.rules import Period, months_between, periods_ending_with
from core.reference.territory import MUNICIPALITIES, REGIONS, SizeClass
from core.regional import catalogue, rules
from core.regional.models import PublishedCell, Release
from core.regional.queries import digest_of_cells, towns
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from tenants.context import in_public, in_tenant
from tenants.models import Kind, Tenant
from tenants.operations import TenantSpec, provision

COORDINATOR = "region@pomiar.example"
FIRST, LAST = date(2024, 10, 1), date(2026, 9, 1)
_FAMILIES = {SizeClass.METROPOLIS: 40, SizeClass.LARGE: 22, SizeClass.MEDIUM: 11, SizeClass.SMALL: 6}
_LENGTH = {"month": 1, "quarter": 2, "half": 3, "year": 5}
_ONE_IN = 5


def make(regions: Sequence[str]) -> None:
    """Found the regions with a coordinator each, list the towns, print every month."""
    found = [item for item in REGIONS if item.schema_name in regions]
    for region in found:
        provision(
            TenantSpec(
                region.schema_name,
                "region",
                region.name,
                region.full_name,
                region.slug,
                region.code,
                is_leader=region.is_leader,
            )
        )
        with in_tenant(region.schema_name):
            create_user(
                actor=Actor.system("bench", region.schema_name),
                email=COORDINATOR,
                name="Klara Pomiarowa",
                roles=[Role.REGIONAL_COORDINATOR],
            )
    with in_public():
        _list_towns()
        for month in months_between(FIRST, LAST):
            _print(month)


def _list_towns() -> None:
    Tenant.objects.bulk_create(
        Tenant(
            schema_name=item.schema_name,
            kind=Kind.MUNICIPALITY,
            name=item.name,
            organisation=item.lead_name,
            slug=item.slug,
            voivodeship=item.voivodeship,
        )
        for item in MUNICIPALITIES
    )


def _print(month: date) -> None:
    expected = towns()
    covered: dict[str, int] = {}
    for town in expected:
        covered[town.voivodeship] = covered.get(town.voivodeship, 0) + 1
    groups = rules.groups_of(covered)
    cells = [
        cell
        for period in periods_ending_with(month)
        if period.kind in _LENGTH
        for cell in _cells(period, expected, groups, month)
    ]
    schemas = [town.schema for town in expected]
    Release.objects.create(
        month=month,
        released_at=clock.now(),
        actor_name="bench",
        catalogue=catalogue.VERSION,
        definitions=versions_on(month),
        coverage={
            "expected": schemas,
            "reported": schemas,
            "voivodeships": covered,
            "groups": [list(group) for group in groups],
        },
        cells=len(cells),
        withheld=sum(cell.value is None for cell in cells),
        digest=digest_of_cells(cells),
    )
    PublishedCell.objects.bulk_create(cells, batch_size=2000)


def _cells(
    period: Period, expected: Sequence[rules.Town], groups: Sequence[rules.Group], month: date
) -> list[PublishedCell]:
    printed = rules.release_cells(
        catalogue=catalogue.TABLES,
        members=catalogue.PRINTED_MEMBERS,
        period_kind=period.kind,
        towns=expected,
        reported={town.schema: _counts(town, period) for town in expected},
        printed_years={},
        groups=groups,
    )
    return [
        PublishedCell(
            period_kind=period.kind,
            period_start=period.start,
            release=month,
            level=cell.level,
            area=cell.area,
            voivodeship=cell.voivodeship,
            measure=cell.measure,
            dimension=cell.dimension,
            member=cell.member,
            value=cell.value,
            reason=cell.reason,
        )
        for cell in printed
    ]


def _counts(town: rules.Town, period: Period) -> dict[tuple[str, str, str], int]:
    """A town's counts of a period: always the same ones, larger for a larger town and a longer period."""
    chance = random.Random(f"{town.schema} {period.code}")  # noqa: S311  invented counts
    size = next(item.size for item in MUNICIPALITIES if item.schema_name == town.schema)
    most = _FAMILIES[size] * _LENGTH[period.kind]
    found = {}
    for measure, dimension in sorted(catalogue.handed_over(period.kind)):
        for member in catalogue.PRINTED_MEMBERS[dimension]:
            share = _ONE_IN if dimension else 1
            found[measure, dimension, member] = chance.randint(most // 2, most) // share
    return found
