"""Asking partners whether their cards are still true, and their answers from a link without an account.

One message a partner in `rules.ASK_EVERY`, about all its cards that wait: partners loved one list instead
of forty e-mails. The link proves that its reader has the message; the audit names the partner and the
message, not a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.basket import rules
from core.basket.enums import CardStatus, ConfirmationAnswer, ProposalKind
from core.basket.errors import NobodyToAskError, NothingToConfirmError
from core.basket.models import CardProposal, ConfirmationItem, ConfirmationRequest, ServiceCard
from core.basket.operations import cards, proposals
from core.basket.permissions import require_publisher
from core.basket.queries import confirmations as queries
from core.notifications.links import sealed
from core.notifications.operations import notify
from core.partnership.models import PartnerOrganisation
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.errors import NotVisibleError


def ask_due_partners(*, actor: Actor, remarks: Mapping[UUID, Sequence[str]] | None = None) -> int:
    """Ask each partner whose turn it is; gives how many messages were written.

    `remarks` are sentences by partner that go into the same message, also where no card waits. Run twice
    a day it asks once: the pause counts from the first time.
    """
    today, told = clock.today(), remarks or {}
    asked = 0
    for partner in queries.partners_to_ask(today, also=told.keys()):
        with transaction.atomic():
            asked += _asked(actor, partner, today, told.get(partner.pk, ())) is not None
    return asked


@transaction.atomic
def ask_partner(*, actor: Actor, partner: PartnerOrganisation) -> ConfirmationRequest:
    """Ask one partner now, also within the pause; twice on a day is once.

    Raises `NobodyToAskError`, `NothingToConfirmError`.
    """
    require_publisher(actor)
    today = clock.today()
    partner = _held(partner)
    known = ConfirmationRequest.objects.filter(partner=partner, sent_on=today).first()
    if known is not None:
        return known
    if queries.contact_of(partner, today) is None:
        raise NobodyToAskError(partner=partner.name)
    if not queries.waiting_cards(partner, today).exists():
        raise NothingToConfirmError
    return _request(actor, partner, today, ())


@transaction.atomic
def send_again(*, actor: Actor, request: ConfirmationRequest) -> ConfirmationRequest:
    """Send the same question once more, to today's address; twice on a day is once.

    Raises `NobodyToAskError`, `NothingToConfirmError` when every card has its answer.
    """
    require_publisher(actor)
    locked = ConfirmationRequest.objects.select_for_update(of=("self",)).select_related("partner")
    found, today = locked.get(pk=request.pk), clock.today()
    if today in {found.sent_on, found.sent_again_on}:
        return found
    contact = queries.contact_of(found.partner, today)
    if contact is None:
        raise NobodyToAskError(partner=found.partner.name)
    if not queries.open_items(found).exists():
        raise NothingToConfirmError
    found.sent_to, found.sent_again_on = contact.email, today
    found.times_sent += 1
    found.save()
    _send(actor, found, contact, ())
    record(actor, "basket.confirmation_sent_again", found, partner=found.partner_id)
    return found


@transaction.atomic
def confirm(*, actor: Actor, request: ConfirmationRequest, card_ids: Collection[UUID]) -> int:
    """The partner says that cards are as they were; gives how many that was news for.

    `actor` is the one of the link (`queries.confirmations.by_link`). A card that left the basket meanwhile
    is passed over.
    """
    _require_addressee(actor, request)
    confirmed = 0
    for item in _held_items(request).filter(card_id__in=list(card_ids)):
        card = cards.held(item.card)
        if item.answer == ConfirmationAnswer.CONFIRMED or card.status == CardStatus.WITHDRAWN:
            continue
        cards.look_over(actor, card)
        _answered(item, ConfirmationAnswer.CONFIRMED)
        record(actor, "basket.card_confirmed", card, request=request.pk, partner=request.partner_id)
        confirmed += 1
    return confirmed


@transaction.atomic
def report_change(
    *,
    actor: Actor,
    request: ConfirmationRequest,
    card: ServiceCard,
    kind: str = ProposalKind.CHANGE,
    comment: str = "",
    **details: Any,
) -> CardProposal:
    """The partner says by its link what has changed; the officer decides. Raises `NothingProposedError`."""
    _require_addressee(actor, request)
    item = _held_items(request).filter(card=card).first()
    if item is None:
        raise NotVisibleError
    held = cards.held(card)
    if kind == ProposalKind.CHANGE:
        made = proposals.propose_change(actor, held, details, comment, request.sent_to)
    else:
        known = proposals.pending_of(held, kind)
        made = known or proposals.write(actor, held, ProposalKind(kind), {}, comment, request.sent_to)
    _answered(item, ConfirmationAnswer.CHANGED)
    return made


def _asked(
    actor: Actor, partner: PartnerOrganisation, today: date, remarks: Sequence[str]
) -> ConfirmationRequest | None:
    """The message of this round; none to a partner without an address or asked within the pause."""
    partner = _held(partner)
    if queries.asked_since(partner, today - rules.ASK_EVERY):
        return None
    if queries.contact_of(partner, today) is None:
        return None
    return _request(actor, partner, today, remarks)


def _held(partner: PartnerOrganisation) -> PartnerOrganisation:
    """The partner as it is now; two rounds at once ask one after the other."""
    return PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)


def _request(
    actor: Actor, partner: PartnerOrganisation, today: date, remarks: Sequence[str]
) -> ConfirmationRequest:
    contact = queries.contact_of(partner, today)
    if contact is None:
        raise NobodyToAskError(partner=partner.name)
    request = ConfirmationRequest.objects.create(partner=partner, sent_to=contact.email, sent_on=today)
    waiting = list(queries.waiting_cards(partner, today))
    ConfirmationItem.objects.bulk_create(ConfirmationItem(request=request, card=card) for card in waiting)
    _send(actor, request, contact, remarks)
    record(actor, "basket.confirmation_asked", request, partner=partner.pk, cards=len(waiting))
    return request


def _send(
    actor: Actor, request: ConfirmationRequest, contact: queries.Contact, remarks: Sequence[str]
) -> None:
    token = sealed(queries.LINK, {"request": str(request.pk)}, days=rules.LINK_DAYS)
    cards_asked = [item.card for item in queries.open_items(request)]
    notify(
        actor=actor,
        to=contact.email,
        user=contact.user,
        kind="card_confirmation",
        context={
            "partner": request.partner.name,
            "cards": [
                {
                    "name": card.name,
                    "reviewed_on": f"{card.reviewed_on:%d.%m.%Y}" if card.reviewed_on else "",
                }
                for card in cards_asked
            ],
            "remarks": list(remarks),
            "link": address(f"/koszyk/potwierdzenie/{token}/"),
            "days": rules.LINK_DAYS,
        },
        about=f"basket.confirmation:{request.pk}",
        key=f"basket.confirmation:{request.pk}:{request.times_sent}",
    )


def _held_items(request: ConfirmationRequest) -> Any:
    items = ConfirmationItem.objects.select_for_update(of=("self",)).select_related("card")
    return items.filter(request=request).order_by("card__name", "pk")


def _answered(item: ConfirmationItem, answer: ConfirmationAnswer) -> None:
    item.answer, item.answered_on = answer, clock.today()
    item.save(update_fields=["answer", "answered_on"])


def _require_addressee(actor: Actor, request: ConfirmationRequest) -> None:
    if actor.partner_id != request.partner_id:
        raise NotVisibleError
