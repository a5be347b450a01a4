"""Wishes of partners that an act decides by the way: a card published at a button was published."""

from __future__ import annotations

from django.db.models import QuerySet

from core.audit.operations import record
from core.basket.enums import ProposalKind, ProposalStatus
from core.basket.models import CardProposal, ServiceCard
from core.basket.wording import differences
from core.identity.models import User
from core.notifications.operations import notify
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address


def settle(actor: Actor, card: ServiceCard, kind: str) -> None:
    """The act of this kind is done: the wish for it, if there is one, is granted."""
    for proposal in _waiting(card).filter(kind=kind):
        decide(actor, proposal, ProposalStatus.ACCEPTED)


def drop_all(actor: Actor, card: ServiceCard, reason: str) -> None:
    """The card left for good: nothing about it can be granted any more."""
    for proposal in _waiting(card):
        decide(actor, proposal, ProposalStatus.DECLINED, reason)


def decide(actor: Actor, proposal: CardProposal, status: ProposalStatus, reason: str = "") -> None:
    """Close a wish and tell who made it."""
    proposal.status = status
    proposal.decided_at = clock.now()
    proposal.decided_by_name = actor.name
    proposal.decline_reason = reason
    proposal.save()
    record(actor, f"basket.proposal_{status}", proposal, card=proposal.card_id, kind=proposal.kind)
    if status != ProposalStatus.TAKEN_BACK and proposal.answer_to:
        _tell(actor, proposal)


def _waiting(card: ServiceCard) -> QuerySet[CardProposal]:
    return CardProposal.objects.filter(card=card, status=ProposalStatus.PENDING).select_for_update()


def _tell(actor: Actor, proposal: CardProposal) -> None:
    user: User | None = proposal.made_by
    notify(
        actor=actor,
        to=proposal.answer_to,
        user=user,
        kind="card_proposal_decided",
        context={
            "card": proposal.card.name,
            "wish": str(ProposalKind(proposal.kind).label),
            "accepted": proposal.status == ProposalStatus.ACCEPTED,
            "reason": proposal.decline_reason,
            "fields": [each.label for each in differences(proposal.before, proposal.changes)],
            "link": address(f"/koszyk/{proposal.card_id}/") if user else "",
        },
        about=f"basket.proposal:{proposal.pk}",
        key=f"basket.proposal:{proposal.pk}",
    )
