"""What was printed: public, added to and never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from core.regional.enums import Level, Reason
from core.regional.rules import STEP


class Release(models.Model):
    """A month printed once: with which definitions, from how many towns, how it was protected and proven.

    All that is needed to make it again bit for bit stands here; the true counts stay under seal.
    """

    month = models.DateField(primary_key=True)
    released_at = models.DateTimeField()
    actor_name = models.CharField(max_length=200)
    catalogue = models.CharField(max_length=10)
    definitions = models.JSONField()
    # Schemas `expected` and `reported`, number of towns by code of `voivodeships`, and `groups` printed.
    coverage = models.JSONField()
    cells = models.PositiveIntegerField()
    withheld = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    # Seed, order and version of the mechanism; months certified in one pass; towns and where they lay.
    parameters = models.JSONField(default=dict)
    # Keyed hash of the sealed counts: proves them to whoever holds the key, tells nothing to others.
    inputs = models.CharField(max_length=64, blank=True)
    # Hash of the document of all releases so far, as certified.
    document = models.CharField(max_length=64, blank=True)
    # Month whose evidence covers this release: its own, or the last one of a history printed at once.
    proven_in = models.DateField(null=True)
    # Share of printed cells and errors, rounded for readers.
    utility = models.JSONField(default=dict)
    # Ed25519 over everything above, and the public key that checks it.
    signature = models.CharField(max_length=128, blank=True)
    signed_by = models.CharField(max_length=64, blank=True)

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


class Evidence(models.Model):
    """Why a release is safe: other complete sets of counts that would print the same, checked by additions.

    Made from printed numbers only, hence public. `body` is the compressed text of `sdc-evidence`.
    """

    month = models.DateField(primary_key=True)
    digest = models.CharField(max_length=64)
    body = models.BinaryField()

    shared_grants: ClassVar[dict[str, str]] = {"everyone": "SELECT", "release": "SELECT, INSERT"}

    class Meta:
        db_table = 'public"."regional_evidence'
        ordering: ClassVar = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class PublishedCell(models.Model):
    """One printed number, a multiple of 5, or a withheld one with its reason.

    `area` is a TERYT code, a voivodeship's two digits, several voivodeships' (12+16), `all` for the
    macroregion, or a voivodeship's small towns together; `voivodeship` is empty for the macroregion and
    for several together. A year corrected later is a period of its own kind (`revised`).
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
