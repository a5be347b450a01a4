"""What stands around a release: figures that towns publish themselves, and towns being restored."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.regional.enums import SealedKind
from core.regional.models.sealed import TOWN_SCHEMA


class KnownFigure(models.Model):
    """An exact number that a town publishes elsewhere (OZPS, BIP): every attacker has read it."""

    pk = models.CompositePrimaryKey("period_kind", "period_start", "area", "measure", "dimension", "member")
    period_kind = models.CharField(max_length=10)
    period_start = models.DateField()
    area = models.CharField(max_length=12)
    measure = models.CharField(max_length=40)
    dimension = models.CharField(max_length=20, blank=True)
    member = models.CharField(max_length=30, blank=True)
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    shared_grants: ClassVar[dict[str, str]] = {
        "everyone": "SELECT",
        "release": "SELECT, INSERT, DELETE",
    }

    class Meta:
        db_table = 'public"."regional_knownfigure'
        ordering: ClassVar = ["period_kind", "period_start", "area", "measure", "dimension", "member"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(period_kind__in=SealedKind.values), name="known_figure_period_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.measure} {self.period_start}"


class Restoration(models.Model):
    """A town whose records are being brought back from a backup: until it ends, no month is released."""

    schema_name = models.CharField(max_length=63, primary_key=True)
    since = models.DateTimeField()
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {
        "everyone": "SELECT",
        "login": "SELECT",
        "release": "SELECT, INSERT, DELETE",
    }

    class Meta:
        db_table = 'public"."regional_restoration'
        ordering: ClassVar = ["schema_name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="restoration_of_a_town"),
        ]

    def __str__(self) -> str:
        return self.schema_name
