"""Which requests somebody may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.families.models import Case as FamilyCase
from core.privacy.models import ParticipationAgreement
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.rules import EXPIRES_AFTER
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

# Not yet answered, or taken back by the one who asked.
_NO_ANSWER = (ReferralStatus.SENT, ReferralStatus.WITHDRAWN)
# What still waits for an answer stands first; of the others the longest answered, then the newest.
_WAITS = Case(When(status=ReferralStatus.SENT, then=Value(0)), default=Value(1))
ANSWERS_SHOWN_DAYS: Final = 7
WAITING_FIRST = (_WAITS, F("answered_on").asc(nulls_first=True), "-sent_on", "pk")


def visible_to(actor: Actor) -> QuerySet[Referral]:
    """Requests that the actor may see, newest first.

    A delegate: those to the own partner, as long as somebody of the family agrees to take part: a
    withdrawn agreement closes the request at the next look. A social worker: those of the own cases.
    The network officer: all (service, partner and state; the pages show no family). Anybody else: none.
    """
    found = Referral.objects.select_related("service", "partner", "case", "case__social_worker")
    if actor.is_system or actor.has(Role.NETWORK_OFFICER):
        return found
    mine = Q(pk__in=[])
    if actor.has(Role.SOCIAL_WORKER):
        mine |= Q(case__social_worker_id=actor.user_id)
    if actor.has(Role.DELEGATE) and actor.partner_id:
        agreed = ParticipationAgreement.objects.in_force(clock.today()).filter(case=OuterRef("case"))
        mine |= Q(Exists(agreed), partner_id=actor.partner_id)
    return found.filter(mine)


def referrals_of_partner(actor: Actor, status: str | None = None) -> QuerySet[Referral]:
    """Requests to the delegate's own partner, open ones first, then by day."""
    found = visible_to(actor).filter(partner_id=actor.partner_id)
    if status == "open":
        found = found.filter(status__in=OPEN)
    elif status:
        found = found.filter(status=status)
    return found.order_by(*WAITING_FIRST)


def referral_visible(actor: Actor, referral_id: UUID) -> Referral:
    """One request, or `NotVisibleError`."""
    found = visible_to(actor).filter(pk=referral_id).first()
    if found is None:
        raise NotVisibleError
    return found


def referrals_of_case(case: FamilyCase) -> QuerySet[Referral]:
    """Requests sent for a case, newest first; the caller has checked the case."""
    return Referral.objects.filter(case=case).select_related("service", "partner")


def open_number(partner_id: UUID) -> int:
    """How many requests to an organisation wait or are under way: what its departure would give back."""
    return Referral.objects.filter(partner_id=partner_id, status__in=OPEN).count()


def answered_lately(actor: Actor, days: int = ANSWERS_SHOWN_DAYS) -> QuerySet[Referral]:
    """Requests of the worker's own open cases that a partner answered, or let expire, in the last days."""
    since = clock.today() - timedelta(days=days)
    own = Q(case__social_worker_id=actor.user_id, case__closed_on__isnull=True)
    answered = Q(answered_on__gte=since) | Q(finished_on__gte=since)
    lapsed = Q(status=ReferralStatus.EXPIRED, answered_on=None, sent_on__gte=since - EXPIRES_AFTER)
    found = visible_to(actor).filter(own, answered | lapsed).exclude(status__in=_NO_ANSWER)
    return found.order_by(Coalesce("finished_on", "answered_on", "sent_on").desc(), "pk")
