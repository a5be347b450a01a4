"""Partners' changes: a draft is written at once, a card in the basket after the officer has agreed.

Of a card in the basket a partner changes by itself only when and where somebody can call
(`rules.FREE`): it knows that best, and a family that calls a dead number is lost. Everything else waits,
and the card goes on saying what was agreed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction

from core.audit.operations import record
from core.basket import rules
from core.basket.enums import CardStatus, ProposalKind, ProposalStatus
from core.basket.errors import (
    DeclineReasonMissingError,
    NothingProposedError,
    ProposalDecidedError,
)
from core.basket.models import CardProposal, ServiceCard
from core.basket.operations import cards, pending
from core.basket.operations.fields import checked
from core.basket.permissions import may_publish, require_publisher, require_writer
from core.identity.models import User
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError

# The step that a wish asks for, as the table of steps knows it.
_WANTED: Final = {
    ProposalKind.PUBLICATION: CardStatus.PUBLISHED,
    ProposalKind.SUSPENSION: CardStatus.SUSPENDED,
    ProposalKind.WITHDRAWAL: CardStatus.WITHDRAWN,
}


@dataclass(frozen=True)
class Change:
    """What became of a change: the card as it is now, and the wish that waits, if any."""

    card: ServiceCard
    proposal: CardProposal | None = None


@transaction.atomic
def change_card(
    *, actor: Actor, card: ServiceCard, version: int | None = None, comment: str = "", **details: Any
) -> Change:
    """Write what may be written now and propose the rest; nothing changed counts as a look at the card.

    `version` is the card's that the writer saw: `ConflictError` when somebody was faster. Raises what
    `edit_card` raises.
    """
    require_writer(actor, card.partner_id)
    locked = cards.held(card)
    if version is not None and version != locked.version:
        raise ConflictError
    rules.check_writable(name=locked.name, status=locked.status)
    if may_publish(actor) or locked.status == CardStatus.DRAFT:
        return Change(cards.edit_card(actor=actor, card=locked, reason=comment, **details))
    changes = _changes(actor, locked, details)
    free = {field: value for field, value in changes.items() if field in rules.FREE}
    waiting = {field: value for field, value in changes.items() if field not in rules.FREE}
    if free:
        locked = cards.edit_card(actor=actor, card=locked, **free)
    elif not waiting:
        locked = cards.review_card(actor=actor, card=locked)
    _replace(actor, locked, ProposalKind.CHANGE)
    if not waiting:
        return Change(locked)
    return Change(locked, write(actor, locked, ProposalKind.CHANGE, waiting, comment))


@transaction.atomic
def propose(*, actor: Actor, card: ServiceCard, kind: str, comment: str = "") -> CardProposal:
    """Ask for a card to be published, suspended or withdrawn; asking twice is asking once.

    Raises `WrongStatusError`, `CardIncompleteError`.
    """
    require_writer(actor, card.partner_id)
    locked = cards.held(card)
    waiting = pending_of(locked, kind)
    return waiting or write(actor, locked, ProposalKind(kind), {}, comment)


@transaction.atomic
def accept(*, actor: Actor, proposal: CardProposal, version: int | None = None) -> CardProposal:
    """Let a wish come true. `version` is the card's that the officer compared it with.

    Raises `ConflictError`, `ProposalDecidedError`, and what the step itself raises.
    """
    require_publisher(actor)
    card, locked = _locked(proposal)
    if locked.status == ProposalStatus.ACCEPTED:
        return locked
    _require_pending(locked)
    if version is not None and version != card.version:
        raise ConflictError
    if locked.kind == ProposalKind.CHANGE:
        cards.edit_card(actor=actor, card=card, reason=_origin(locked), **locked.changes)
        pending.settle(actor, card, ProposalKind.CHANGE)
    elif locked.kind == ProposalKind.PUBLICATION:
        cards.publish_card(actor=actor, card=card)
    elif locked.kind == ProposalKind.SUSPENSION:
        cards.suspend_card(actor=actor, card=card, reason=_origin(locked))
    else:
        cards.withdraw_card(actor=actor, card=card, reason=_origin(locked))
    locked.refresh_from_db()
    return locked


@transaction.atomic
def decline(*, actor: Actor, proposal: CardProposal, reason: str) -> CardProposal:
    """Leave the card as it is and tell the partner why. Raises `DeclineReasonMissingError`."""
    require_publisher(actor)
    _card, locked = _locked(proposal)
    if locked.status == ProposalStatus.DECLINED:
        return locked
    _require_pending(locked)
    if not reason.strip():
        raise DeclineReasonMissingError
    pending.decide(actor, locked, ProposalStatus.DECLINED, reason.strip())
    return locked


@transaction.atomic
def take_back(*, actor: Actor, proposal: CardProposal) -> CardProposal:
    """The partner no longer wants it."""
    require_writer(actor, proposal.card.partner_id)
    _card, locked = _locked(proposal)
    if locked.status == ProposalStatus.TAKEN_BACK:
        return locked
    _require_pending(locked)
    pending.decide(actor, locked, ProposalStatus.TAKEN_BACK)
    return locked


def propose_change(
    actor: Actor, card: ServiceCard, details: dict[str, Any], comment: str, answer_to: str
) -> CardProposal:
    """A wish for everything that differs, also what a partner could write by itself.

    For somebody whose only proof is an e-mail: the caller has checked the link and locked the card.
    """
    rules.check_writable(name=card.name, status=card.status)
    changes = _changes(actor, card, details)
    if not changes:
        raise NothingProposedError
    _replace(actor, card, ProposalKind.CHANGE)
    return write(actor, card, ProposalKind.CHANGE, changes, comment, answer_to)


def write(
    actor: Actor,
    card: ServiceCard,
    kind: ProposalKind,
    changes: dict[str, Any],
    comment: str,
    answer_to: str = "",
) -> CardProposal:
    """Put a wish into the queue; rights are the caller's business."""
    if kind == ProposalKind.PUBLICATION:
        rules.check_publication(name=card.name, status=card.status, description=card.description)
    elif kind in _WANTED:
        rules.check_step(name=card.name, status=card.status, wanted=_WANTED[kind])
    user = User.objects.filter(pk=actor.user_id).first() if actor.user_id else None
    proposal = CardProposal.objects.create(
        card=card,
        kind=kind,
        changes=changes,
        before={field: getattr(card, field) for field in changes},
        comment=comment.strip(),
        made_at=clock.now(),
        made_by=user,
        made_by_name=actor.name,
        answer_to=answer_to or (user.email if user else ""),
    )
    record(actor, "basket.proposal_made", proposal, card=card.pk, kind=kind, fields=sorted(changes))
    return proposal


