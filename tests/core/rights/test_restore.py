"""A database is copied, a family and a person are erased, the copy is put back: they are gone again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as _connection

from core.families.models import Case, Person
from core.families.operations import close_case
from core.paths import operations as paths
from core.paths.models import FamilyWord
from core.rights import operations
from core.shared import clock, keyring
from tenants import roles
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import families as build
from tests.support import people
from tests.support.database import as_owner, copy_database, put_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
connection: Any = _connection


@pytest.fixture(autouse=True)
def _lists(settings: Any, tmp_path: Path) -> None:
    settings.DESTROYED_KEYS = tmp_path


@pytest.fixture
def _afterwards_as_before() -> Iterator[None]:
    before = copy_database("before")
    yield
    put_back(before)
    with as_owner():
        roles.prepare_groups()


@pytest.mark.usefixtures("_afterwards_as_before")
def test_what_was_erased_stays_erased_after_a_restore() -> None:
    with in_tenant(CZESTOCHOWA):
        worker = people.actor("social_worker")
        whole, one = (build.family(worker) for _ in range(2))
        father = Person.objects.get(memberships__household=one.household, memberships__role="spouse")
        paths.say_what_matters(actor=worker, case=one, person=father, words="Chcę rower", mode="meeting")
        for case in (whole, one):
            close_case(actor=worker, case=case, outcome="achieved", closed_on=clock.today())
    yesterday = copy_database("yesterday")
    with in_tenant(CZESTOCHOWA):
        director = people.actor("director")
        for wanted in (
            operations.propose_erasure(actor=worker, case=whole, reason="wniosek"),
            operations.propose_person_erasure(actor=worker, case=one, person=father, reason="wniosek"),
        ):
            operations.approve_disposal(actor=director, disposal=wanted)
        assert _names(whole) == {"dane usunięte"}
    put_back(yesterday)
    keyring.forget()
    with in_tenant(CZESTOCHOWA):
        assert "Łucja Wzorcowa" in _names(whole)
        assert "Jan Wzorcowy" in _names(one)
        assert operations.reapply_destroyed_keys(actor=people.system()) == 2
        assert _names(whole) == {"dane usunięte"}
        assert _names(one) == {"dane usunięte", "Łucja Wzorcowa", "Zosia Wzorcowa"}
        assert FamilyWord.objects.get(person=father).words == ""
        assert operations.reapply_destroyed_keys(actor=people.system()) == 0


def _names(case: Case) -> set[str]:
    return {person.full_name for person in Person.objects.filter(home=case.household_id)}
