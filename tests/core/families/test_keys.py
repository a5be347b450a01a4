"""One key a family: what is sealed under it, how many queries it costs, and what its end does."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.families import keys, queries
from core.families.models import Case, FamilyKey, HouseholdMember, Person
from core.families.operations import PersonData
from core.shared import clock, keyring
from core.shared.encryption import Ciphertext, UnreadableFieldError, seal
from core.shared.keyring import KeyDestroyedError, KeyMissingError
from tests.support import families as build
from tests.support import people


def _columns(table: str, pk: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t WHERE id = %s", [str(pk)])
        return str(cursor.fetchone()[0])


def test_names_stand_nowhere_in_the_row(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    person = queries.persons_of(case)[0]
    assert person.full_name == "Łucja Wzorcowa"
    row = _columns("families_person", person.pk)
    assert "Wzorcow" not in row
    assert "wzorcow" not in row
    assert f"2:{case.household_id.hex}:" in row


def test_a_destroyed_key_leaves_nothing_to_read_of_its_own_family_alone(in_town: str) -> None:
    worker = people.actor("social_worker")
    gone, other = build.family(worker), build.family(worker, PersonData("Ewa", "Druga"))
    assert keys.destroy([gone.household_id], clock.now()) == 1
    assert keys.destroy([gone.household_id], clock.now()) == 0
    assert [person.full_name for person in queries.persons_of(gone)] == ["dane usunięte"] * 3
    assert queries.persons_of(other)[0].full_name == "Ewa Druga"
    assert list(queries.own_cases(worker, "wzorcowa")) == []
    with pytest.raises(KeyDestroyedError), transaction.atomic():
        Person.objects.create(home=gone.household, first_name="Nowa", last_name="Osoba")


def test_a_row_whose_key_is_gone_can_still_be_saved(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    keys.destroy([case.household_id], clock.now())
    person = Person.objects.get(pk=queries.persons_of(case)[0].pk)
    person.sex = ""
    person.save()
    assert Person.objects.get(pk=person.pk).full_name == "dane usunięte"


@pytest.mark.parametrize("families", [1, 3, 30])
def test_any_number_of_families_takes_one_query_for_keys(in_town: str, families: int) -> None:
    worker = people.actor("social_worker")
    for number in range(families):
        build.family(worker, PersonData("Anna", f"Numer{number}"))
    cases = list(queries.own_cases(worker))
    keyring.forget()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        leading = queries.leading_persons(cases)
        assert len({person.full_name for person in leading.values()}) == families
    assert len(seen) == 2


def test_a_name_is_found_by_its_words_in_any_order_among_ones_own(in_town: str) -> None:
    mine, hers = people.actor("social_worker"), people.actor("social_worker")
    case = build.family(mine)
    build.family(hers)
    assert list(queries.own_cases(mine, "wzorcowa ŁUCJA")) == [case]
    assert list(queries.own_cases(mine, "wzor zos")) == [case]
    assert list(queries.own_cases(mine, "łucja jan")) == []
    assert list(queries.own_cases(mine, "nikt")) == []


def test_a_value_of_another_family_does_not_open(in_town: str) -> None:
    worker = people.actor("social_worker")
    one, other = build.family(worker), build.family(worker, PersonData("Ewa", "Druga"))
    person, stranger = queries.persons_of(one)[0], queries.persons_of(other)[0]
    place = f"families_person.last_name.{person.pk}"
    forged = seal("Podmieniona", place, other.household_id)
    forged = forged.replace(other.household_id.hex, one.household_id.hex)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE families_person SET last_name = %s WHERE id = %s", [forged, str(person.pk)])
    with pytest.raises(UnreadableFieldError):
        str(Person.objects.get(pk=person.pk).last_name)
    assert stranger.last_name == "Druga"


def test_who_moves_takes_the_name_along(in_town: str) -> None:
    worker = people.actor("social_worker")
    left, new = build.family(worker), build.family(worker, PersonData("Ewa", "Druga"))
    person = Person.objects.get(pk=queries.persons_of(left)[0].pk)
    keys.rehome(person, new.household)
    keys.rehome(person, new.household)
    keys.destroy([left.household_id], clock.now())
    assert Person.objects.get(pk=person.pk).full_name == "Łucja Wzorcowa"


def test_nothing_is_written_past_the_seal(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    with pytest.raises(TypeError, match="save"), transaction.atomic():
        Person.objects.filter(home=case.household).update(last_name="Jawna")
    person = Person.objects.get(pk=queries.persons_of(case)[0].pk)
    person.last_name = "Jawna"
    with pytest.raises(TypeError, match="save"), transaction.atomic():
        Person.objects.bulk_update([person], ["last_name"])
    assert isinstance(person.__dict__["first_name"], Ciphertext)


def test_a_household_without_a_key_gets_one(in_town: str) -> None:
    case = build.family(people.actor("social_worker"))
    FamilyKey.objects.all().delete()
    keyring.forget()
    with pytest.raises(KeyMissingError), transaction.atomic():
        Person.objects.create(home=case.household, first_name="A", last_name="B")
    assert keys.make_missing() == 1
    assert Person.objects.create(home=case.household, first_name="A", last_name="B").full_name == "A B"


def test_a_key_does_not_stay_open_for_long(in_town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = build.family(people.actor("social_worker"))
    assert queries.persons_of(case)[0].full_name
    FamilyKey.objects.update(wrapped="", destroyed_at=clock.now())
    monkeypatch.setattr(keyring, "OPEN_SECONDS", -1.0)
    assert queries.persons_of(case)[0].full_name == "dane usunięte"


def test_the_migration_seals_what_stood_there(in_town: str) -> None:
    """Rows as version 0.1.0 left them: names in plain text, PESEL and reasons under the tenant's key."""
    case = build.family(people.actor("social_worker"), PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    person = HouseholdMember.objects.get(household=case.household_id).person
    pesel = seal(build.PESEL, f"families_person.pesel.{person.pk}")
    FamilyKey.objects.all().delete()
    keyring.forget()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE families_person SET first_name = 'Anna', last_name = 'Pierwsza', pesel = %s", [pesel]
        )
    migration: Any = importlib.import_module("core.families.migrations.0003_family_keys")
    migration.seal_under_family_keys(None, SimpleNamespace(connection=connection))
    keyring.forget()
    kept = Person.objects.get(pk=person.pk)
    assert (kept.full_name, kept.pesel) == ("Anna Pierwsza", build.PESEL)
    assert "Pierwsza" not in _columns("families_person", person.pk)
    assert Case.objects.get().household_id == kept.home_id
