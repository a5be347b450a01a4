"""What a town learned from its work."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.exchange.enums import LessonKind
from core.exchange.rules import search_text
from core.lessons.enums import LessonState
from core.shared.models import Entity


class Lesson(Entity):
    """A conclusion, good practice or recommendation; nothing in it points to a person."""

    kind = models.CharField(max_length=20, choices=LessonKind.choices)
    title = models.CharField(max_length=200)
    situation = models.TextField(blank=True)
    actions = models.TextField(blank=True)
    effect = models.TextField(blank=True)
    category = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    grounds = models.JSONField(default=list, blank=True)
    names_source = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=LessonState.choices, default=LessonState.DRAFT)
    revision = models.PositiveSmallIntegerField(default=0)
    recorded_on = models.DateField()
    handed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-recorded_on", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=LessonKind.values), name="lesson_kind_known"),
            models.CheckConstraint(condition=Q(state__in=LessonState.values), name="lesson_state_known"),
            models.CheckConstraint(
                condition=~Q(state=LessonState.HANDED) | Q(handed_on__isnull=False),
                name="lesson_handed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True) | Q(handed_on__gte=F("recorded_on")),
                name="lesson_recorded_before_handed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_text(self.title, self.situation, self.actions, self.effect)
        super().save(*args, **kwargs)
