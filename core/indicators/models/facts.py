"""Figures of one town, made from its records and for its own eyes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.indicators.enums import PeriodKind


class IndicatorFact(models.Model):
    """One count of one period; derived from records and therefore without an identity of its own.

    Zeros are not stored: a period that was computed (see `ComputedPeriod`) and has no row is zero.
    """

    pk = models.CompositePrimaryKey("measure", "period_kind", "period_start", "dimension", "member")
    measure = models.CharField(max_length=40)
    period_kind = models.CharField(max_length=10)
    period_start = models.DateField()
    dimension = models.CharField(max_length=20, blank=True)
    member = models.CharField(max_length=30, blank=True)
    value = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["measure", "period_kind", "period_start", "dimension", "member"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(period_kind__in=PeriodKind.values), name="fact_period_known"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.period_kind} {self.period_start} {self.dimension} {self.member}"


class ComputedPeriod(models.Model):
    """That the facts of a period were made, with which definitions: tells zero from "not yet"."""

    pk = models.CompositePrimaryKey("period_kind", "period_start")
    period_kind = models.CharField(max_length=10)
    period_start = models.DateField()
    computed_at = models.DateTimeField()
    catalogue = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["period_kind", "period_start"]

    def __str__(self) -> str:
        return f"{self.period_kind} {self.period_start}"


class SourceStamp(models.Model):
    """What the records of one kind looked like in a month when they were last counted.

    A count and a hash of what figures read of them: a difference tells from which month on figures have
    to be counted again, whatever changed the records.
    """

    pk = models.CompositePrimaryKey("source", "month")
    source = models.CharField(max_length=40)
    month = models.DateField()
    rows = models.PositiveIntegerField()
    stamp = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["source", "month"]

    def __str__(self) -> str:
        return f"{self.source} {self.month}"
