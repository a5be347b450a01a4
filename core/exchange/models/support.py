"""Coaching, supervision, workshops and training that a region gave to the people of its towns.

Hours and numbers of workers, never their names. The region keeps the records; a town reads those in which
its own people took part, and its figures count them (indicator 7).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.enums import SupportKind
from core.exchange.models.templates import REGION_SCHEMA, TOWN_SCHEMA
from core.exchange.rules import LONGEST_SUPPORT, LONGEST_TOPIC, SUPPORT_STEP
from core.shared.models import Entity


class SupportSession(Entity):
    """One day's coaching, supervision, workshop or training; minutes, so that sums are exact."""

    owner_schema = models.CharField(max_length=63)
    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=LONGEST_TOPIC, blank=True)
    actor_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE, DELETE",
        "municipality": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_supportsession'
        ordering: ClassVar = ["-held_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_schema__regex=REGION_SCHEMA), name="support_of_a_region"
            ),
            models.CheckConstraint(condition=Q(kind__in=SupportKind.values), name="support_kind_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SUPPORT_STEP, minutes__lte=LONGEST_SUPPORT),
                name="support_minutes_possible",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner_schema", "-held_on"], name="support_by_region"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"


class SupportShare(Entity):
    """How many workers of one town took part in a session; each town had the whole session."""

    session = models.ForeignKey(SupportSession, models.CASCADE, related_name="shares")
    # That of the session, so that row security needs to look at this table alone.
    owner_schema = models.CharField(max_length=63)
    schema_name = models.CharField(max_length=63)
    persons = models.PositiveSmallIntegerField()

    shared_grants: ClassVar[dict[str, str]] = {
        "region": "SELECT, INSERT, UPDATE, DELETE",
        "municipality": "SELECT",
    }

    class Meta(Entity.Meta):
        db_table = 'public"."exchange_supportshare'
        ordering: ClassVar = ["schema_name", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_schema__regex=REGION_SCHEMA, schema_name__regex=TOWN_SCHEMA),
                name="support_share_of_a_town",
            ),
            models.CheckConstraint(
                condition=Q(persons__gte=1, persons__lte=999), name="support_persons_possible"
            ),
            models.UniqueConstraint(fields=["session", "schema_name"], name="support_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.persons}"
