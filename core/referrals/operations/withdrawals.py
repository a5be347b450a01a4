"""Somebody took their word or their agreement back: what had been set going with it stops.

Pages and programs ask the rule at every look, so they close by themselves; this closes what waits.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext, override

from core.audit.operations import record
from core.basket.queries.cards import others_on_offer
from core.families.models import Case
from core.families.permissions import require_leader
from core.families.queries import persons_of
from core.identity.models import User
from core.involvement.operations import close_lost
from core.notifications.operations import notify, stop
from core.places import operations as places
from core.privacy.queries import persons_agreeing
from core.privacy.queries.ledger import was_told
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.queries.telling import about, telling_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.teams.models import PlannedMeeting
from core.teams.operations import convening


@transaction.atomic
def carry_out_withdrawal(*, actor: Actor, case_id: UUID) -> int:
    """Close the open requests of a case that have lost their ground and stop what waits to be sent.

    A request goes on as long as the person whose need it is takes part (for the whole family: anybody),
    and, where its need was told once, as long as it may be told. Gives how many requests were closed; run
    twice, the second run finds nothing.
    """
    case = Case.objects.select_related("social_worker").get(pk=case_id)
    rows = Referral.objects.filter(case=case, status__in=OPEN).select_for_update(of=("self",))
    agreeing = {person.pk for person in persons_agreeing(case)}
    lost = [
        one
        for one in rows.select_related("service", "partner", "sent_by", "case").order_by("sent_on", "pk")
        if _lost(one, agreeing)
    ]
    for referral in lost:
        _close(actor, referral)
    close_lost(actor=actor, case_id=case.pk)
    _stop_waiting(actor, case, lost, over=not agreeing)
    for referral in lost:
        _tell_partner(actor, referral)
        _tell_worker(actor, referral)
    return len(lost)


@transaction.atomic
def take_back(*, actor: Actor, referral: Referral) -> Referral:
    """The leading worker takes an open request back: the step is put aside. The partner is told that it
    need not answer; one that is closed already is left as it is.
    """
    require_leader(actor, referral.case)
    rows = Referral.objects.select_for_update(of=("self",)).select_related("service", "partner", "case")
    locked = rows.get(pk=referral.pk)
    if locked.is_open:
        _close(actor, locked)
        _tell_partner(actor, locked)
    return locked


def _lost(referral: Referral, agreeing: set[UUID]) -> bool:
    if not agreeing or (referral.for_person_id and referral.for_person_id not in agreeing):
        return True
    return was_told(referral.case, about(referral)) and not telling_of(referral).open


def _close(actor: Actor, referral: Referral) -> None:
    with override("pl"):
        referral.decline_reason = gettext("Prośba wycofana.")
    referral.status = ReferralStatus.WITHDRAWN
    referral.finished_on = max(clock.today(), referral.answered_on or referral.sent_on)
    referral.save(update_fields=["status", "finished_on", "decline_reason"])
    places.give_back(actor=actor, case=referral.case, card=referral.service)
    record(actor, "referrals.withdrawn", referral, partner=referral.partner_id)


def _stop_waiting(actor: Actor, case: Case, lost: list[Referral], *, over: bool) -> None:
    """Messages to institutions that have not left; the worker's and the family's own stay.

    Invitations to meetings of the team stop as well once nobody takes part any more (`over`).
    """
    keep = {case.social_worker_id, *(person.user_id for person in persons_of(case))}
    matters = [f"{case._meta.label_lower}:{case.pk}", *(about(referral) for referral in lost)]
    if over:
        planned = PlannedMeeting.objects.filter(team__case=case).order_by("pk")
        matters += [convening.about(meeting) for meeting in planned]
    for matter in matters:
        stop(actor=actor, about=matter, keep=keep)


def _tell_partner(actor: Actor, referral: Referral) -> None:
    """That it need not answer any more: the service and nothing else, not even why."""
    if referral.partner.email:
        notify(
            actor=actor,
            to=referral.partner.email,
            kind="request_withdrawn",
            context={"service": referral.service.name, "link": address(f"/prosby/{referral.pk}/")},
            key=f"request_withdrawn:{referral.pk}",
        )


def _tell_worker(actor: Actor, referral: Referral) -> None:
    worker: User = referral.case.social_worker
    others = [f"{card.name} ({card.partner})" for card in others_on_offer(referral.service)]
    notify(
        actor=actor,
        to=worker.email,
        user=worker,
        kind="request_withdrawn_worker",
        context={
            "service": referral.service.name,
            "others": others,
            "link": address(f"/rodziny/{referral.case_id}/sciezka/"),
        },
        key=f"request_withdrawn_worker:{referral.pk}",
    )