def _changes(actor: Actor, card: ServiceCard, details: dict[str, Any]) -> dict[str, Any]:
    fields = checked(actor, details, card)
    return {field: value for field, value in fields.items() if value != getattr(card, field)}


def pending_of(card: ServiceCard, kind: str) -> CardProposal | None:
    """The wish of one kind that waits for a card."""
    return CardProposal.objects.filter(card=card, kind=kind, status=ProposalStatus.PENDING).first()


def _replace(actor: Actor, card: ServiceCard, kind: str) -> None:
    """A newer wish of the partner takes the place of the one that still waits."""
    if (older := pending_of(card, kind)) is not None:
        pending.decide(actor, older, ProposalStatus.TAKEN_BACK)


def _locked(proposal: CardProposal) -> tuple[ServiceCard, CardProposal]:
    """Card first, as every act on a card locks it; then the wish."""
    card = cards.held(proposal.card)
    found = CardProposal.objects.select_for_update(of=("self",)).select_related("card", "made_by")
    return card, found.get(pk=proposal.pk)


def _require_pending(proposal: CardProposal) -> None:
    if proposal.status != ProposalStatus.PENDING:
        raise ProposalDecidedError(status=ProposalStatus(proposal.status).label)


def _origin(proposal: CardProposal) -> str:
    """Whose wish it was, for the card's history."""
    return f"{proposal.made_by_name}: {proposal.comment}" if proposal.comment else proposal.made_by_name
