"""Invitations sent, answered, reminded of and taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange.operations.invitations import cancel_offer
from core.identity.queries import staff_with
from core.notifications.operations import notify, stop
from core.partnership.enums.accession import AnsweredVia, InvitationChannel
from core.partnership.errors import accession as errors
from core.partnership.models import PartnerInvitation, PartnerOrganisation
from core.partnership.operations.making import made_before, next_number
from core.partnership.operations.organisations import invite_partner
from core.partnership.permissions import require_manager
from core.partnership.queries.invitations import answer_address, may_be_invited
from core.partnership.queries.organisations import lead, stage_on
from core.partnership.rules import as_day
from core.partnership.rules import invitations as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.shared.integrity import refusing

OPEN = {"invitation_one_open_a_partner": errors.InvitationOpenError}


@transaction.atomic
def send_invitation(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    channel: str,
    email: str = "",
    message: str = "",
    answer_by: date | None = None,
    key: UUID | None = None,
) -> PartnerInvitation:
    """Invite an organisation today: an e-mail leaves with a link to answer by, a letter is ready to print.

    `answer_by`: three weeks by default. Raises `InvitationOpenError`, `InvitationNotNeededError`,
    `InvitationAddressMissingError`, `AnswerDeadlinePassedError`, `BadAddressError`.
    """
    require_manager(actor)
    if (known := made_before(PartnerInvitation.objects.all(), key)) is not None:
        return known
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    locked.stage = stage_on(locked)
    if not may_be_invited(locked):
        raise errors.InvitationNotNeededError
    recipient = (email or locked.email).strip() if channel == InvitationChannel.EMAIL else ""
    if channel == InvitationChannel.EMAIL and not recipient:
        raise errors.InvitationAddressMissingError
    invitation = write_invitation(
        actor,
        locked,
        channel=channel,
        email=recipient,
        message=message.strip(),
        answer_by=answer_by,
        key=key,
    )
    if channel == InvitationChannel.EMAIL:
        _post(actor, invitation, "partner_invitation", f"partner_invitation:{invitation.pk}")
    return invitation


@transaction.atomic
def enter_and_invite(
    *,
    actor: Actor,
    channel: str = "",
    message: str = "",
    answer_by: date | None = None,
    key: UUID | None = None,
    **details: Any,
) -> PartnerOrganisation:
    """Enter an organisation and, with a channel, invite it in the same step; all or nothing.

    `details`: what `invite_partner` takes. Raises what it and `send_invitation` raise.
    """
    partner = invite_partner(actor=actor, key=key, **details)
    if channel and not partner.invitations.exists():
        send_invitation(actor=actor, partner=partner, channel=channel, message=message, answer_by=answer_by)
    return partner


def write_invitation(
    actor: Actor,
    partner: PartnerOrganisation,
    *,
    channel: str,
    email: str = "",
    message: str = "",
    answer_by: date | None = None,
    key: UUID | None = None,
    exchange_id: UUID | None = None,
) -> PartnerInvitation:
    """The record of an invitation, with its number; the caller has locked the organisation."""
    today = clock.today()
    until = answer_by or today + rules.ANSWER_WITHIN
    rules.check_deadline(sent_on=today, answer_by=until)
    with refusing(OPEN):
        invitation = PartnerInvitation.objects.create(
            pk=key or uuid7(),
            partner=partner,
            number=next_number(PartnerInvitation.objects.all(), today.year),
            channel=channel,
            email=email,
            message=message,
            sent_on=today,
            answer_by=until,
            exchange_id=exchange_id,
            recorded_by=actor.name,
        )
    record(actor, "partnership.invitation_sent", invitation, partner=partner.pk, channel=channel)
    return invitation


@transaction.atomic
def answer_invitation(
    *,
    actor: Actor,
    invitation: PartnerInvitation,
    answer: str,
    reason: str = "",
    contact: str = "",
    via: str = AnsweredVia.OFFICER,
) -> PartnerInvitation:
    """Record what an institution answers: it joins, declines with a reason, or asks to be called.

    By the link (`via`) the first answer counts; an officer may write one down and correct it. Officers
    learn of answers that they did not write. Raises `AlreadyAnsweredError`, `AnswerMissingError`,
    `DeclineReasonMissingError`, `CallContactMissingError`, `InvitationClosedError`.
    """
    require_manager(actor)
    locked = PartnerInvitation.objects.select_for_update().get(pk=invitation.pk)
    given = (answer, reason.strip(), contact.strip())
    if (locked.answer, locked.answer_reason, locked.answer_contact) == given and locked.answer:
        return locked
    rules.check_answer(asked=locked.as_asked(), answer=answer, via=via, reason=given[1], contact=given[2])
    locked.answer, locked.answer_reason, locked.answer_contact = given
    locked.answered_on, locked.answered_via = clock.today(), via
    locked.save()
    record(actor, "partnership.invitation_answered", locked, answer=answer, via=via)
    stop(actor=actor, about=_about(locked))
    if via != AnsweredVia.OFFICER:
        tell_officers(actor, locked)
    return locked


@transaction.atomic
def cancel_invitation(*, actor: Actor, invitation: PartnerInvitation) -> PartnerInvitation:
    """Take an invitation back that is not answered; its link says so from then on."""
    require_manager(actor)
    locked = PartnerInvitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.cancelled_on is not None:
        return locked
    if locked.answer:
        raise errors.AlreadyAnsweredError
    locked.cancelled_on = clock.today()
    locked.save(update_fields=["cancelled_on"])
    if locked.exchange_id is not None:
        cancel_offer(actor=actor, offer_id=locked.exchange_id)
    record(actor, "partnership.invitation_cancelled", locked)
    stop(actor=actor, about=_about(locked))
    return locked


@transaction.atomic
def remind_invited(*, actor: Actor) -> int:
    """Remind by e-mail whoever has not answered for a week, twice at most; gives how many were reminded.

    Run twice on a day, it reminds once. Who has acceded meanwhile is left alone.
    """
    require_manager(actor)
    today = clock.today()
    waiting = PartnerInvitation.objects.open().filter(
        channel=InvitationChannel.EMAIL, reminders__lt=rules.MOST_REMINDERS
    )
    number = 0
    for invitation in waiting.select_for_update(of=["self"]).select_related("partner").order_by("pk"):
        if not rules.reminder_due(invitation.as_asked(), today):
            continue
        partner = invitation.partner
        partner.stage = stage_on(partner)
        if not may_be_invited(partner):
            continue
        invitation.reminders += 1
        invitation.reminded_on = today
        invitation.save(update_fields=["reminders", "reminded_on"])
        key = f"partner_invitation:{invitation.pk}:{invitation.reminders}"
        _post(actor, invitation, "partner_invitation_reminder", key)
        record(actor, "partnership.invitation_reminded", invitation, number=invitation.reminders)
        number += 1
    return number


def tell_officers(actor: Actor, invitation: PartnerInvitation) -> None:
    """Let the network officers know of an answer."""
    context = {
        "partner": invitation.partner.name,
        "answer": invitation.answer,
        "reason": invitation.answer_reason,
        "contact": invitation.answer_contact,
        "link": address(f"/partnerzy/{invitation.partner_id}/"),
    }
    for officer in staff_with(Role.NETWORK_OFFICER):
        notify(
            actor=actor,
            to=officer.email,
            user=officer,
            kind="partner_invitation_answered",
            context=context,
            key=f"partner_invitation_answered:{invitation.pk}:{invitation.answer}:{officer.pk}",
        )


def _post(actor: Actor, invitation: PartnerInvitation, kind: str, key: str) -> None:
    leader = lead()
    notify(
        actor=actor,
        to=invitation.email,
        kind=kind,
        key=key,
        about=_about(invitation),
        context={
            "partner": invitation.partner.name,
            "lead": leader.name if leader else "",
            "phone": leader.phone if leader else "",
            "message": invitation.message,
            "number": invitation.number,
            "sent_on": as_day(invitation.sent_on),
            "answer_by": as_day(invitation.answer_by),
            "link": answer_address(invitation),
        },
    )


def _about(invitation: PartnerInvitation) -> str:
    return f"partnership.invitation:{invitation.pk}"
