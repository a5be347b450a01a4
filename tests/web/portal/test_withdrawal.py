"""A person stops taking part by themselves: only their own agreement, at once, everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from core.families import operations as families
from core.families.queries import persons_of
from core.privacy import operations as privacy
from core.privacy import queries as agreements
from core.teams import queries as teams
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import families as build
from tests.support import people

pytestmark = pytest.mark.django_db


def test_a_person_withdraws_alone_and_is_asked_once_more(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        worker = people.actor("social_worker")
        case = build.family(worker)
        mother, father, _child = persons_of(case)
        privacy.record_agreement(actor=worker, case=case, person=father, form="paper")
        team = build.team(worker, case)
        user = people.account("family_member")
        families.link_account(actor=worker, person=mother, user=user)
    client = browse("czestochowa", user=user)
    asked = client.get("/moje/wycofanie/").content.decode()
    assert "Nie tracisz żadnego świadczenia" in asked
    assert "<title>Moja strona</title>" in asked
    with in_tenant(CZESTOCHOWA):
        assert agreements.has_agreement(mother)
    assert client.post("/moje/wycofanie/")["Location"] == "/moje/"
    with in_tenant(CZESTOCHOWA):
        assert not agreements.has_agreement(mother)
        assert agreements.has_agreement(father)
        assert mother.pk not in {seat.person_id for seat in teams.members_of(team)}
    assert client.get("/moje/wycofanie/").status_code == 404


@pytest.mark.parametrize("role", ["social_worker", "director", "network_officer", "delegate"])
def test_nobody_else_finds_the_page(browse: Callable[..., Client], role: str) -> None:
    assert browse("czestochowa", role).get("/moje/wycofanie/").status_code == 404
