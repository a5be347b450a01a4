"""Households and the persons who keep house in them.

A household may hold somebody who hurts and somebody who is hurt: what a reader sees is decided per
person (see `queries`), the household only says who keeps house together and since when.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from core.families.enums import Sex
from core.reference.grounds import HouseholdRole, HouseholdType
from core.shared.encryption import Ciphertext, EncryptedTextField, blind_index, new_family_key
from core.shared.models import Entity
from core.shared.text import folded

PESEL_PURPOSE = "pesel"


def pesel_index_of(pesel: str) -> str:
    """Keyed hash of a PESEL, exact search only: an unkeyed one falls in minutes."""
    return blind_index(pesel, PESEL_PURPOSE)


class Household(Entity):
    """People who live and keep house together (art. 6 point 14 of the Act on social assistance)."""

    number = models.CharField(max_length=20, unique=True)
    # The number in the centre's own system (POMOST and others): the same family is not typed in twice.
    source_number = models.CharField(max_length=60, blank=True)
    household_type = models.CharField(max_length=20, choices=HouseholdType.choices)
    version = models.PositiveIntegerField(default=1)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(household_type__in=HouseholdType.values), name="household_type_known"
            ),
            models.UniqueConstraint(
                fields=["source_number"], condition=~Q(source_number=""), name="household_source_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A household is never without the key under which everything about it is sealed."""
        with transaction.atomic():
            new = self._state.adding
            super().save(*args, **kwargs)
            if new:
                FamilyKey.objects.create(household=self, wrapped=new_family_key(self.pk))


class FamilyKey(models.Model):
    """The key of one family, wrapped under the tenant's; destroying it erases the family.

    Never made anew: a household whose key is destroyed keeps a row that says when.
    """

    household = models.OneToOneField(
        Household, on_delete=models.CASCADE, primary_key=True, related_name="sealing_key"
    )
    wrapped = models.CharField(max_length=120, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True, wrapped__gt="")
                | Q(destroyed_at__isnull=False, wrapped=""),
                name="family_key_or_its_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons by what one may search them by."""

    def with_pesel(self, pesel: str) -> PersonQuerySet:
        """The person with a number, through its keyed hash."""
        return self.filter(pesel_index=pesel_index_of(pesel))


class Person(Entity):
    """A human being; names and PESEL are sealed, and PESEL need not exist (foreigners, newborns).

    `home` is the household under whose key the person is sealed. It moves with the person
    (`operations.rehome`): who has moved out before a family is erased stays readable in the new home.
    """

    home = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    first_name = EncryptedTextField(family="home_id", erased="")
    last_name = EncryptedTextField(family="home_id")
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    pesel = EncryptedTextField(null=True, blank=True, family="home_id", erased="")
    pesel_index = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    # Since when nothing is known of this one person, the rest of the family being as it was.
    erased_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="person_sex_known"),
            models.CheckConstraint(
                condition=Q(pesel__isnull=True, pesel_index__isnull=True)
                | Q(pesel__isnull=False, pesel_index__isnull=False),
                name="person_pesel_indexed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not isinstance(self.__dict__.get("pesel"), Ciphertext):  # else untouched since it was loaded
            self.pesel = self.pesel or None
            self.pesel_index = pesel_index_of(self.pesel) if self.pesel else None
        super().save(*args, **kwargs)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def search_text(self) -> str:
        """What a search by name is compared with."""
        return folded(self.full_name)


class HouseholdMemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Who keeps house together is a question about a day."""

    def on(self, day: date) -> HouseholdMemberQuerySet:
        """Members on a day; periods are half-open."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class HouseholdMember(Entity):
    """A person's time in a household: people move out, children come back from care."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=HouseholdRole.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="household_member_span",
            ),
            models.UniqueConstraint(
                fields=["household", "person"],
                condition=Q(ends_on__isnull=True),
                name="household_member_once",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(ends_on__isnull=True, role=HouseholdRole.LEAD),
                name="household_one_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.role}"
