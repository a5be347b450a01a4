"""What towns have set up, and which new towns regions have asked for."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from core.exchange.models import TownRequest, TownSetup
from core.exchange.queries.readers import require_region_reader
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current, current_schema


def setups(actor: Actor) -> dict[str, TownSetup]:
    """What the towns of the region told of their set-up, by schema."""
    require_region_reader(actor)
    return {row.schema_name: row for row in TownSetup.objects.all()}


def own_requests(actor: Actor) -> QuerySet[TownRequest]:
    """The region's requests, the newest first."""
    require_region_reader(actor)
    return TownRequest.objects.filter(from_schema=current_schema()).order_by("-asked_on", "-pk")


def own_request(actor: Actor, request_id: UUID | str) -> TownRequest:
    """One of the region's requests."""
    found = own_requests(actor).filter(pk=request_id).first()
    if found is None:
        raise NotVisibleError
    return found


def requests_to_answer(actor: Actor) -> QuerySet[TownRequest]:
    """All regions' requests for the operator: those that wait first, then by the newest answer."""
    if getattr(current(), "kind", "") != "operator" or not (actor.is_system or actor.has(Role.OPERATOR)):
        raise NotVisibleError
    return TownRequest.objects.order_by(F("answered_on").desc(nulls_first=True), "-asked_on", "-pk")


def request_to_answer(actor: Actor, request_id: UUID | str) -> TownRequest:
    """One request for the operator."""
    found = requests_to_answer(actor).filter(pk=request_id).first()
    if found is None:
        raise NotVisibleError
    return found
