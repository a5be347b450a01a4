"""Where the basket promises more than it keeps: services that paths count on and that fail them.

The basket itself knows neither requests nor paths, so the question is asked here. An answer names a card
and a number, never a family.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from core.basket.models import ServiceCard
from core.basket.queries import visible_cards
from core.paths.enums import BasketFault
from core.paths.models import Task
from core.paths.rules import UNFINISHED
from core.privacy.models import ParticipationAgreement
from core.referrals.enums import OPEN, ReferralStatus
from core.referrals.models import Referral
from core.referrals.rules import EXPIRES_AFTER
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError

LOOK_BACK = timedelta(days=365)
_ACCEPTED = (
    ReferralStatus.ACCEPTED,
    ReferralStatus.DELIVERED,
    ReferralStatus.NOT_DELIVERED,
    ReferralStatus.CANNOT_SAY,
)
# A request that came back because the partner left was never the card's to answer.
_ASKED = (ReferralStatus.SENT, ReferralStatus.EXPIRED, ReferralStatus.DECLINED, *_ACCEPTED)


@dataclass(frozen=True)
class Finding:
    """A card with a fault: how many tasks or requests it concerns, and since when at the longest."""

    fault: BasketFault
    card: ServiceCard
    number: int
    since: date


def basket_findings(actor: Actor, fault: str | None = None, on: date | None = None) -> list[Finding]:
    """What is to be mended in the basket, the worst first; a delegate sees what concerns the own cards.

    A list of cards, so at most as long as the basket; four statements.
    """
    cards = visible_cards(actor).order_by()
    if not actor.is_system and not actor.has(*STAFF):
        if not actor.has(Role.DELEGATE) or actor.partner_id is None:
            raise NotVisibleError
        cards = cards.filter(partner_id=actor.partner_id)
    day = on or clock.today()
    asked = {
        BasketFault.OFF_OFFER: _off_offer,
        BasketFault.UNANSWERED: _unanswered,
        BasketFault.NEVER_ACCEPTED: _never_accepted,
    }
    rows = [
        (kind, row) for kind, query in asked.items() if fault in {None, "", kind.value} for row in query(day)
    ]
    known = cards.select_related("partner").in_bulk([row["card"] for _kind, row in rows])
    found = [
        Finding(kind, known[row["card"]], row["number"], row["since"])
        for kind, row in rows
        if row["card"] in known
    ]
    order = list(asked)
    return sorted(found, key=lambda each: (order.index(each.fault), -each.number, each.card.name))


def answers_counted(on: date) -> dict[UUID, tuple[int, int]]:
    """How many requests of the last year each card should have answered by a day, and answered in time."""
    due = Q(answered_on__isnull=False) | Q(sent_on__lt=on - EXPIRES_AFTER)
    in_time = Q(answered_on__isnull=False, answered_on__lte=F("sent_on") + EXPIRES_AFTER)
    rows = (
        _requests(on)
        .filter(due)
        .order_by()
        .values_list("service")
        .annotate(due=Count("pk"), answered=Count("pk", filter=in_time))
    )
    return {card: (due_number, answered) for card, due_number, answered in rows}


def remarks_for_partners(actor: Actor) -> dict[UUID, list[str]]:
    """Sentences for the partners' one message: what waits for an answer, by partner."""
    told: dict[UUID, list[str]] = defaultdict(list)
    for finding in basket_findings(actor, BasketFault.UNANSWERED):
        sentence = _("„%(card)s”: prośby bez odpowiedzi od ponad 30 dni: %(number)s.")
        told[finding.card.partner_id].append(sentence % {"card": finding.card.name, "number": finding.number})
    return dict(told)


def _requests(on: date) -> QuerySet[Referral]:
    """Requests of the last year of families that still agree: a closed one is nobody's to answer."""
    agreed = ParticipationAgreement.objects.in_force(on).filter(case=OuterRef("case"))
    return Referral.objects.filter(
        Exists(agreed) | ~Q(status=ReferralStatus.SENT), status__in=_ASKED, sent_on__gt=on - LOOK_BACK
    )


def _off_offer(on: date) -> QuerySet[Any, Any]:
    """Services of unfinished tasks that the basket no longer offers."""
    offered = ServiceCard.objects.on_offer(on).filter(pk=OuterRef("referral__service"))
    promised = Task.objects.filter(status__in=UNFINISHED, referral__status__in=OPEN)
    return (
        promised.filter(~Exists(offered))
        .order_by()
        .values(card=F("referral__service"))
        .annotate(number=Count("pk"), since=Min("referral__sent_on"))
    )


def _unanswered(on: date) -> QuerySet[Any, Any]:
    """Services with requests that nobody answered in time."""
    silent = _requests(on).filter(
        status__in=(ReferralStatus.SENT, ReferralStatus.EXPIRED), sent_on__lt=on - EXPIRES_AFTER
    )
    return silent.order_by().values(card=F("service")).annotate(number=Count("pk"), since=Min("sent_on"))


def _never_accepted(on: date) -> QuerySet[Any, Any]:
    """Services of which a path was promised and no request of the year was ever taken on.

    A request still within its 30 days is not held against the card.
    """
    over = Q(sent_on__lt=on - EXPIRES_AFTER) | ~Q(status=ReferralStatus.SENT)
    return (
        _requests(on)
        .filter(over)
        .order_by()
        .values(card=F("service"))
        .annotate(
            number=Count("pk"),
            since=Min("sent_on"),
            accepted=Count("pk", filter=Q(status__in=_ACCEPTED)),
            promised=Count("task"),
        )
        .filter(accepted=0, promised__gt=0)
    )
