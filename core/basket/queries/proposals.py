"""What partners ask to change, and how it differs from what a card says."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.basket.enums import ProposalKind, ProposalStatus
from core.basket.models import CardProposal, ServiceCard
from core.basket.wording import Difference, differences
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError


def proposals_visible_to(actor: Actor) -> QuerySet[CardProposal]:
    """Wishes with card and partner, the longest waiting first: all for staff, the own for a delegate."""
    found = CardProposal.objects.select_related("card__partner", "made_by").order_by("made_at", "pk")
    if actor.is_system:
        return found
    if not actor.may_use("basket:read"):
        raise NotVisibleError
    if actor.has(*STAFF):
        return found
    if actor.has(Role.DELEGATE) and actor.partner_id:
        return found.filter(card__partner_id=actor.partner_id)
    raise NotVisibleError


def waiting(actor: Actor) -> QuerySet[CardProposal]:
    """Wishes to be decided, the longest waiting first."""
    return proposals_visible_to(actor).filter(status=ProposalStatus.PENDING)


def proposal_visible(actor: Actor, proposal_id: UUID | str) -> CardProposal:
    """One wish, or `NotVisibleError`."""
    found = proposals_visible_to(actor).filter(pk=proposal_id).first()
    if found is None:
        raise NotVisibleError
    return found


def proposals_of(actor: Actor, card: ServiceCard) -> QuerySet[CardProposal]:
    """Wishes about one card, the newest first."""
    return proposals_visible_to(actor).filter(card=card).order_by("-made_at", "-pk")


def wished(proposal: CardProposal) -> list[Difference]:
    """What a wish would change: while it waits, against the card of today; later, as it was then."""
    if proposal.kind != ProposalKind.CHANGE:
        return []
    card = proposal.card
    pending = proposal.status == ProposalStatus.PENDING
    before = {field: getattr(card, field) for field in proposal.changes} if pending else proposal.before
    return differences(before, proposal.changes)


def overtaken(proposal: CardProposal) -> list[str]:
    """Fields of a waiting wish that somebody else changed since it was written, by their names."""
    if proposal.status != ProposalStatus.PENDING:
        return []
    now = {field: getattr(proposal.card, field) for field in proposal.before}
    return [each.label for each in differences(proposal.before, now)]
