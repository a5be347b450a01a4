"""True counts under seal: a town adds and takes back its own rows (row security), the release role reads all.

Nobody else reads any: not another town, not a regional centre, not the operator.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.regional.enums import SealedKind

TOWN_SCHEMA = r"^[gp]_[0-9]+$"


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
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="true_cell_of_a_town"),
            models.CheckConstraint(
                condition=Q(period_kind__in=SealedKind.values), name="true_cell_period_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period_start", "period_kind"], name="true_cell_by_period"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.measure} {self.period_start}"


class InsiderProof(models.Model):
    """What showed at a release that no town is certain of others' counts: tried first with the next one.

    Changes of true counts, hence sealed. `body` is the compressed text of `core.regional.remembering`.
    """

    month = models.DateField(primary_key=True)
    body = models.BinaryField()

    shared_grants: ClassVar[dict[str, str]] = {"release": "SELECT, INSERT"}

    class Meta:
        db_table = 'sdc"."regional_insiderproof'
        ordering: ClassVar = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


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
            models.CheckConstraint(condition=Q(schema_name__regex=TOWN_SCHEMA), name="submission_of_a_town"),
            models.CheckConstraint(condition=Q(month__day=1), name="submission_first_of_month"),
        ]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.month}"
