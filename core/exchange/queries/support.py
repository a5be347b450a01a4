"""Support of the people who work with families, as its region keeps it and as towns read their part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from core.exchange.enums import SupportKind
from core.exchange.models import SupportSession
from core.exchange.queries.readers import require_region_reader, require_town_staff
from core.exchange.rules import voivodeship_of
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.text import polish_order
from tenants.context import current, current_schema, tenants_of

if TYPE_CHECKING:
    from tenants.models import Tenant


def sessions(
    actor: Actor, kind: str = "", year: int | None = None, town: str = ""
) -> QuerySet[SupportSession]:
    """The region's own records, the newest first, with `persons` of all towns and `towns`, their number."""
    require_region_reader(actor)
    found = SupportSession.objects.filter(owner_schema=current_schema())
    if kind:
        found = found.filter(kind=kind)
    if year:
        found = found.filter(held_on__year=year)
    if town:
        found = found.filter(shares__schema_name=town)
    totals = {"persons": Sum("shares__persons"), "towns": Count("shares")}
    if town:
        # Joined to one town's share already: the others must not multiply it.
        own = SupportSession.objects.filter(pk__in=found.values("pk")).annotate(**totals)
        return own.order_by("-held_on", "-pk")
    return found.annotate(**totals).order_by("-held_on", "-pk")


def session(actor: Actor, session_id: UUID | str) -> SupportSession:
    """One of the region's own records."""
    found = sessions(actor).filter(pk=session_id).prefetch_related("shares").first()
    if found is None:
        raise NotVisibleError
    return found


def received(actor: Actor) -> QuerySet[SupportSession]:
    """What the town of the moment had from its region, for its staff, with `persons` of its own."""
    require_town_staff(actor)
    own = Q(shares__schema_name=current_schema())
    return SupportSession.objects.filter(own).annotate(persons=Sum("shares__persons", filter=own))


@dataclass(frozen=True)
class Hours:
    """Support of one kind in a span of days: sessions, minutes, and persons counted at each session."""

    kind: str
    sessions: int
    minutes: int
    persons: int


def totals(actor: Actor, first: date, last: date) -> list[Hours]:
    """The region's support by kind between two days, both included; a session of many towns counts once."""
    return _by_kind(sessions(actor).filter(held_on__gte=first, held_on__lte=last))


def received_totals(actor: Actor, first: date, last: date) -> list[Hours]:
    """The same for the town of the moment, with its own persons: each town had the whole session."""
    return _by_kind(received(actor).filter(held_on__gte=first, held_on__lte=last))


def _by_kind(found: QuerySet[Any]) -> list[Hours]:
    rows = list(found.values_list("kind", "minutes", "persons"))
    return [
        Hours(
            kind,
            sum(1 for row in rows if row[0] == kind),
            sum(row[1] for row in rows if row[0] == kind),
            sum(row[2] or 0 for row in rows if row[0] == kind),
        )
        for kind in SupportKind.values
    ]


def towns_of_region() -> list[Tenant]:
    """Towns that the region of the moment answers for: its voivodeship, or all for the leading one."""
    region = current()
    wide = bool(getattr(region, "is_leader", False))
    found = [
        town
        for town in tenants_of("municipality")
        if wide or voivodeship_of(town.schema_name) == voivodeship_of(str(region.schema_name))
    ]
    return sorted(found, key=lambda town: polish_order(town.name))
