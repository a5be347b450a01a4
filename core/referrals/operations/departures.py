"""A partner leaves, or its declaration runs out: its open requests go back to who sent them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from core.audit.operations import record
from core.basket.queries.cards import others_on_offer
from core.identity.models import User
from core.notifications.operations import notify
from core.partnership.models import AccessionDeclaration, PartnerOrganisation
from core.partnership.operations.papers import withdraw_declaration
from core.partnership.queries.papers import partners_in_force
from core.partnership.rules import as_day
from core.partnership.rules.papers import last_day
from core.places import operations as places
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.operations.announcing import requester_of
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def withdraw_partner(
    *,
    actor: Actor,
    declaration: AccessionDeclaration,
    withdrawn_on: date | None = None,
    reason: str = "",
) -> AccessionDeclaration:
    """Record that a partner leaves on a day (today): pages and programs call this one act.

    From that day its services are out of the basket. On a day that has come its open requests go back at
    once, on one to come the daily round returns them. Raises what `withdraw_declaration` raises.
    """
    left = withdraw_declaration(
        actor=actor, declaration=declaration, withdrawn_on=withdrawn_on, reason=reason
    )
    if left.withdrawn_on is not None and left.withdrawn_on <= clock.today():
        return_requests(actor=actor, partner_ids=[left.partner_id])
    return left


@transaction.atomic
def return_requests(*, actor: Actor, partner_ids: Iterable[UUID] | None = None) -> int:
    """Give back the open requests to organisations that are no partners today; how many there were.

    Without `partner_ids` all of the town: what the daily round does on the day of a departure or the day
    after a term. Run twice, the second run finds nothing. Each requester gets one message for each
    partner, with the services and what else the basket has of their kind, and nothing of any family.
    """
    today = clock.today()
    gone = Referral.objects.filter(status__in=OPEN).exclude(partner__in=partners_in_force(today))
    if partner_ids is not None:
        gone = gone.filter(partner__in=list(partner_ids))
    rows = gone.select_for_update(of=("self",)).select_related(
        "service", "partner", "sent_by", "case__social_worker"
    )
    told: dict[tuple[UUID, UUID], list[Referral]] = defaultdict(list)
    for referral in rows.order_by("partner__name", "service__name", "pk"):
        with override("pl"):
            reason = gettext("Partner wystąpił z partnerstwa: %(partner)s.")
        referral.decline_reason = reason % {"partner": referral.partner.name}
        referral.status, referral.finished_on = ReferralStatus.RETURNED, max(today, referral.sent_on)
        referral.save(update_fields=["status", "finished_on", "decline_reason"])
        places.give_back(actor=actor, case=referral.case, card=referral.service)
        record(actor, "referrals.returned", referral, partner=referral.partner_id)
        told[requester_of(referral).pk, referral.partner_id].append(referral)
    for requests in told.values():
        _tell(actor, requester_of(requests[0]), requests)
    return sum(len(requests) for requests in told.values())


def _tell(actor: Actor, user: User, requests: list[Referral]) -> None:
    """One message about all requests to one partner: services, never families."""
    services = {request.service_id: request.service for request in requests}
    lines: list[dict[str, Any]] = [
        {
            "service": card.name,
            "others": [f"{other.name} ({other.partner})" for other in others_on_offer(card)],
        }
        for card in services.values()
    ]
    partner = requests[0].partner
    first = min(str(request.pk) for request in requests)
    notify(
        actor=actor,
        to=user.email,
        user=user,
        kind="requests_returned",
        context={"partner": partner.name, "left_on": as_day(_left_on(partner)), "requests": lines},
        key=f"requests_returned:{user.pk}:{first}",
    )


def _left_on(partner: PartnerOrganisation) -> date:
    """The first day without a declaration in force."""
    newest = partner.declarations.order_by("-signed_on", "-created_at", "pk").first()
    last = last_day(newest.as_accession()) if newest else None
    return last + timedelta(days=1) if last else clock.today()
