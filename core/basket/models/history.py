"""What a card said and where it stood on any day of the past."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.basket.enums import CardStatus, RevisionKind
from core.shared.models import Entity


class CardStandingQuerySet(models.QuerySet["CardStanding"]):
    """Spans by day."""

    def on(self, day: date) -> Self:
        """Those that hold on a day; the last day of a span belongs to the next one."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class CardStanding(Entity):
    """A span of days in which a card had one status: what makes the basket of a past day right.

    The card's own `status` is the open span's. A status given up on its first day leaves an empty span:
    it happened, and it counts on no day.
    """

    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, related_name="standings")
    status = models.CharField(max_length=20, choices=CardStatus.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = CardStandingQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["starts_on", "created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["card"], condition=Q(ends_on__isnull=True), name="card_standing_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="card_standing_span",
            ),
            models.CheckConstraint(
                condition=Q(status__in=CardStatus.values), name="card_standing_status_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["card", "starts_on"], name="card_standing_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.starts_on}"


class CardRevision(Entity):
    """A card as it stood after one change, with who made it and why: added to, never changed."""

    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=RevisionKind.choices)
    status = models.CharField(max_length=20, choices=CardStatus.choices)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    append_only = True

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-version", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "version"], name="card_revision_once"),
            models.CheckConstraint(
                condition=Q(kind__in=RevisionKind.values), name="card_revision_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.kind}"
