"""Keys of families where they are kept: fetched for reading, destroyed for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from core.families.models import FamilyKey, Household, Person
from core.shared import keyring
from core.shared.encryption import new_family_key, opened_family_key


def fetch(families: Iterable[UUID]) -> dict[UUID, bytes | None]:
    """Open keys by family, in one query; a destroyed one is None."""
    rows = FamilyKey.objects.filter(pk__in=list(families)).values_list("pk", "wrapped")
    return {family: opened_family_key(wrapped, family) if wrapped else None for family, wrapped in rows}


def make_missing() -> int:
    """Give a key to each household that has none: those written past `Household.save`."""
    missing = Household.objects.filter(sealing_key__isnull=True).values_list("pk", flat=True)
    keys = [FamilyKey(household_id=family, wrapped=new_family_key(family)) for family in missing]
    FamilyKey.objects.bulk_create(keys, batch_size=500)
    return len(keys)


def destroy(families: Iterable[UUID], at: datetime) -> int:
    """Destroy keys; what was sealed under them can be read by nobody from the next request on."""
    wanted = FamilyKey.objects.filter(pk__in=list(families), destroyed_at__isnull=True)
    destroyed = wanted.update(wrapped="", destroyed_at=at)
    keyring.forget()
    return destroyed


def rehome(person: Person, household: Household) -> None:
    """Seal a person's names and number under the key of the household they now belong to.

    Called by the operation that writes the new membership: what happened in the old household stays under
    that one's key, the human being goes along.
    """
    if person.home_id == household.pk:
        return
    person.home = household
    person.save(update_fields=["home", "first_name", "last_name", "pesel", "pesel_index"])
