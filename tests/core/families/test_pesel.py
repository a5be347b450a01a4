"""A PESEL at rest: sealed for its row and its town, found only through its keyed hash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection, transaction

from core.families import queries
from core.families.models import Person
from core.families.operations import PersonData
from core.shared.encryption import UnreadableFieldError
from tenants.context import in_tenant
from tests.support import families as build
from tests.support import people


def _stored(person: Person) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pesel FROM families_person WHERE id = %s", [person.pk])
        return str(cursor.fetchone()[0])


def _store(person: Person, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE families_person SET pesel = %s WHERE id = %s", [value, person.pk])


def _with_pesel(pesel: str = build.PESEL) -> Person:
    worker = people.actor("social_worker")
    case = build.family(worker, PersonData("Anna", "Pierwsza", pesel=pesel))
    return Person.objects.get(pk=queries.persons_of(case)[0].pk)


def test_the_number_is_readable_in_the_program_and_nowhere_in_the_row(in_town: str) -> None:
    person = _with_pesel()
    assert person.pesel == build.PESEL
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM families_person p WHERE id = %s", [person.pk])
        row = cursor.fetchone()[0]
    assert build.PESEL not in row
    assert "Anna" not in row


def test_a_sealed_number_copied_to_another_row_does_not_open(in_town: str) -> None:
    first, second = _with_pesel(), _with_pesel("88020300018")
    _store(second, _stored(first))
    copied = Person.objects.get(pk=second.pk)
    with pytest.raises(UnreadableFieldError):
        str(copied.pesel)


def test_hash_and_seal_of_one_town_are_worth_nothing_in_another(db: None) -> None:
    found: dict[str, Person] = {}
    for town in ("g_2464011", "g_2475011"):
        with in_tenant(town):
            found[town] = _with_pesel()
    one, other = found.values()
    assert one.pesel_index != other.pesel_index
    with in_tenant("g_2464011"):
        sealed = _stored(one)
    with in_tenant("g_2475011"):
        _store(other, sealed)
        with pytest.raises(UnreadableFieldError):
            str(Person.objects.get(pk=other.pk).pesel)


def test_a_search_by_number_is_exact_and_only_for_the_leading_worker(in_town: str) -> None:
    worker = people.actor("social_worker")
    case = build.family(worker, PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    person = queries.persons_of(case)[0]
    assert queries.person_with_pesel(worker, build.PESEL) == person
    assert queries.person_with_pesel(worker, build.PESEL[:-1] + "1") is None
    assert queries.person_with_pesel(people.actor("social_worker"), build.PESEL) is None


def test_the_field_itself_cannot_be_searched(in_town: str) -> None:
    with pytest.raises(TypeError, match="blind index"):
        Person.objects.filter(pesel=build.PESEL).exists()


def test_two_towns_may_know_the_same_person_without_knowing_of_each_other(
    db: None, browse: Callable[..., object]
) -> None:
    for town in ("g_2464011", "g_2475011"):
        with in_tenant(town), transaction.atomic():
            _with_pesel()
            assert Person.objects.count() == 1
