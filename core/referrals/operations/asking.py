"""A request sent, accepted, declined, finished."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from core.audit.operations import record
from core.basket.models import ServiceCard
from core.basket.queries import is_on_offer
from core.families.models import Case, Person
from core.families.permissions import require_leader
from core.places import operations as places
from core.privacy.queries import persons_agreeing
from core.referrals.enums import OUTCOMES, ReferralStatus
from core.referrals.errors import (
    AlreadyAnsweredError,
    AlreadyOpenError,
    ContactNotOpenError,
    ContactOutOfRangeError,
    NeedMissingError,
    NoAgreementError,
    ReasonMissingError,
    ServiceNotOfferedError,
)
from core.referrals.models import Referral
from core.referrals.operations import announcing
from core.referrals.operations.warning import warn_overpromised
from core.referrals.permissions import require_answerer
from core.referrals.rules import may_follow
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def send_referral(
    *,
    actor: Actor,
    case: Case,
    service: ServiceCard,
    need: str,
    sent_on: date | None = None,
    for_person: Person | None = None,
    announce: bool = True,
) -> Referral:
    """Ask a partner for a service for a family; the partner sees it from now on.

    What is asked it reads by `telling.read_need` only: with the word of the person whose need it is, or of
    every adult who takes part. Without it the partner knows service, number of the case and whom to call.
    `announce` writes to whoever answers for the partner: not where it was asked by telephone.

    Raises `ServiceNotOfferedError` (withdrawn, suspended or not yet published on that day),
    `NoAgreementError`, `NeedMissingError`, `AlreadyOpenError`.
    """
    require_leader(actor, case)
    day = sent_on or clock.today()
    card = ServiceCard.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not is_on_offer(card, day):
        raise ServiceNotOfferedError(service=card.name)
    if not persons_agreeing(case, day):
        raise NoAgreementError
    if not need.strip():
        raise NeedMissingError
    referral = Referral(
        case=case,
        service=card,
        partner_id=card.partner_id,
        for_person=for_person,
        need=need.strip(),
        sent_on=day,
        sent_by_id=actor.user_id,
    )
    try:
        with transaction.atomic():
            referral.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOpenError from error
    places.keep_for_request(actor=actor, case=case, card=card)
    warn_overpromised(actor=actor, cards=[card])
    record(actor, "referrals.sent", referral, case=str(case.pk), service=str(card.pk))
    if announce:
        announcing.announce(actor=actor, referral=referral)
    return referral


@transaction.atomic
def accept(*, actor: Actor, referral: Referral, answered_on: date | None = None) -> Referral:
    """The partner takes the request on, and with it a place. Repeating the same answer has no second
    effect. Raises `NoFreePlaceError` where places are counted and none is left.
    """
    return _answer(actor, referral, ReferralStatus.ACCEPTED, answered_on)


@transaction.atomic
def note_first_contact(*, actor: Actor, referral: Referral, on: date | None = None) -> Referral:
    """The partner and the family met for the first time on a day (today): what families waited for.

    A second note changes nothing. Raises `ContactNotOpenError`, `ContactOutOfRangeError`.
    """
    require_answerer(actor, referral)
    locked = _locked(referral)
    if locked.first_contact_on is not None:
        return locked
    if locked.status != ReferralStatus.ACCEPTED:
        raise ContactNotOpenError
    locked.first_contact_on = _contact_day(locked, on or clock.today())
    locked.save(update_fields=["first_contact_on"])
    record(actor, "referrals.first_contact", locked, on=locked.first_contact_on)
    return locked


@transaction.atomic
def decline(*, actor: Actor, referral: Referral, reason: str, answered_on: date | None = None) -> Referral:
    """The partner refuses with a reason, which goes back to the social worker."""
    if not reason.strip():
        raise ReasonMissingError
    return _answer(actor, referral, ReferralStatus.DECLINED, answered_on, reason.strip())


@transaction.atomic
def report_outcome(
    *, actor: Actor, referral: Referral, outcome: str, finished_on: date | None = None
) -> Referral:
    """The partner says whether the service was delivered, was not, or that it cannot say."""
    require_answerer(actor, referral)
    wanted = ReferralStatus(outcome)
    if wanted not in OUTCOMES:
        raise AlreadyAnsweredError(status=wanted.label)
    locked = _locked(referral)
    if locked.status == wanted:
        return locked
    if not may_follow(locked.status, wanted):
        raise AlreadyAnsweredError(status=ReferralStatus(locked.status).label)
    locked.status = wanted
    locked.finished_on = finished_on or clock.today()
    locked.save(update_fields=["status", "finished_on"])
    places.give_back(actor=actor, case=locked.case, card=locked.service)
    record(actor, "referrals.finished", locked, outcome=str(wanted))
    if wanted != ReferralStatus.DELIVERED:
        announcing.tell_requester(actor=actor, referral=locked)
    return locked


def _answer(
    actor: Actor, referral: Referral, status: ReferralStatus, answered_on: date | None, reason: str = ""
) -> Referral:
    require_answerer(actor, referral)
    locked = _locked(referral)
    if locked.status == status:
        return locked
    if not may_follow(locked.status, status):
        raise AlreadyAnsweredError(status=ReferralStatus(locked.status).label)
    locked.status = status
    locked.answered_on = answered_on or clock.today()
    locked.decline_reason = reason
    locked.save(update_fields=["status", "answered_on", "decline_reason"])
    if status == ReferralStatus.ACCEPTED:
        places.take_place(actor=actor, case=locked.case, card=locked.service, starts_on=locked.answered_on)
    else:
        places.give_back(actor=actor, case=locked.case, card=locked.service)
    record(actor, f"referrals.{status}", locked)
    if status == ReferralStatus.DECLINED:
        announcing.tell_requester(actor=actor, referral=locked)
    return locked


def _contact_day(referral: Referral, day: date) -> date:
    if not referral.sent_on <= day <= clock.today():
        raise ContactOutOfRangeError(sent=f"{referral.sent_on:%d.%m.%Y}")
    return day


def _locked(referral: Referral) -> Referral:
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("service", "partner", "case")
        .get(pk=referral.pk)
    )
