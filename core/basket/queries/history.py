"""What a card said and where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from core.basket.models import CardRevision, CardStanding, ServiceCard
from core.basket.queries.cards import visible_cards
from core.basket.rules import EDITABLE
from core.basket.wording import Difference, differences
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Step:
    """A revision and what it changed against the one before it."""

    revision: CardRevision
    changed: list[Difference]


def keeps(actor: Actor, partner_id: UUID) -> bool:
    """Whether somebody sees how a card came about: staff, and the partner whose card it is."""
    own = actor.has(Role.DELEGATE) and actor.partner_id == partner_id
    return actor.is_system or (actor.may_use("basket:read") and (actor.has(*STAFF) or own))


def revisions_visible_to(actor: Actor) -> QuerySet[CardRevision]:
    """Revisions of cards that the actor keeps, newest first."""
    found = CardRevision.objects.select_related("card").order_by("-at", "-version")
    if actor.is_system or actor.has(*STAFF):
        visible_cards(actor)
        return found
    visible = visible_cards(actor)
    if actor.partner_id is None:
        raise NotVisibleError
    return found.filter(card__in=visible.filter(partner_id=actor.partner_id).order_by())


def revisions(actor: Actor, card: ServiceCard) -> QuerySet[CardRevision]:
    """All revisions of one card, newest first; `NotVisibleError` for who does not keep it."""
    if not keeps(actor, card.partner_id):
        raise NotVisibleError
    return CardRevision.objects.filter(card=card).order_by("-version")


def steps(actor: Actor, card: ServiceCard, some: Sequence[CardRevision]) -> list[Step]:
    """Some neighbouring revisions, newest first, each with what it changed; one statement."""
    if not some:
        return []
    earlier = revisions(actor, card).filter(version__lt=some[-1].version).first()
    befores = [*some[1:], earlier]
    return [
        Step(revision, differences(before.fields, revision.fields) if before else [])
        for revision, before in zip(some, befores, strict=True)
    ]


def changed_since(actor: Actor, card: ServiceCard, version: int) -> list[Difference]:
    """What differs between a version that somebody saw and the card as it is."""
    seen = revisions(actor, card).filter(version__lte=version).first()
    now = {field: getattr(card, field) for field in EDITABLE}
    return differences(seen.fields, now) if seen else []


def revisions_until(actor: Actor, card: ServiceCard, day: date) -> QuerySet[CardRevision]:
    """Revisions of one card that were written by the end of a day, newest first."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone.get_default_timezone())
    return revisions(actor, card).filter(at__lt=midnight.astimezone(UTC))


def card_on(actor: Actor, card: ServiceCard, day: date) -> CardRevision | None:
    """The card as it stood at the end of a day; None before it was written."""
    return revisions_until(actor, card, day).first()


def standings(actor: Actor, card: ServiceCard) -> QuerySet[CardStanding]:
    """Where a card stood from when to when, the newest span first."""
    if not keeps(actor, card.partner_id):
        raise NotVisibleError
    return CardStanding.objects.filter(card=card).order_by("-starts_on", "-created_at", "-pk")
