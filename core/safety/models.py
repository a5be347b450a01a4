"""How a person may be reached, who may not know of whom, and that a case is also dealt with elsewhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.safety.enums import SpokenLanguage
from core.safety.rules import Apart, Reach
from core.shared.encryption import EncryptedTextField
from core.shared.hours import EVERY_DAY, Hours
from core.shared.models import Entity


class ContactDetails(Entity):
    """Address, telephone and e-mail of one person, and the ways and hours that put nobody in danger.

    `ways` holds values of `Way` divided by commas; none says that nothing is known yet. What is concealed
    is shown to the leading worker only, whatever anybody authorised.
    """

    person = models.OneToOneField("families.Person", models.PROTECT, related_name="contact_details")
    address = EncryptedTextField(blank=True)
    address_concealed = models.BooleanField(default=False)
    phone = EncryptedTextField(blank=True)
    phone_concealed = models.BooleanField(default=False)
    email = EncryptedTextField(blank=True)
    email_concealed = models.BooleanField(default=False)
    ways = models.CharField(max_length=60, blank=True)
    through = EncryptedTextField(blank=True)
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    no_messages = models.BooleanField(default=False)
    no_letters = models.BooleanField(default=False)
    language = models.CharField(
        max_length=8, choices=SpokenLanguage.choices, default=SpokenLanguage.POLISH.value
    )
    needs_interpreter = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekdays__regex=r"^1?2?3?4?5?6?7?$") & ~Q(weekdays=""),
                name="contact_details_weekdays",
            ),
            models.CheckConstraint(
                condition=Q(from_time__isnull=True, until_time__isnull=True)
                | Q(until_time__gt=F("from_time")),
                name="contact_details_hours",
            ),
            models.CheckConstraint(
                condition=Q(language__in=SpokenLanguage.values), name="contact_details_language_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def reach(self) -> Reach:
        """The ways and hours as the rules take them."""
        ways = frozenset(self.ways.split(",")) if self.ways else frozenset()
        return Reach(ways, Hours(self.weekdays, self.from_time, self.until_time))


class SeparationQuerySet(models.QuerySet["Separation"]):
    """Separations are asked for by the day."""

    def valid(self) -> Self:
        """Those that were not written down by mistake."""
        return self.filter(mistaken=False)

    def on(self, day: date) -> Self:
        """Those in force on a day."""
        return self.valid().filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Separation(Entity):
    """One person of a household may not know of another, from a day on; the reason is the worker's own.

    Never shown to anybody of the family: that it exists would itself endanger the protected person.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="separations")
    kept_from = models.ForeignKey("families.Person", models.PROTECT, related_name="separations_from_others")
    protected = models.ForeignKey("families.Person", models.PROTECT, related_name="protections")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = EncryptedTextField()
    mistaken = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SeparationQuerySet.as_manager()

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-starts_on", "-created_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kept_from=F("protected")), name="separation_of_two"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name="separation_span"
            ),
            models.UniqueConstraint(
                fields=["kept_from", "protected"],
                condition=Q(ends_on__isnull=True, mistaken=False),
                name="separation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on}"

    @property
    def apart(self) -> Apart:
        """The pair and its days as the rules take them."""
        return Apart(self.kept_from_id, self.protected_id, self.starts_on, self.ends_on)

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, as people say it."""
        return self.ends_on - timedelta(days=1) if self.ends_on else None


class OpenedRecord(Entity):
    """A common goal or step that the leading worker lets a separated person see nonetheless."""

    person = models.ForeignKey("families.Person", models.PROTECT, related_name="opened_records")
    record_id = models.UUIDField()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "record_id"], name="opened_record_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.record_id}"


class SeparateProcedure(Entity):
    """That a matter of the family is dealt with in another procedure: that and nothing more.

    Files of the Niebieska Karta, of courts and of foster care have rules of their own and stay outside;
    not even which of them it is stands here.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="separate_procedures")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-starts_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="separate_procedure_span",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_on__isnull=True), name="separate_procedure_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_on}"
