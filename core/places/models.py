"""Places of a service: how many there are in a period, and who has one set aside."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q

from core.places.enums import LIVE, ClaimStatus
from core.shared.models import Entity

_LIVE = [str(status) for status in LIVE]


class PeriodQuerySet(models.QuerySet["CapacityPeriod"]):
    """Periods by day, with what is taken of them."""

    def on(self, day: date) -> Self:
        """Those that have a day; periods are half-open."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def counted(self, now: datetime) -> Self:
        """Add `booked`, `requested` and `held`: claims that live at a moment."""
        return self.annotate(
            booked=Count("claims", filter=Q(claims__status=ClaimStatus.BOOKED)),
            requested=Count("claims", filter=Q(claims__status=ClaimStatus.REQUESTED)),
            held=Count("claims", filter=Q(claims__status=ClaimStatus.HELD, claims__expires_at__gt=now)),
        )


class CapacityPeriod(Entity):
    """How many places a service has for a time; a therapy group has other numbers in autumn."""

    card = models.ForeignKey("basket.ServiceCard", models.CASCADE, related_name="capacity_periods")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    places = models.PositiveIntegerField()
    taken_elsewhere = models.PositiveIntegerField(default=0)
    updated_on = models.DateField()

    # Only on what `counted` found.
    booked: int
    requested: int
    held: int

    objects = PeriodQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["card", "starts_on"], name="capacity_period_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="capacity_period_span"
            ),
            models.CheckConstraint(
                condition=Q(taken_elsewhere__lte=F("places")), name="capacity_taken_within_places"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.starts_on}"


class ClaimQuerySet(models.QuerySet["PlaceClaim"]):
    """Claims by whether they still keep a place."""

    def live(self, now: datetime) -> Self:
        """Those that keep a place at a moment: a hold that has run out does not, marked or not."""
        return self.filter(
            Q(status__in=[ClaimStatus.REQUESTED, ClaimStatus.BOOKED])
            | Q(status=ClaimStatus.HELD, expires_at__gt=now)
        )


class PlaceClaim(Entity):
    """A place set aside for a family: held from a meeting, asked for, taken, given back."""

    period = models.ForeignKey(CapacityPeriod, models.PROTECT, related_name="claims")
    card = models.ForeignKey("basket.ServiceCard", models.PROTECT, related_name="place_claims")
    case = models.ForeignKey("families.Case", models.PROTECT, related_name="place_claims")
    meeting = models.ForeignKey(
        "teams.TeamMeeting", models.SET_NULL, null=True, blank=True, related_name="place_claims"
    )
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=ClaimStatus.choices, default=ClaimStatus.HELD)
    starts_on = models.DateField()
    held_at = models.DateTimeField()
    held_by = models.ForeignKey("identity.User", models.PROTECT, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-held_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["period", "number"], condition=Q(status__in=_LIVE), name="place_given_once"
            ),
            models.UniqueConstraint(
                fields=["card", "case"], condition=Q(status__in=_LIVE), name="place_once_a_case"
            ),
            models.CheckConstraint(condition=Q(status__in=ClaimStatus.values), name="claim_status_known"),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=False) | ~Q(status=ClaimStatus.HELD), name="claim_hold_has_end"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="claim_number_from_one"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=Q(status=ClaimStatus.HELD), name="claim_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.card_id} {self.status}"
