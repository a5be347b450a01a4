"""From a town's records to what a region may read.

A town counts and hands over under its own role; the release job reads the sealed counts under the release
role, which only the worker's login may become, and adds printed cells. Nothing is ever printed twice.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from core.audit.operations import record
from core.exchange.operations.submissions import note_handed_over
from core.exchange.queries import submissions as steps
from core.indicators.definitions import versions_on
from core.indicators.operations import compute
from core.indicators.permissions import require_counter
from core.indicators.rules import Period, is_over, month_of, periods_ending_with, shifted
from core.regional import catalogue, rules
from core.regional.enums import Level
from core.regional.errors import (
    AlreadyReleasedError,
    AlreadySubmittedError,
    HeldBackError,
    LaterReleasedError,
    MonthNotOverError,
    NothingSubmittedError,
    RunIncompleteError,
)
from core.regional.models import PublishedCell, Release, Submission, TrueCell
from core.regional.permissions import require_runner
from core.regional.queries import digest_of_cells, towns
from core.shared import clock
from core.shared.actor import Actor
from core.shared.jobs import Job, enqueue
from tenants.context import current_schema, in_sealed, in_tenant

log = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]
_LOCK: Final = "regional.release"

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


def silent(_step: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class RunResult:
    """What a monthly run did: towns that handed over now, towns skipped because they already had."""

    month: date
    submitted: int
    skipped: int
    release: Release


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
    note_handed_over(actor=actor, months=months, again=again)
    record(actor, "regional.submitted", None, months=[f"{month:%Y-%m}" for month in months])


def release_month(*, actor: Actor, month: date) -> Release:
    """Print a month from what the towns handed over, with the quarter and year that end with it.

    Needs the worker's login. Raises `MonthNotOverError`, `AlreadyReleasedError`,
    `LaterReleasedError` or `NothingSubmittedError`; then nothing was printed.
    """
    require_runner(actor)
    expected = towns()
    with in_sealed(), transaction.atomic():
        _lock(shared=False)
        _require_releasable(month)
        reported = set(Submission.objects.filter(month=month).values_list("schema_name", flat=True)) & {
            town.schema for town in expected
        }
        if not reported:
            raise NothingSubmittedError(month=_named(month))
        groups = _groups(expected, reported)
        cells = [
            cell
            for period in periods_ending_with(month)
            for cell in _cells_of(period, expected, reported, month, groups)
        ]
        return _print(actor, month, expected, reported, groups, cells)


def run_month(
    *,
    actor: Actor,
    month: date,
    progress: Progress = silent,
    leave_out: Collection[str] = (),
) -> RunResult:
    """Have every town hand a month over, then release it. `leave_out`: schemas that did not report.

    A town that keeps the month back is left out too; one that said nothing hands over.
    Resumable: a town that has handed over is skipped. If a town fails, nothing is printed and
    `RunIncompleteError` names it.
    """
    require_runner(actor)
    _require_over(month)
    _require_unreleased([month])
    absent = {*leave_out, *steps.held_back([month])[month]}
    expected = [town for town in towns() if town.schema not in absent]
    done = set(Submission.objects.filter(month=month).values_list("schema_name", flat=True))
    failed = []
    for number, town in enumerate(expected):
        progress(town.name, number, len(expected))
        if town.schema not in done and not _submitted(actor, town, [month]):
            failed.append(town.name)
    if failed:
        raise RunIncompleteError(month=_named(month), towns=", ".join(failed))
    release = release_month(actor=actor, month=month)
    progress("", len(expected), len(expected))
    skipped = len(done & {town.schema for town in expected})
    return RunResult(month, len(expected) - skipped, skipped, release)


def run_history(
    *,
    actor: Actor,
    months: Sequence[date],
    progress: Progress = silent,
    leave_out: Mapping[date, Collection[str]] | None = None,
    on_day: int | None = None,
) -> list[Release]:
    """Hand over and release many past months: each town counts all of them in one pass.

    For a deployment that brings its history along. Months already released are left alone. With
    `on_day` each release bears the date on which the schedule would have made it.
    """
    require_runner(actor)
    absent = leave_out or {}
    wanted = sorted(set(months) - set(Release.objects.values_list("month", flat=True)))
    held, expected = steps.held_back(wanted), towns()
    have: dict[str, set[date]] = defaultdict(set)
    for schema, month in Submission.objects.filter(month__in=wanted).values_list("schema_name", "month"):
        have[schema].add(month)
    total = len(expected) + len(wanted)
    for number, town in enumerate(expected):
        progress(town.name, number, total)
        given = have[town.schema]
        own = [m for m in wanted if m not in given and town.schema not in {*absent.get(m, ()), *held[m]}]
        if own and not _submitted(actor, town, own):
            raise RunIncompleteError(month=_named(own[-1]), towns=town.name)
    releases = []
    for number, month in enumerate(wanted, start=len(expected)):
        progress(_named(month), number, total)
        day = shifted(month, 1).replace(day=on_day) if on_day else clock.today()
        with clock.standing_at(day):
            releases.append(release_month(actor=actor, month=month))
    progress("", total, total)
    return releases


def run_due_months(*, actor: Actor, progress: Progress = silent) -> list[RunResult]:
    """Run every month that is over and not yet released, oldest first."""
    require_runner(actor)
    newest = Release.objects.order_by("-month").values_list("month", flat=True).first()
    last_over = shifted(month_of(clock.today()), -1)
    return [
        run_month(actor=actor, month=month, progress=progress)
        for month in rules.months_due(newest, last_over)
    ]


@transaction.atomic
def request_run(*, actor: Actor, month: date) -> None:
    """Ask the worker to run a month: for the operator's page, whose login may not release."""
    require_runner(actor)
    _require_over(month)
    _require_unreleased([month])
    record(actor, "regional.run_requested", None, month=f"{month:%Y-%m}")
    enqueue(Job.MONTHLY_RUN, month=month.isoformat())


