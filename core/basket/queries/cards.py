"""Cards: lists, one card, counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from core.basket.enums import CardStatus, Freshness
from core.basket.models import CardQuerySet, ServiceCard
from core.basket.queries.search import Wanted, find
from core.basket.rules import REMIND_BEFORE, REVIEW_EVERY
from core.partnership.models import PartnerOrganisation
from core.partnership.queries.papers import partners_in_force
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError

# Published, and yet not in the basket: its organisation is no partner today.
HIDDEN: Final = "hidden"


def visible_cards(actor: Actor) -> CardQuerySet:
    """All cards of which somebody may know, whatever their status; `NotVisibleError` for outsiders."""
    found = ServiceCard.objects.listed()
    if actor.is_system:
        return found
    if not actor.may_use("basket:read"):
        raise NotVisibleError
    if actor.has(*STAFF):
        return found
    published = offered()
    if actor.has(Role.DELEGATE):
        own = Q(partner_id=actor.partner_id) if actor.partner_id else Q(pk__in=[])
        return found.filter(published | own)
    if actor.has(Role.FAMILY_MEMBER):
        return found.filter(published, is_public=True)
    raise NotVisibleError


def offered() -> Q:
    """Cards in the basket today: published, and of an organisation that is a partner today."""
    return Q(status=CardStatus.PUBLISHED, partner__in=partners_in_force(clock.today()))


def at_status(rows: CardQuerySet, status: str) -> CardQuerySet:
    """Cards as they stand on lists: "published" are those in the basket, `HIDDEN` those kept out of it."""
    if status == CardStatus.PUBLISHED:
        return rows.filter(offered())
    if status == HIDDEN:
        return rows.filter(status=CardStatus.PUBLISHED).exclude(offered())
    return rows.filter(status=status)


def hidden_among(cards: Iterable[ServiceCard]) -> set[UUID]:
    """Which of some published cards are kept out of the basket, their organisation being no partner today."""
    published = {card.pk: card.partner_id for card in cards if card.status == CardStatus.PUBLISHED}
    current = partners_in_force(clock.today()).filter(partner__in=set(published.values()))
    partners = set(current) if published else set()
    return {pk for pk, partner_id in published.items() if partner_id not in partners}


def others_on_offer(card: ServiceCard, most: int = 5) -> CardQuerySet:
    """Other partners' services of the same kind in the basket today, by name: where else to ask."""
    same = ServiceCard.objects.filter(offered(), category=card.category)
    return same.exclude(partner_id=card.partner_id).listed()[:most]


def cards(
    actor: Actor,
    search: str = "",
    category: str | None = None,
    partner: PartnerOrganisation | UUID | str | None = None,
    status: str | None = CardStatus.PUBLISHED,
) -> CardQuerySet:
    """Cards by name with their partner; `status=None` gives all that the actor may know of.

    `search` is read as in `core.basket.queries.search`; with it the best match comes first.
    """
    rows = visible_cards(actor)
    wanted = Wanted(text=search, category=category or "", partner=partner)
    return find(at_status(rows, status) if status else rows, wanted).cards


def own_cards(actor: Actor, search: str = "", status: str | None = None) -> CardQuerySet:
    """All cards of the organisation for which a delegate speaks, whatever their status."""
    rows = visible_cards(actor).filter(partner_id=actor.partner_id)
    found = find(rows, Wanted(text=search)).cards
    return at_status(found, status) if status else found


def card_visible(actor: Actor, card_id: UUID | str) -> ServiceCard:
    """One card with its partner; `NotVisibleError` when the actor may not know of it."""
    found = visible_cards(actor).filter(pk=card_id).first()
    if found is None:
        raise NotVisibleError
    return found


def published_cards(on: date) -> CardQuerySet:
    """The basket as it was on a day, by name with partners."""
    return ServiceCard.objects.on_offer(on).listed()


def is_on_offer(card: ServiceCard, on: date | None = None) -> bool:
    """Whether a task may draw on a card on a day (today)."""
    return ServiceCard.objects.on_offer(on or clock.today()).filter(pk=card.pk).exists()


def category_counts(actor: Actor) -> dict[str, int]:
    """How many published cards each category has, only those with any; one query."""
    found = cards(actor).order_by().values_list("category").annotate(number=Count("*"))
    return dict(found)


def published_numbers(actor: Actor, partner_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many published cards each of some partners has, only those with any; one query."""
    found = cards(actor).order_by().filter(partner_id__in=list(partner_ids))
    return dict(found.values_list("partner_id").annotate(number=Count("*")))


def offering_partners(actor: Actor) -> QuerySet[PartnerOrganisation]:
    """Partners with a published card, by name: what the basket can be narrowed to."""
    offering = cards(actor).order_by().values("partner_id")
    return PartnerOrganisation.objects.filter(pk__in=offering).order_by("name", "pk")


def status_counts(actor: Actor, partner: PartnerOrganisation | UUID | None = None) -> dict[str, int]:
    """How many cards stand at each status as `at_status` has it, also where it is none; one query."""
    standing = Case(
        When(offered(), then=Value(str(CardStatus.PUBLISHED))),
        When(status=CardStatus.PUBLISHED, then=Value(HIDDEN)),
        default=F("status"),
        output_field=CharField(),
    )
    found = cards(actor, partner=partner, status=None).order_by().annotate(standing=standing)
    return {
        **dict.fromkeys([*CardStatus.values, HIDDEN], 0),
        **dict(found.values_list("standing").annotate(number=Count("pk"))),
    }


def freshness_counts(actor: Actor) -> dict[str, int]:
    """How many cards in the basket lie in each span since the last look, also where it is none; one query."""
    today = clock.today()
    found = cards(actor).order_by()
    age = Case(
        When(reviewed_on__gte=today - REVIEW_EVERY + REMIND_BEFORE, then=Value(str(Freshness.FRESH))),
        When(reviewed_on__gte=today - REVIEW_EVERY, then=Value(str(Freshness.DUE))),
        default=Value(str(Freshness.STALE)),
        output_field=CharField(),
    )
    counted = found.annotate(age=age).values_list("age").annotate(number=Count("pk"))
    return {**dict.fromkeys(Freshness.values, 0), **dict(counted)}
