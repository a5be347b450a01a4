"""Keeping the figures from which cards are scored: the text's points and how requests are answered."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core.basket import quality
from core.basket.models import ServiceCard
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

_BATCH = 500


@transaction.atomic
def note_answers(*, actor: Actor, counted: Mapping[UUID, tuple[int, int]]) -> int:
    """Keep how many requests each card had to answer in the last year and how many it did.

    Cards not named had none. Nothing that anybody wrote is touched, so the version stays. Gives how many
    cards changed.
    """
    if not actor.is_system:
        raise NotVisibleError
    gone = ServiceCard.objects.exclude(pk__in=list(counted)).filter(~Q(requests_due=0))
    changed = gone.update(requests_due=0, requests_answered=0)
    for card_id, (due, answered) in counted.items():
        other = ServiceCard.objects.filter(pk=card_id).exclude(requests_due=due, requests_answered=answered)
        changed += other.update(requests_due=due, requests_answered=answered)
    return changed


@transaction.atomic
def weigh_again(*, actor: Actor) -> int:
    """Work out the text's points of every card anew: after the weights changed. Gives how many differed."""
    if not actor.is_system:
        raise NotVisibleError
    changed = []
    for card in ServiceCard.objects.order_by("pk").iterator(_BATCH):
        points = quality.content_points(card)
        if points != card.content_points:
            card.content_points = points
            changed.append(card)
    ServiceCard.objects.bulk_update(changed, ["content_points"], batch_size=_BATCH)
    return len(changed)
