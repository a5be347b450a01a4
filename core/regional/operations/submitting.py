"""A town counts its month and hands it over, under its own role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.db import connection, transaction

from core.audit.operations import record
from core.exchange.operations.submissions import note_handed_over
from core.exchange.queries import submissions as steps
from core.indicators.operations import compute
from core.indicators.permissions import require_counter
from core.indicators.queries import counts_of
from core.indicators.rules import Period, shifted
from core.regional import catalogue
from core.regional.enums import SealedKind
from core.regional.errors import AlreadySubmittedError, HeldBackError
from core.regional.models import Submission, TrueCell
from core.regional.operations.refusing import (
    lock,
    named,
    require_not_restored,
    require_over,
    require_unreleased,
)
from core.regional.revisions import is_worth_revising, year_revised_by
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import current_schema

# Only counts that some table of the catalogue needs leave the town.
_HAND_OVER: Final = """
INSERT INTO sdc.regional_truecell
       (schema_name, period_kind, period_start, measure, dimension, member, value)
SELECT %(schema)s, f.period_kind, f.period_start, f.measure, f.dimension, f.member, f.value
  FROM indicators_indicatorfact f
  JOIN unnest(%(kinds)s::text[], %(starts)s::date[]) AS p(kind, start)
    ON f.period_kind = p.kind AND f.period_start = p.start
  JOIN unnest(%(table_kinds)s::text[], %(measures)s::text[], %(dimensions)s::text[])
       AS t(kind, measure, dimension)
    ON f.period_kind = t.kind AND f.measure = t.measure AND f.dimension = t.dimension
"""
_TAKE_BACK: Final = """
DELETE FROM sdc.regional_truecell c
 USING unnest(%(kinds)s::text[], %(starts)s::date[]) AS p(kind, start)
 WHERE c.schema_name = %(schema)s AND c.period_kind = p.kind AND c.period_start = p.start
"""


def submit_month(*, actor: Actor, month: date, replace: bool = False) -> None:
    """Count a month of the current town and hand it over, with the quarter and year that end with it.

    `replace` hands corrected counts over as long as the month is not released. Raises
    `MonthNotOverError`, `AlreadyReleasedError` or `AlreadySubmittedError`.
    """
    submit_months(actor=actor, months=[month], replace=replace)


@transaction.atomic
def submit_months(*, actor: Actor, months: Sequence[date], replace: bool = False) -> None:
    """Hand over several months in one pass; all or none."""
    require_counter(actor)
    schema = current_schema()
    lock_town()
    if actor.is_system:
        _require_not_held_back(months)
    require_not_restored(schema)
    _require_submittable(schema, months, replace=replace)
    periods = compute(actor=actor, months=months)
    _seal_counts(schema, periods)
    given = Submission.objects.filter(schema_name=schema, month__in=months)
    again = set(given.values_list("month", flat=True))
    given.delete()
    now = clock.now()
    Submission.objects.bulk_create(
        Submission(schema_name=schema, month=month, submitted_at=now, actor_name=actor.name)
        for month in months
    )
    _seal_revisions(actor, schema, months)
    note_handed_over(actor=actor, months=months, again=again)
    record(actor, "regional.submitted", None, months=[f"{month:%Y-%m}" for month in months])


def lock_town() -> None:
    """Serialise what the town of the moment decides about its months; waits while a release is made."""
    lock(shared=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.submission'))")


def _require_submittable(schema: str, months: Sequence[date], *, replace: bool) -> None:
    for month in months:
        require_over(month)
    require_unreleased(months)
    held = Submission.objects.filter(schema_name=schema, month__in=months).order_by("month").first()
    if held is not None and not replace:
        raise AlreadySubmittedError(month=named(held.month))


def _require_not_held_back(months: Sequence[date]) -> None:
    """A hold that came while the run was under way counts; a person who hands over lifts it."""
    for month in months:
        if steps.is_held_back(month):
            raise HeldBackError(month=named(month))


def _seal_counts(schema: str, periods: Sequence[Period]) -> None:
    tables = [
        (kind, *pair)
        for kind in sorted({period.kind for period in periods})
        for pair in sorted(catalogue.handed_over(kind))
    ]
    values: dict[str, Any] = {
        "schema": schema,
        "kinds": [period.kind for period in periods],
        "starts": [period.start for period in periods],
        "table_kinds": [str(kind) for kind, _, _ in tables],
        "measures": [str(measure) for _, measure, _ in tables],
        "dimensions": [str(dimension) for _, _, dimension in tables],
    }
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_BACK, values)
        cursor.execute(_HAND_OVER, values)


def _seal_revisions(actor: Actor, schema: str, months: Sequence[date]) -> None:
    """With June the year before is counted once more; given if enough families changed since."""
    for month in months:
        year = year_revised_by(month)
        if year is None or shifted(year, 11) in months:
            continue
        mine = TrueCell.objects.filter(schema_name=schema, period_start=year)
        given = {
            (row.measure, row.dimension, row.member): row.value for row in mine.filter(period_kind="year")
        }
        mine.filter(period_kind=SealedKind.REVISED).delete()
        if not given:
            continue
        compute(actor=actor, months=[shifted(year, 11)])
        tables = catalogue.handed_over("year")
        now = {key: value for key, value in counts_of(Period("year", year)).items() if key[:2] in tables}
        if is_worth_revising(given, now):
            TrueCell.objects.bulk_create(
                TrueCell(
                    schema_name=schema,
                    period_kind=SealedKind.REVISED,
                    period_start=year,
                    measure=measure,
                    dimension=dimension,
                    member=member,
                    value=value,
                )
                for (measure, dimension, member), value in now.items()
            )
