"""What a town states beside its families' records: public reports, and support of the staff."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.exchange.enums import SupportKind
from core.indicators.enums import ContextKind, FigureStatus, PeriodKind
from core.reference.grounds import Ground
from core.shared.models import Entity

LONGEST_SESSION = 24 * 60 * 5


class ContextFigure(Entity):
    """One number of MRPiPS-03, OZPS or the population: a value, or the sign why there is none."""

    kind = models.CharField(max_length=20, choices=ContextKind.choices)
    ground = models.CharField(max_length=4, choices=Ground.choices, blank=True)
    period_kind = models.CharField(max_length=10, choices=PeriodKind.choices)
    period_start = models.DateField()
    value = models.PositiveIntegerField(null=True, blank=True)
    status = models.CharField(max_length=1, choices=FigureStatus.choices, blank=True)
    source = models.CharField(max_length=120, blank=True)
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-period_start", "period_kind", "kind", "ground", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "ground", "period_kind", "period_start"], name="context_figure_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ContextKind.values), name="context_kind_known"),
            models.CheckConstraint(
                condition=Q(period_kind__in=[PeriodKind.HALF, PeriodKind.YEAR]), name="context_period_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=ContextKind.GROUND, ground__in=Ground.values)
                | (~Q(kind=ContextKind.GROUND) & Q(ground="")),
                name="context_ground_where_due",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, status="")
                | Q(value__isnull=True, status__in=FigureStatus.values),
                name="context_value_or_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ground} {self.period_kind} {self.period_start}"


class ContextImport(Entity):
    """A spreadsheet of context figures between its upload and the decision; nothing personal is in it."""

    filename = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    started_by = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class StaffSupport(Entity):
    """Support of its staff that the town itself arranged, beside what its region gave; about no family."""

    kind = models.CharField(max_length=20, choices=SupportKind.choices)
    held_on = models.DateField()
    minutes = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    provider = models.CharField(max_length=200, blank=True)
    partners = models.ManyToManyField("partnership.PartnerOrganisation", related_name="+", blank=True)
    recorded_by = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_on", "-created_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=SupportKind.values), name="staff_support_kind_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=LONGEST_SESSION),
                name="staff_support_lasts_in_reason",
            ),
            models.CheckConstraint(
                condition=Q(persons__gte=1),
                name="staff_support_for_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="staff_support_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"
