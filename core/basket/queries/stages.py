"""The partnership's board with what the basket knows: since when there have been published cards."""

from __future__ import annotations

from django.db.models import Count, Min, Q

from core.basket.enums import CardStatus
from core.basket.models import ServiceCard
from core.partnership.enums.accession import StepCode
from core.partnership.queries import steps
from core.partnership.queries.steps import Board, Evidence
from core.shared.actor import Actor


def partnership_board(actor: Actor, edition: int | None = None) -> Board:
    """Stages of a year of work (the current one) with evidence from all areas."""
    window = steps.window_of(actor, edition)
    cards = ServiceCard.objects.filter(published_on__range=window).aggregate(
        number=Count("pk", filter=Q(status=CardStatus.PUBLISHED)), day=Min("published_on")
    )
    found = {StepCode.BASKET: Evidence(cards["number"], cards["day"])}
    return steps.board(actor, edition, found)
