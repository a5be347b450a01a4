"""The terms by which a town reads its fidelity to the model."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.fidelity.rules.facts import DEFAULT, SPANS, Terms
from core.shared.models import Entity


def _within(name: str) -> Q:
    lowest, highest = SPANS[name]
    return Q(**{f"{name}__gte": lowest, f"{name}__lte": highest})


class FidelityTerms(Entity):
    """A version of the terms: added to, never changed, so that an old figure can be explained."""

    number = models.PositiveIntegerField(unique=True)
    first_meeting_days = models.PositiveSmallIntegerField(default=DEFAULT.first_meeting_days)
    answer_days = models.PositiveSmallIntegerField(default=DEFAULT.answer_days)
    minutes_days = models.PositiveSmallIntegerField(default=DEFAULT.minutes_days)
    review_weeks = models.PositiveSmallIntegerField(default=DEFAULT.review_weeks)
    basket_share = models.PositiveSmallIntegerField(default=DEFAULT.basket_share)
    decided_on = models.DateField()
    decided_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_within(name), name=f"fidelity_{name}_span") for name in SPANS
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    @property
    def terms(self) -> Terms:
        """The same as the rules take it."""
        return Terms(**{name: getattr(self, name) for name in SPANS})
