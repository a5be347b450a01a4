"""How a service combines with others: what else it covers, what it cannot go along with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.basket.enums import Approach
from core.reference.grounds import ServiceCategory
from core.shared.models import Entity


class CardCombination(Entity):
    """What a card covers beside its own category, and in which way it works with people.

    A card without this row covers its category alone and goes along with everything.
    """

    card = models.OneToOneField("basket.ServiceCard", on_delete=models.CASCADE, related_name="combination")
    also_covers = models.JSONField(default=list, blank=True)
    approach = models.CharField(max_length=20, choices=Approach.choices, default=Approach.ORDINARY)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(also_covers__contained_by=ServiceCategory.values),
                name="combination_categories_known",
            ),
            models.CheckConstraint(
                condition=Q(approach__in=Approach.values), name="combination_approach_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.approach}"


class CardExclusion(Entity):
    """Two services that one family does not use at the same time, and why; kept once a pair."""

    first = models.ForeignKey("basket.ServiceCard", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("basket.ServiceCard", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="exclusion_once_a_pair"),
            # The smaller id stands first: a pair is the same whichever card it is declared on.
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="exclusion_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"
