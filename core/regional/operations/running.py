"""The monthly run: every town hands over, then the month is printed; and a history of months at once."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core.audit.operations import record
from core.exchange.queries import submissions as steps
from core.indicators.rules import month_of, shifted
from core.regional import rules
from core.regional.errors import AlreadySubmittedError, HeldBackError, RunIncompleteError
from core.regional.models import Release, Submission
from core.regional.operations.protecting import Progress
from core.regional.operations.refusing import (
    named,
    require_nobody_restored,
    require_releasable,
)
from core.regional.operations.releasing import release_month, release_months, silent
from core.regional.operations.submitting import submit_months
from core.regional.permissions import require_runner
from core.regional.queries import towns
from core.regional.queries.runs import REFUSED, REQUESTED
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import DomainError
from core.shared.jobs import Job, enqueue
from tenants.context import in_tenant

log = logging.getLogger(__name__)
OPERATOR: Final = "operator"
_BROKEN: Final = gettext_noop(
    "Przebieg przerwał nieoczekiwany błąd. Niczego nie opublikowano. Szczegóły są w dzienniku procesu w tle."
)


@dataclass(frozen=True)
class RunResult:
    """What a monthly run did: towns that handed over now, towns skipped because they already had."""

    month: date
    submitted: int
    skipped: int
    release: Release


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
    require_releasable(month)
    require_nobody_restored(towns())
    absent = {*leave_out, *steps.held_back([month])[month]}
    expected = [town for town in towns() if town.schema not in absent]
    done = set(Submission.objects.filter(month=month).values_list("schema_name", flat=True))
    failed = []
    for number, town in enumerate(expected):
        progress(town.name, number, len(expected))
        if town.schema not in done and not _submitted(actor, town, [month]):
            failed.append(town.name)
    if failed:
        raise RunIncompleteError(month=named(month), towns=", ".join(failed))
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
    require_nobody_restored(towns())
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
            raise RunIncompleteError(month=named(own[-1]), towns=town.name)
    releases = release_months(
        actor=actor,
        months=wanted,
        progress=lambda what, _done, _all: progress(what, len(expected), total),
        on_day=on_day,
    )
    progress("", total, total)
    return releases


def run_due_months(*, actor: Actor, progress: Progress = silent) -> list[RunResult]:
    """Run every month that is over and not yet released, oldest first."""
    require_runner(actor)
    return [run_month(actor=actor, month=month, progress=progress) for month in _due_months()]


def _due_months() -> Sequence[date]:
    newest = Release.objects.order_by("-month").values_list("month", flat=True).first()
    return rules.months_due(newest, shifted(month_of(clock.today()), -1))


def run_in_background(*, actor: Actor, month: date | None = None) -> None:
    """What the schedule (every month that is due) and the operator's page start.

    Whoever asked has gone on: why nothing was printed is written into the operator's log, where the page
    reads it, and raised as well.
    """
    require_runner(actor)
    for each in [month] if month else _due_months():
        try:
            run_month(actor=actor, month=each)
        except Exception as error:
            _tell_operator(actor, each, error)
            raise


def _tell_operator(actor: Actor, month: date, error: Exception) -> None:
    why = error.message if isinstance(error, DomainError) else _(_BROKEN)
    with in_tenant(OPERATOR):
        record(actor, REFUSED, None, month=f"{month:%Y-%m}", why=str(why))


@transaction.atomic
def request_run(*, actor: Actor, month: date) -> None:
    """Ask the worker to run a month: for the operator's page, whose login may not release."""
    require_runner(actor)
    require_releasable(month)
    require_nobody_restored(towns())
    record(actor, REQUESTED, None, month=f"{month:%Y-%m}")
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
