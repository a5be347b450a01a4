"""How far each month has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.indicators.rules import month_of, months_between, shifted
from core.regional import rules
from core.regional.models import Release, Submission
from core.regional.queries.scope import STATUS_READERS, require, towns
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import current, current_schema


@dataclass(frozen=True)
class MonthStatus:
    """How far a month has come: who handed it over, and its release.

    `passed`: a later month is out already, so this one will never be.
    """

    month: date
    submitted: tuple[str, ...]
    missing: tuple[str, ...]
    release: Release | None
    passed: bool = False

    @property
    def expected(self) -> int:
        return len(self.submitted) + len(self.missing)


def months(actor: Actor, newest: int = 12) -> list[MonthStatus]:
    """The newest months that are over, newest first; names of towns within the reader's voivodeships."""
    require(actor, STATUS_READERS)
    own = towns_of_reader()
    last = shifted(month_of(clock.today()), -1)
    wanted = sorted(months_between(shifted(last, 1 - newest), last), reverse=True)
    handed: dict[date, set[str]] = {month: set() for month in wanted}
    for schema, month in Submission.objects.filter(month__in=wanted).values_list("schema_name", "month"):
        handed[month].add(schema)
    releases = Release.objects.in_bulk(wanted)
    newest_out = max(releases, default=None)
    return [
        MonthStatus(
            month,
            tuple(town.name for town in own if town.schema in handed[month]),
            tuple(town.name for town in own if town.schema not in handed[month]),
            releases.get(month),
            passed=newest_out is not None and month < newest_out and month not in releases,
        )
        for month in wanted
    ]


def towns_of_reader() -> list[rules.Town]:
    """Towns whose state concerns the tenant of the moment: all for operator and leader, else its own."""
    tenant, everybody = current(), towns()
    kind = getattr(tenant, "kind", "")
    if kind == "municipality":
        return [town for town in everybody if town.schema == current_schema()]
    if kind == "region" and not getattr(tenant, "is_leader", False):
        own = getattr(tenant, "voivodeship", "")
        return [town for town in everybody if town.voivodeship == own]
    return everybody
