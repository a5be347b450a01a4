"""Requests without an answer: partners are reminded, and after thirty days the request goes back."""

from __future__ import annotations

from django.db import transaction

from core.audit.operations import record
from core.places import operations as places
from core.referrals.enums import ReferralStatus
from core.referrals.models import Referral
from core.referrals.operations.announcing import announce, tell_requester
from core.referrals.rules import expired, reminder_number
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def chase(*, actor: Actor) -> tuple[int, int]:
    """Remind whoever owes an answer today and close what waited too long; gives how many of each.

    Run twice on a day it has one effect.
    """
    today = clock.today()
    waiting = Referral.objects.filter(status=ReferralStatus.SENT).select_for_update(of=("self",))
    rows = waiting.select_related("service", "partner", "sent_by", "case__social_worker")
    reminded = closed = 0
    for referral in rows.order_by("sent_on", "pk"):
        if expired(referral.sent_on, today):
            _expire(actor, referral)
            closed += 1
        elif number := reminder_number(referral.sent_on, today):
            announce(actor=actor, referral=referral, reminder=number)
            reminded += 1
    return reminded, closed


def _expire(actor: Actor, referral: Referral) -> None:
    referral.status = ReferralStatus.EXPIRED
    referral.save(update_fields=["status"])
    places.give_back(actor=actor, case=referral.case, card=referral.service)
    record(actor, "referrals.expired", referral, partner=referral.partner_id)
    tell_requester(actor=actor, referral=referral)
