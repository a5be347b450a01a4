"""Free places and claims. Numbers are for everybody who sees the card; whose a place is only for the
leader of the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet

from core.basket.enums import CardStatus
from core.basket.models import CardQuerySet, ServiceCard
from core.basket.queries import visible_cards
from core.families.models import Case
from core.families.queries import leads
from core.places.models import CapacityPeriod, PlaceClaim
from core.places.rules import FreePlaces
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError


def free_places(cards: Iterable[ServiceCard], on: date | None = None) -> dict[UUID, FreePlaces]:
    """Places of each card on a day (today), by card id; at most two queries for any number of cards.

    A card without an entry does not count its places. One whose periods all lie on other days has none.
    """
    listed = list(cards)
    day = on or clock.today()
    periods = CapacityPeriod.objects.filter(card_id__in=[card.pk for card in listed])
    found = {
        period.card_id: FreePlaces(
            period.places, period.taken_elsewhere, period.booked, period.requested, period.held
        )
        for period in periods.on(day).counted(clock.now())
    }
    others = [card for card in listed if card.pk not in found]
    elsewhen = CapacityPeriod.objects.filter(card_id__in=[card.pk for card in others]).order_by()
    on_other_days = set(elsewhen.values_list("card_id", flat=True).distinct())
    for card in others:
        if card.pk in on_other_days:
            found[card.pk] = FreePlaces(0)
        elif card.capacity is not None:
            found[card.pk] = FreePlaces(card.capacity)
    return found


def free_on(card: ServiceCard, on: date | None = None) -> FreePlaces | None:
    """Places of one card on a day (today); None when they are not counted."""
    return free_places([card], on).get(card.pk)


def with_free_places(cards: CardQuerySet, on: date | None = None) -> CardQuerySet:
    """Those cards of which a place can be held on a day (today): what `free_places` would say above zero."""
    periods = CapacityPeriod.objects.order_by()
    taken = F("taken_elsewhere") + F("booked") + F("requested") + F("held")
    free = periods.on(on or clock.today()).counted(clock.now()).filter(places__gt=taken)
    counted = Q(pk__in=periods.values("card_id"))
    return cards.filter(Q(pk__in=free.values("card_id")) | (~counted & Q(capacity__gt=0)))


def with_counted_places(cards: CardQuerySet) -> CardQuerySet:
    """Those cards that say how many places they have."""
    periods = CapacityPeriod.objects.order_by()
    return cards.filter(Q(capacity__isnull=False) | Q(pk__in=periods.values("card_id")))


def counted_cards(actor: Actor) -> CardQuerySet:
    """Cards with counted places for the list of places: staff all in the basket, a delegate the own."""
    if not actor.has(*STAFF, Role.DELEGATE) and not actor.is_system:
        raise NotVisibleError
    found = visible_cards(actor).exclude(status=CardStatus.WITHDRAWN)
    if actor.has(Role.DELEGATE) and not actor.has(*STAFF):
        found = found.filter(partner_id=actor.partner_id)
    return with_counted_places(found)


def periods_of(card: ServiceCard) -> QuerySet[CapacityPeriod]:
    """All periods of a card with what is taken of them, by day; the caller has checked the card."""
    return CapacityPeriod.objects.filter(card=card).counted(clock.now()).order_by("starts_on", "pk")


def periods_visible_to(actor: Actor) -> QuerySet[CapacityPeriod]:
    """Periods of the cards that the actor may know of, by first day."""
    if not actor.has(*STAFF, Role.DELEGATE) and not actor.is_system:
        raise NotVisibleError
    cards = visible_cards(actor).order_by().values("pk")
    return CapacityPeriod.objects.filter(card__in=cards).counted(clock.now()).order_by("starts_on", "pk")


def period_visible(actor: Actor, period_id: UUID | str) -> CapacityPeriod:
    """One period of a card that the actor may know of."""
    found = CapacityPeriod.objects.select_related("card__partner").filter(pk=period_id).first()
    if found is None or not visible_cards(actor).filter(pk=found.card_id).exists():
        raise NotVisibleError
    return found


def claims_visible_to(actor: Actor) -> QuerySet[PlaceClaim]:
    """Claims of the cases that the actor leads, the newest first."""
    found = PlaceClaim.objects.select_related("card__partner", "case")
    if actor.is_system:
        return found
    if not (actor.has(Role.SOCIAL_WORKER) and actor.may_use("families:read")):
        return found.none()
    return found.filter(case__social_worker_id=actor.user_id)


def claim_visible(actor: Actor, claim_id: UUID | str) -> PlaceClaim:
    """One claim of a case that the actor leads."""
    found = claims_visible_to(actor).filter(pk=claim_id).first()
    if found is None:
        raise NotVisibleError
    return found


def claims_of_case(actor: Actor, case: Case) -> QuerySet[PlaceClaim]:
    """Places that are set aside for a case now, the next to run out first."""
    if not leads(actor, case):
        raise NotVisibleError
    live = PlaceClaim.objects.live(clock.now()).filter(case=case)
    return live.select_related("card__partner").order_by("expires_at", "card__name", "pk")
