"""Looking back together: reviews of a path on its way, and the conversation at its end.

What is written here is the worker's and the family's own; it is shown to whoever leads the case, never to
another member of the household by itself (see `queries`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.families.models.cases import Case
from core.families.models.households import Person
from core.families.rules.reviews import LEAST_INFLUENCE, MOST_INFLUENCE
from core.shared.encryption import EncryptedTextField
from core.shared.models import Entity


class ProgressReview(Entity):
    """A look at the path together, at least every twelve weeks: what works, what does not, what next."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField()
    works = EncryptedTextField(blank=True, family="case.household_id")
    obstacles = EncryptedTextField(blank=True, family="case.household_id")
    family_words = EncryptedTextField(blank=True, family="case.household_id")
    persons = models.ManyToManyField(Person, related_name="+", blank=True)
    others = EncryptedTextField(blank=True, family="case.household_id")
    next_on = models.DateField()
    recorded_by_id = models.UUIDField(null=True)
    recorded_by_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(next_on__gt=F("held_on")), name="progress_review_next_later"),
            models.UniqueConstraint(fields=["case", "held_on"], name="progress_review_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"


class ClosingConversation(Entity):
    """The conversation with which work ends: what was achieved, what helped, what comes after.

    `influence` is the family's answer to "I had influence on my plan", 1-5; it may stay unasked.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closing_conversations")
    held_on = models.DateField()
    achieved = EncryptedTextField(blank=True, family="case.household_id")
    helped = EncryptedTextField(blank=True, family="case.household_id")
    family_words = EncryptedTextField(blank=True, family="case.household_id")
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    plan_after = EncryptedTextField(blank=True, family="case.household_id")
    persons = models.ManyToManyField(Person, related_name="+")
    others = EncryptedTextField(blank=True, family="case.household_id")
    recorded_by_id = models.UUIDField(null=True)
    recorded_by_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(influence__isnull=True)
                | Q(influence__gte=LEAST_INFLUENCE, influence__lte=MOST_INFLUENCE),
                name="closing_conversation_influence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.held_on}"
