"""True counts under seal, and what was printed of them.

The sealed counts lie in the schema `sdc`: a town adds and takes back its own rows (row security), the
release role reads all, nobody else reads any. What is printed is public, is added to and never changed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from core.indicators.enums import PeriodKind
from core.regional.enums import Level, Reason
from core.regional.rules import STEP

_TOWN_SCHEMA = r"^[gp]_[0-9]+$"


class TrueCell(models.Model):
    """One exact count that a town handed over: counts only, no ids, no rows of cases.

    Zeros are not stored: a town with a `Submission` and no row counts as zero.
    """

    pk = models.CompositePrimaryKey(
        "schema_name", "period_kind", "period_start", "measure", "dimension", "member"
    )
    schema_name = models.CharField(max_length=63)
    period_kind = models.CharField(max_length=10)
    period_start = models.DateField()
    measure = models.CharField(max_length=40)
    dimension = models.CharField(max_length=20, blank=True)
    member = models.CharField(max_length=30, blank=True)
    value = models.PositiveIntegerField()

    shared_grants: ClassVar[dict[str, str]] = {
        "municipality": "SELECT, INSERT, DELETE",
        "release": "SELECT",
    }

    class Meta:
        db_table = 'sdc"."regional_truecell'
        ordering: ClassVar = ["schema_name", "period_kind", "period_start", "measure"]
        constraints: ClassVar = [
            # Row security compares the role's name with it; nothing but a town's schema may stand here.
            models.CheckConstraint(condition=Q(schema_name__regex=_TOWN_SCHEMA), name="true_cell_of_a_town"),
            models.CheckConstraint(
                condition=Q(period_kind__in=PeriodKind.values), name="true_cell_period_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period_start", "period_kind"], name="true_cell_by_period"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.measure} {self.period_start}"


class Submission(models.Model):
    """That a town handed a month over (and the quarter and year that end with it); no figures."""

    pk = models.CompositePrimaryKey("schema_name", "month")
    schema_name = models.CharField(max_length=63)
    month = models.DateField()
    submitted_at = models.DateTimeField()
    actor_name = models.CharField(max_length=200)

    shared_grants: ClassVar[dict[str, str]] = {
        "municipality": "INSERT, DELETE",
        "everyone": "SELECT",
        "login": "SELECT",
        "release": "SELECT",
    }

    class Meta:
        db_table = 'public"."regional_submission'
        ordering: ClassVar = ["month", "schema_name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(schema_name__regex=_TOWN_SCHEMA), name="submission_of_a_town"),
            models.CheckConstraint(condition=Q(month__day=1), name="submission_first_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.month}"


class Release(models.Model):
    """A month printed once: with which definitions, from how many towns, and the hash of its cells."""

    month = models.DateField(primary_key=True)
    released_at = models.DateTimeField()
    actor_name = models.CharField(max_length=200)
    catalogue = models.CharField(max_length=10)
    definitions = models.JSONField()
    # {"expected": 50, "reported": ["g_2464011", ...], "voivodeships": {"24": 24, ...}}
    coverage = models.JSONField()
    cells = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    shared_grants: ClassVar[dict[str, str]] = {
        "login": "SELECT",
        "everyone": "SELECT",
        "release": "SELECT, INSERT",
    }

    class Meta:
        db_table = 'public"."regional_release'
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(month__day=1), name="release_first_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PublishedCell(models.Model):
    """One printed number, a multiple of 5, or a withheld one with its reason.

    `area` is a TERYT code, a voivodeship's two digits, `all` for the macroregion, or a voivodeship's
    small towns together; `voivodeship` is empty for the macroregion.
    """

    pk = models.CompositePrimaryKey(
        "period_kind", "period_start", "level", "area", "measure", "dimension", "member"
    )
    period_kind = models.CharField(max_length=10)
    period_start = models.DateField()
    level = models.CharField(max_length=12)
    area = models.CharField(max_length=12)
    voivodeship = models.CharField(max_length=2, blank=True)
    measure = models.CharField(max_length=40)
    dimension = models.CharField(max_length=20, blank=True)
    member = models.CharField(max_length=30, blank=True)
    value = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    release = models.DateField()

    shared_grants: ClassVar[dict[str, str]] = {"everyone": "SELECT", "release": "SELECT, INSERT"}

    class Meta:
        db_table = 'public"."regional_publishedcell'
        ordering: ClassVar = ["period_kind", "period_start", "level", "area", "measure"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Exact(Mod(F("value"), STEP), 0),  # type: ignore[arg-type]
                name="published_rounded_to_five",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, reason__in=Reason.values) | Q(value__isnull=False, reason=""),
                name="published_or_withheld_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(level__in=[Level.MUNICIPALITY, Level.CLUSTER], period_kind="month"),
                name="published_no_municipal_months",
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="published_level_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["measure", "period_kind"], name="published_by_measure"),
            models.Index(fields=["release"], name="published_by_release"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.measure} {self.period_start}"
