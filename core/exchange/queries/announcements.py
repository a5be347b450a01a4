"""Notices of new definitions: as the region published them, and as a town has read them or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from core.exchange.models import DefinitionNotice, DefinitionReceipt
from core.exchange.queries.readers import require_region_reader, require_town_staff
from core.exchange.queries.support import towns_of_region
from core.exchange.rules import voivodeship_of
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from tenants.context import current_schema

if TYPE_CHECKING:
    from tenants.models import Tenant


def own_notices(actor: Actor) -> QuerySet[DefinitionNotice]:
    """The region's notices, the newest first, with `read_by`, the number of towns that have read it."""
    require_region_reader(actor)
    found = DefinitionNotice.objects.filter(owner_schema=current_schema())
    return found.annotate(read_by=Count("receipts")).order_by("-published_on", "number", "pk")


def own_notice(actor: Actor, notice_id: UUID | str) -> DefinitionNotice:
    """One of the region's notices."""
    found = own_notices(actor).filter(pk=notice_id).first()
    if found is None:
        raise NotVisibleError
    return found


def towns_reached(notice: DefinitionNotice) -> list[Tenant]:
    """Towns that a notice of the region of the moment is for."""
    own = voivodeship_of(notice.owner_schema)
    return [
        town for town in towns_of_region() if notice.for_all or voivodeship_of(str(town.schema_name)) == own
    ]


def readers_of(notice: DefinitionNotice) -> dict[str, DefinitionReceipt]:
    """Towns that have read a notice, by schema."""
    return {row.schema_name: row for row in notice.receipts.order_by("schema_name")}


def notices(actor: Actor, *, unread: bool = False) -> QuerySet[DefinitionNotice]:
    """Notices that reach the town of the moment, the newest first, with `is_read`, for its staff."""
    require_town_staff(actor)
    own = DefinitionReceipt.objects.filter(notice=OuterRef("pk"), schema_name=current_schema())
    found = DefinitionNotice.objects.filter(~Exists(own)) if unread else DefinitionNotice.objects.all()
    return found.annotate(is_read=Exists(own)).order_by("-published_on", "number", "pk")
