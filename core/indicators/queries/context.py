"""Numbers of public reports and support of the staff, for the town's own staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from core.indicators.models import ContextFigure, ContextImport, StaffSupport
from core.indicators.queries.figures import require_reader
from core.indicators.reports import Given, What
from core.indicators.rules import Period, period_of
from core.partnership.models import PartnerOrganisation
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

_BACK = 3
_WAITS = timedelta(days=14)
_MOST_WAITING = 10


def given_in(periods: Iterable[Period]) -> dict[Period, dict[What, Given]]:
    """The numbers entered for the periods; one query. For operations, which have asked who it is."""
    found: dict[Period, dict[What, Given]] = {period: {} for period in periods}
    wanted = Q(pk__in=[])
    for period in found:
        wanted |= Q(period_kind=period.kind, period_start=period.start)
    for row in ContextFigure.objects.filter(wanted).order_by("period_start", "kind", "ground"):
        found[Period(row.period_kind, row.period_start)][row.kind, row.ground] = Given(row.value, row.status)
    return found


def reportable_periods() -> list[Period]:
    """Half-years and years that are over, newest first, as far back as reports are compared."""
    today = clock.today()
    found: list[Period] = []
    for kind in ("year", "half"):
        period = period_of(today, kind).before()
        for _step in range(_BACK if kind == "year" else 2 * _BACK):
            found.append(period)
            period = period.before()
    return sorted(found, key=lambda period: (period.end, period.kind == "year"), reverse=True)


def context_of(actor: Actor, periods: Iterable[Period]) -> dict[Period, dict[What, Given]]:
    """The same for the town's staff."""
    require_reader(actor)
    return given_in(periods)


def waiting_imports(actor: Actor) -> list[ContextImport]:
    """Laid-out spreadsheets of the last two weeks that nobody wrote yet, newest first."""
    require_reader(actor)
    waiting = ContextImport.objects.filter(written_at=None, started_at__gte=clock.now() - _WAITS)
    return list(waiting.defer("rows").order_by("-started_at", "-pk")[:_MOST_WAITING])


def import_visible(actor: Actor, run_id: UUID | str) -> ContextImport:
    """A laid-out spreadsheet of the town, or `NotVisibleError`."""
    require_reader(actor)
    run = ContextImport.objects.filter(pk=run_id).first()
    if run is None:
        raise NotVisibleError
    return run


def support_of(actor: Actor) -> QuerySet[StaffSupport]:
    """Support of the staff that the town recorded itself, newest first."""
    require_reader(actor)
    partners = PartnerOrganisation.objects.defer("words").order_by("name", "pk")
    return StaffSupport.objects.prefetch_related(Prefetch("partners", partners)).order_by(
        "-held_on", "-created_at", "-pk"
    )


def support_visible(actor: Actor, support_id: UUID | str) -> StaffSupport:
    """One entry, or `NotVisibleError`."""
    found = support_of(actor).filter(pk=support_id).first()
    if found is None:
        raise NotVisibleError
    return found
