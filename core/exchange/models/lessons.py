"""Lessons that towns handed to their region, and what the region made of them.

A town writes its own lessons; the region of its voivodeship reads them and keeps an edition of each. Other
towns see published editions only, never who handed what. Neither holds personal data.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from core.exchange.enums import EditionState, LessonKind
from core.exchange.models.templates import REGION_SCHEMA, TOWN_SCHEMA
from core.exchange.rules import search_text
from core.shared.models import Entity


class HandedLesson(Entity):
    """A town's lesson as its region reads it; the key is that of the town's own record."""

    schema_name = models.CharField(max_length=63)
    kind = models.CharField(max_length=20, choices=LessonKind.choices)
    title = models.CharField(max_length=200)
    situation = models.TextField()
    actions = models.TextField()
    effect = models.TextField()
    category = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    grounds = models.JSONField(default=list)
    names_source = models.BooleanField(default=False)
    # Grows each time the town hands the lesson over anew.
    revision = models.PositiveSmallIntegerField(default=1)
    handed_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT",
        "municipality": "SELECT, INSERT, UPDATE",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_handedlesson'
        ordering: ClassVar = ["-handed_on", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="handed_by_a_town"),
            models.CheckConstraint(condition=Q(kind__in=LessonKind.values), name="handed_kind_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("handed_on")),
                name="handed_withdrawn_after",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_text(self.title, self.situation, self.actions, self.effect)
        super().save(*args, **kwargs)


class LessonEdition(Entity):
    """What a region made of a lesson: its wording, tags, and whether towns may read it.

    `source` names the town only where it allowed that; `withdrawn_on` is the one field that the source
    town itself may set.
    """

    lesson = models.OneToOneField(HandedLesson, models.PROTECT, related_name="edition")
    owner_schema = models.CharField(max_length=63)
    state = models.CharField(max_length=10, choices=EditionState.choices, default=EditionState.DRAFT)
    # Which revision of the lesson the region last answered.
    revision = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20, choices=LessonKind.choices)
    title = models.CharField(max_length=200)
    situation = models.TextField()
    actions = models.TextField()
    effect = models.TextField()
    category = models.CharField(max_length=30, blank=True)
    sector = models.CharField(max_length=30, blank=True)
    grounds = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    for_all = models.BooleanField(default=False)
    decided_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(editable=False, default="")

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE",
        "municipality": "SELECT, UPDATE (withdrawn_on)",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_lessonedition'
        ordering: ClassVar = ["-published_on", "title", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_schema__regex=REGION_SCHEMA), name="edition_of_a_region"
            ),
            models.CheckConstraint(condition=Q(state__in=EditionState.values), name="edition_state_known"),
            models.CheckConstraint(
                condition=~Q(state=EditionState.PUBLISHED) | Q(published_on__isnull=False),
                name="edition_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.RETURNED) | ~Q(note=""), name="edition_returned_with_note"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_text(
            self.title, self.situation, self.actions, self.effect, " ".join(self.tags)
        )
        super().save(*args, **kwargs)
