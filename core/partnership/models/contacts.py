"""Where an organisation is, and when and through whom its people are reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.partnership.enums.accession import AddressKind, ContactWay
from core.partnership.models.organisations import PartnerOrganisation, PartnerPerson
from core.shared.models import Entity


class PartnerAddress(Entity):
    """An address of an organisation: one seat, one for letters, any number of places of service."""

    partner = models.ForeignKey(PartnerOrganisation, models.PROTECT, related_name="addresses")
    kind = models.CharField(max_length=20, choices=AddressKind.choices)
    label = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=6)
    city = models.CharField(max_length=80)
    teryt = models.CharField(max_length=7, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partner", "kind"],
                condition=~Q(kind=AddressKind.SERVICE),
                name="address_one_of_a_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=AddressKind.values), name="address_kind_known"),
            models.CheckConstraint(
                condition=Q(postcode__regex=r"^[0-9]{2}-[0-9]{3}$"), name="address_postcode_well_formed"
            ),
        ]

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """The address in one line: "ul. Przykładowa 1, 42-200 Częstochowa"."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}") if part)


class PersonSubstitution(Entity):
    """Who acts for a partner's person in a time of absence; half-open, like all periods."""

    person = models.ForeignKey(PartnerPerson, models.PROTECT, related_name="substitutions")
    substitute = models.ForeignKey(PartnerPerson, models.PROTECT, related_name="substituting")
    starts_on = models.DateField()
    ends_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="substitution_span"),
            models.CheckConstraint(
                condition=~Q(person=F("substitute")), name="substitution_by_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.starts_on}"


class ContactPeriod(Entity):
    """When and how somebody is reached: weekdays (1 is Monday), hours, the way, perhaps only for a time."""

    person = models.ForeignKey(PartnerPerson, models.PROTECT, related_name="contact_periods")
    way = models.CharField(max_length=12, choices=ContactWay.choices)
    weekdays = models.CharField(max_length=7)
    from_time = models.TimeField()
    until_time = models.TimeField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta(Entity.Meta):
        ordering: ClassVar = ["weekdays", "from_time", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_time__gt=F("from_time")), name="contact_period_hours"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="contact_period_span",
            ),
            models.CheckConstraint(
                condition=Q(weekdays__regex=r"^1?2?3?4?5?6?7?$") & ~Q(weekdays=""),
                name="contact_period_weekdays",
            ),
            models.CheckConstraint(condition=Q(way__in=ContactWay.values), name="contact_period_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.weekdays}"
