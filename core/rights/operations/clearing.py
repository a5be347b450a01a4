"""What is taken out of rows beside the destruction of a family's key: identifiers that stand in the clear."""

from __future__ import annotations

from django.db.models import DateField, F, QuerySet
from django.db.models.functions import Trunc

from core.families.models import Household, Person
from core.identity.models import RoleGrant, User
from core.notifications.models import Message
from core.rights.enums import ExportStatus
from core.rights.models import PersonExport
from core.shared.enums import Role


def clear_identifiers(household: Household) -> None:
    """Forget numbers, days of birth (the year stays, for figures), accounts and files ready to be fetched."""
    persons = Person.objects.filter(home=household)
    clear_persons(persons)
    Household.objects.filter(pk=household.pk).update(source_number="")


def clear_persons(persons: QuerySet[Person]) -> None:
    """Forget what identifies persons beside their names; their accounts are closed and nameless."""
    accounts = list(persons.exclude(user=None).values_list("user", flat=True))
    persons.update(
        pesel=None, pesel_index=None, user=None, born_on=Trunc(F("born_on"), "year", output_field=DateField())
    )
    open_ones = PersonExport.objects.filter(person__in=persons, content__isnull=False)
    open_ones.update(content=None, status=ExportStatus.EXPIRED)
    for user in User.objects.filter(pk__in=accounts):
        Message.objects.filter(user=user).delete()
        RoleGrant.objects.filter(user=user, role=Role.FAMILY_MEMBER).delete()
        if not user.grants.exists():
            user.is_active, user.name, user.email = False, "—", f"{user.pk.hex}@erased.invalid"
            user.set_unusable_password()
            user.save()
