"""What a card covers beside its own category, and which services do not go along with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from core.audit.operations import record
from core.basket.enums import Approach, CardStatus
from core.basket.errors import (
    ChangeNeedsApprovalError,
    ExclusionReasonMissingError,
    ExclusionWithItselfError,
    UnknownApproachError,
    UnknownCategoryError,
)
from core.basket.models import CardCombination, CardExclusion, ServiceCard
from core.basket.operations.cards import held
from core.basket.permissions import may_publish, require_publisher, require_writer
from core.reference.grounds import ServiceCategory
from core.shared.actor import Actor

LONGEST_REASON = 200


@transaction.atomic
def set_combination(
    *,
    actor: Actor,
    card: ServiceCard,
    also_covers: Iterable[str] = (),
    approach: str = Approach.ORDINARY.value,
) -> CardCombination:
    """Say what else a service covers and how it works; for a card in the basket the officer says it.

    Raises `UnknownCategoryError`, `UnknownApproachError`, `ChangeNeedsApprovalError`.
    """
    require_writer(actor, card.partner_id)
    locked = held(card)
    if locked.status != CardStatus.DRAFT and not may_publish(actor):
        raise ChangeNeedsApprovalError
    wanted = set(also_covers)
    if not wanted <= set(ServiceCategory.values):
        raise UnknownCategoryError
    if approach not in Approach.values:
        raise UnknownApproachError
    others = [code for code in ServiceCategory.values if code in wanted and code != locked.category]
    found = CardCombination.objects.filter(card=locked).first() or CardCombination(card=locked)
    found.also_covers, found.approach = others, approach
    found.save()
    record(actor, "basket.combination_set", locked, also_covers=others, approach=approach)
    return found


@transaction.atomic
def exclude(*, actor: Actor, card: ServiceCard, other: ServiceCard, reason: str) -> CardExclusion:
    """Two services are not for one family at one time; said again, the reason is replaced.

    It concerns two partners, so the network officer says it. Raises `ExclusionWithItselfError`,
    `ExclusionReasonMissingError`.
    """
    require_publisher(actor)
    if card.pk == other.pk:
        raise ExclusionWithItselfError
    text = reason.strip()[:LONGEST_REASON]
    if not text:
        raise ExclusionReasonMissingError
    first, second = sorted((held(card), held(other)), key=lambda each: each.pk)
    found, _made = CardExclusion.objects.update_or_create(
        first=first, second=second, defaults={"reason": text}
    )
    record(actor, "basket.services_excluded", found, first=first.pk, second=second.pk)
    return found


@transaction.atomic
def allow_again(*, actor: Actor, card: ServiceCard, other: ServiceCard) -> None:
    """Two services may go together again; when nothing forbade it, nothing happens."""
    require_publisher(actor)
    first, second = sorted((card, other), key=lambda each: each.pk)
    gone, _by_model = CardExclusion.objects.filter(first=first, second=second).delete()
    if gone:
        record(actor, "basket.services_allowed", card, other=other.pk)
