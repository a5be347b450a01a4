"""Steps of towns with their months, and reminders; row security lets each reader see its own part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Max, QuerySet

from core.exchange.enums import SubmissionStep
from core.exchange.models import SubmissionEvent, SubmissionReminder
from core.exchange.queries.readers import require_town_staff
from core.shared.actor import Actor
from tenants.context import current_schema

Place = tuple[str, date]


def states(months: Iterable[date], schemas: Iterable[str] | None = None) -> Mapping[Place, SubmissionEvent]:
    """The newest step of each town and month; one query. Only rows that the role of the moment may read."""
    found = SubmissionEvent.objects.filter(month__in=list(months))
    if schemas is not None:
        found = found.filter(schema_name__in=list(schemas))
    newest = found.order_by("schema_name", "month", "-created_at", "-pk").distinct("schema_name", "month")
    return {(event.schema_name, event.month): event for event in newest}


def state_of(month: date, schema: str | None = None) -> SubmissionEvent | None:
    """The newest step of a town (the one of the moment) with a month."""
    own = SubmissionEvent.objects.filter(schema_name=schema or current_schema(), month=month)
    return own.order_by("-created_at", "-pk").first()


def is_held_back(month: date, schema: str | None = None) -> bool:
    """Whether a town keeps a month back at the moment."""
    state = state_of(month, schema)
    return state is not None and state.step == SubmissionStep.HELD_BACK


def held_back(months: Iterable[date]) -> dict[date, set[str]]:
    """Towns that keep each month back: what the monthly run leaves out."""
    wanted = list(months)
    found: dict[date, set[str]] = {month: set() for month in wanted}
    for (schema, month), event in states(wanted).items():
        if event.step == SubmissionStep.HELD_BACK:
            found[month].add(schema)
    return found


def own_history(actor: Actor) -> QuerySet[SubmissionEvent]:
    """Every step of the town of the moment, the newest first, for its staff."""
    require_town_staff(actor)
    return SubmissionEvent.objects.filter(schema_name=current_schema()).order_by("-created_at", "-pk")


def last_reminders(month: date) -> dict[str, date]:
    """When each town was last reminded of a month by its region."""
    rows = SubmissionReminder.objects.filter(month=month).order_by().values_list("schema_name")
    return dict(rows.annotate(last=Max("sent_on")))


def own_reminders(months: Iterable[date]) -> list[SubmissionReminder]:
    """What the region reminded the town of the moment of."""
    found = SubmissionReminder.objects.filter(schema_name=current_schema(), month__in=list(months))
    return list(found.order_by("month", "sent_on", "pk"))
