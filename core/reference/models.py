"""Territorial units with the days on which they existed under a code and a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q

from core.reference.enums import TerritoryKind

if TYPE_CHECKING:
    import datetime as dt


class TerritorialUnitQuerySet(models.QuerySet["TerritorialUnit"]):
    """Questions about territory are questions about a day."""

    def in_force(self, on: dt.date) -> TerritorialUnitQuerySet:
        """Units that exist on a day; periods are half-open."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)

    def current(self) -> TerritorialUnitQuerySet:
        """Units that no import has closed."""
        return self.filter(valid_to__isnull=True)


class TerritorialUnit(models.Model):
    """A voivodeship, powiat, gmina or part of one, as TERC states it in a half-open period.

    A village that becomes a town changes its code, a renamed gmina keeps it: either closes one row
    and opens another, so that a report on 2021 still names the territory of 2021.
    """

    code = models.CharField(max_length=7)
    kind = models.CharField(max_length=12, choices=TerritoryKind.choices)
    name = models.CharField(max_length=120)
    parent_code = models.CharField(max_length=7, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    # A request's search_path holds its own schema only: shared tables are named with theirs.
    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}
    objects = TerritorialUnitQuerySet.as_manager()

    class Meta:
        db_table = 'public"."reference_territorialunit'
        ordering: ClassVar = ["code", "valid_from", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="territory_code_from_day"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="territory_one_current_unit_a_code",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="territory_valid_span",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{2}([0-9]{2}([0-9]{3})?)?$"),
                name="territory_code_digits",
            ),
            models.CheckConstraint(condition=Q(kind__in=TerritoryKind.values), name="territory_kind_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["parent_code", "code"], name="territory_parent")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Boundary(models.Model):
    """Where a unit lies, for maps: SVG path data on a grid of 100 m in PL-1992, rows growing south.

    A gmina is found by the first 6 digits of its code: the seventh changes when a village becomes a town.
    """

    code = models.CharField(max_length=6, primary_key=True)
    path = models.TextField()
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()

    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}

    class Meta:
        db_table = 'public"."reference_boundary'
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{2}([0-9]{2}([0-9]{2})?)?$"), name="boundary_code_digits"
            ),
            # It is printed into pages as it stands.
            models.CheckConstraint(condition=Q(path__regex=r"^[Mlz0-9 -]+$"), name="boundary_path_plain"),
        ]

    def __str__(self) -> str:
        return self.code


class BoundarySource(models.Model):
    """Which file the boundaries come from."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    units = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    shared_grants: ClassVar[dict[str, str]] = {"login": "SELECT", "everyone": "SELECT"}

    class Meta:
        db_table = 'public"."reference_boundarysource'
        ordering: ClassVar = ["-imported_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
