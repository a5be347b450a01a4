"""A gmina invites a powiat; the powiat answers; the gmina learns of it in its own schema.

Each side writes under its own role and into its own audit. What the gmina does with the answer is its own
affair: a job is started in the gmina, which reads the answer with the gmina's rights.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange import errors
from core.exchange.enums import OfferAnswer
from core.exchange.models import PartnershipInvitation, PartnershipInvitationAnswer
from core.exchange.permissions import require_exchange
from core.exchange.queries.invitations import received_one
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from core.shared.jobs import Job, enqueue_in
from tenants.context import current, current_schema

_ANSWERED = {"exchange_partnershipinvitationanswer_invitation_id_key": errors.OfferAnsweredError}


@transaction.atomic
def send_offer(
    *,
    actor: Actor,
    to_schema: str,
    to_organisation: str,
    contact: str,
    message: str,
    answer_by: date,
    key: UUID | None = None,
) -> PartnershipInvitation:
    """Put an invitation where the powiat finds it; the same key gives the one that there is."""
    require_exchange(actor)
    if key and (known := PartnershipInvitation.objects.filter(pk=key).first()) is not None:
        return known
    here = current()
    offer = PartnershipInvitation.objects.create(
        pk=key or uuid7(),
        from_schema=current_schema(),
        to_schema=to_schema,
        from_town=here.name,
        from_organisation=here.organisation,
        to_organisation=to_organisation,
        contact=contact.strip(),
        message=message.strip(),
        sent_on=clock.today(),
        answer_by=answer_by,
    )
    record(actor, "exchange.partnership_offered", offer, to=to_schema)
    enqueue_in(to_schema, Job.ANNOUNCE_OFFERS)
    return offer


@transaction.atomic
def answer_offer(
    *, actor: Actor, offer: PartnershipInvitation, accepts: bool, reason: str = "", contact: str = ""
) -> PartnershipInvitation:
    """Accept or decline (with a reason) an invitation that this powiat received.

    The same answer again changes nothing. Raises `OfferAnsweredError`, `OfferReasonMissingError`.
    """
    require_exchange(actor)
    mine = received_one(actor, offer.pk)
    answer = OfferAnswer.ACCEPTED if accepts else OfferAnswer.DECLINED
    given = getattr(mine, "answer", None)
    if given is not None:
        if given.answer == answer:
            return mine
        raise errors.OfferAnsweredError
    if not accepts and not reason.strip():
        raise errors.OfferReasonMissingError
    _write(mine, answer, reason.strip(), contact.strip())
    record(actor, f"exchange.offer_{answer}", mine, by=mine.from_schema)
    enqueue_in(mine.from_schema, Job.SETTLE_OFFERS)
    return received_one(actor, mine.pk)


@transaction.atomic
def cancel_offer(*, actor: Actor, offer_id: UUID) -> None:
    """Take an invitation back that this gmina sent; one that is answered stays as it is answered."""
    require_exchange(actor)
    offer = PartnershipInvitation.objects.get(pk=offer_id, from_schema=current_schema())
    given = PartnershipInvitationAnswer.objects.filter(invitation=offer).first()
    if given is not None:
        if given.answer == OfferAnswer.CANCELLED:
            return
        raise errors.OfferAnsweredError
    _write(offer, OfferAnswer.CANCELLED)
    record(actor, "exchange.offer_cancelled", offer, to=offer.to_schema)


def _write(offer: PartnershipInvitation, answer: OfferAnswer, reason: str = "", contact: str = "") -> None:
    with refusing(_ANSWERED):
        PartnershipInvitationAnswer.objects.create(
            invitation=offer,
            by_schema=current_schema(),
            answer=answer,
            reason=reason,
            contact=contact,
            answered_on=clock.today(),
        )
