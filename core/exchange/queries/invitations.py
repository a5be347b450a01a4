"""Invitations from gminas to powiats, as the two towns concerned read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from core.exchange.models import PartnershipInvitation
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.text import polish_order
from tenants.context import current, current_schema, tenants_of

MANAGERS = (Role.NETWORK_OFFICER, Role.DIRECTOR)
POWIAT = "p_"
GMINA = "g_"


def reads_offers(actor: Actor) -> bool:
    """Whether somebody deals with invitations between tenants at all."""
    return actor.is_system or (actor.has(*MANAGERS) and actor.may_use("partners:read"))


def is_powiat() -> bool:
    """Whether the tenant of the moment is a land powiat, which gminas may invite."""
    return current_schema().startswith(POWIAT)


def is_gmina() -> bool:
    """Whether the tenant of the moment is a gmina, which may invite powiats."""
    return current_schema().startswith(GMINA)


def received(actor: Actor) -> QuerySet[PartnershipInvitation]:
    """Invitations that this powiat received, with their answers, the newest first."""
    if not reads_offers(actor) or not is_powiat():
        raise NotVisibleError
    found = PartnershipInvitation.objects.filter(to_schema=current_schema())
    return found.select_related("answer").order_by("-sent_on", "-created_at", "-pk")


def received_one(actor: Actor, offer_id: UUID | str) -> PartnershipInvitation:
    """One invitation that this powiat received."""
    found = received(actor).filter(pk=offer_id).first()
    if found is None:
        raise NotVisibleError
    return found


def waiting(actor: Actor) -> int:
    """How many invitations wait for this powiat's answer."""
    return received(actor).filter(answer__isnull=True).count()


def answered(sent: Iterable[UUID]) -> list[PartnershipInvitation]:
    """Those of this gmina's invitations that have an answer, the oldest first."""
    found = PartnershipInvitation.objects.filter(
        from_schema=current_schema(), pk__in=list(sent), answer__isnull=False
    )
    return list(found.select_related("answer").order_by("created_at", "pk"))


@dataclass(frozen=True)
class Powiat:
    """A powiat's tenant as a gmina may name it."""

    schema: str
    name: str
    organisation: str


def powiats_to_invite() -> list[Powiat]:
    """Powiats of the voivodeship that are on this platform, the gmina's own first.

    One powiat's centre may be the partner of several gminas, also of cities that are their own powiat.
    """
    if not is_gmina():
        return []
    here = current()
    own = f"{POWIAT}{here.teryt[:4]}"
    powiats = [each for each in tenants_of("municipality") if each.schema_name.startswith(POWIAT)]
    near = [each for each in powiats if each.voivodeship == here.voivodeship]
    near.sort(key=lambda each: (each.schema_name != own, polish_order(each.organisation)))
    return [Powiat(each.schema_name, each.name, each.organisation) for each in near]
