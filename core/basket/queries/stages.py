"""The partnership's board with what the basket knows: since when there have been published cards."""

from __future__ import annotations

from django.db.models import Count, Min, Q

from core.basket.enums import CardStatus
from core.basket.models import ServiceCard
from core.partnership.enums.accession import StepCode
from core.partnership.queries import steps
from core.partnership.queries.steps import Board, Days, Evidence
from core.shared.actor import Actor


def partnership_board(actor: Actor, edition: int | None = None) -> Board:
    """Stages of a year of work (the current one) with evidence from all areas."""
    return steps.board(actor, edition, _cards)


def _cards(days: Days) -> dict[StepCode, Evidence]:
    found = ServiceCard.objects.filter(published_on__range=days).aggregate(
        number=Count("partner", filter=Q(status=CardStatus.PUBLISHED)), day=Min("published_on")
    )
    return {StepCode.BASKET: Evidence(found["number"], found["day"])}