def _submitted(actor: Actor, town: rules.Town, months: Sequence[date]) -> bool:
    """Hand over in a town's name as the platform; False when the town cannot be counted now."""
    with in_tenant(town.schema):
        runner = Actor.system(f"przebieg miesięczny ({actor.name})", town.schema)
        try:
            submit_months(actor=runner, months=months)
        except (AlreadySubmittedError, HeldBackError):
            return True
        except DatabaseError as error:
            # The text of a database error may quote a row: only its kind is logged.
            log.warning("%s could not be counted: %s", town.schema, type(error).__name__)
            return False
    return True


def _require_submittable(schema: str, months: Sequence[date], *, replace: bool) -> None:
    for month in months:
        _require_over(month)
    _require_unreleased(months)
    held = Submission.objects.filter(schema_name=schema, month__in=months).order_by("month").first()
    if held is not None and not replace:
        raise AlreadySubmittedError(month=_named(held.month))


def _require_not_held_back(months: Sequence[date]) -> None:
    """A hold that came while the run was under way counts; a person who hands over lifts it."""
    for month in months:
        if steps.is_held_back(month):
            raise HeldBackError(month=_named(month))


def _require_unreleased(months: Sequence[date]) -> None:
    released = Release.objects.filter(month__in=months).order_by("month").first()
    if released is not None:
        raise AlreadyReleasedError(month=_named(released.month))


def _require_over(month: date) -> None:
    if not is_over(month, clock.today()):
        raise MonthNotOverError(month=_named(month))


def _require_releasable(month: date) -> None:
    _require_over(month)
    _require_unreleased([month])
    later = Release.objects.filter(month__gt=month).order_by("month").first()
    if later is not None:
        raise LaterReleasedError(month=_named(month), later=_named(later.month))


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


def _cells_of(
    period: Period,
    expected: Sequence[rules.Town],
    reported: set[str],
    month: date,
    groups: Sequence[rules.Group],
) -> list[PublishedCell]:
    counts: dict[str, dict[tuple[str, str, str], int]] = {schema: {} for schema in reported}
    rows = (
        TrueCell.objects.filter(period_kind=period.kind, period_start=period.start, schema_name__in=reported)
        .order_by("schema_name")
        .values_list("schema_name", "measure", "dimension", "member", "value")
    )
    for schema, measure, dimension, member, value in rows:
        counts[schema][measure, dimension, member] = value
    cells = rules.release_cells(
        catalogue=catalogue.TABLES,
        members=catalogue.PRINTED_MEMBERS,
        period_kind=period.kind,
        towns=expected,
        reported=counts,
        printed_years=_printed_years(period.start),
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
        for cell in cells
    ]


def _covered(expected: Sequence[rules.Town], reported: Collection[str]) -> dict[str, int]:
    covered: dict[str, int] = defaultdict(int)
    for town in expected:
        covered[town.voivodeship] += town.schema in reported
    return covered


def _groups(expected: Sequence[rules.Town], reported: Collection[str]) -> list[rules.Group]:
    """Voivodeships as this release prints them; a merged one keeps its partner of the release before."""
    newest = Release.objects.order_by("-month").values_list("coverage", flat=True).first() or {}
    earlier = [tuple(group) for group in newest.get("groups", []) if len(group) > 1]
    return rules.groups_of(_covered(expected, reported), earlier)


def _printed_years(before: date) -> dict[str, int]:
    """Last printed yearly number of families of each municipality."""
    rows = (
        PublishedCell.objects.filter(
            level=Level.MUNICIPALITY,
            measure=rules.FAMILIES_SERVED,
            dimension="",
            period_kind="year",
            period_start__lt=before,
            value__isnull=False,
        )
        .order_by("area", "period_start")
        .values_list("area", F("value"))
    )
    return dict(rows)


def _print(
    actor: Actor,
    month: date,
    expected: Sequence[rules.Town],
    reported: set[str],
    groups: Sequence[rules.Group],
    cells: list[PublishedCell],
) -> Release:
    release = Release(
        month=month,
        released_at=clock.now(),
        actor_name=actor.name,
        catalogue=catalogue.VERSION,
        definitions=versions_on(month),
        coverage={
            "expected": [town.schema for town in expected],
            "reported": sorted(reported),
            "voivodeships": dict(sorted(_covered(expected, reported).items())),
            "groups": [list(group) for group in groups],
        },
        cells=len(cells),
        withheld=sum(cell.value is None for cell in cells),
        digest=digest_of_cells(cells),
    )
    release.save(force_insert=True)
    PublishedCell.objects.bulk_create(cells, batch_size=2000)
    return release


def _lock(*, shared: bool) -> None:
    """Towns hand over side by side, but never while a release is being made."""
    kind = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{kind}(hashtext(%s))", [_LOCK])


def lock_town() -> None:
    """Serialise what the town of the moment decides about its months; waits while a release is made."""
    _lock(shared=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.submission'))")


def _named(month: date) -> str:
    return f"{month:%m.%Y}"
