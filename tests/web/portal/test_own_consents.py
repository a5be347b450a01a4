"""My consents: an institution each, every word a row of its own, all of one institution in one word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.privacy.enums import DataCategory, Purpose
from core.privacy.models import DisclosureAuthorisation
from core.privacy.operations.authorisations import authorise
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TOLD = [DataCategory.IDENTITY.value, DataCategory.PATH.value, DataCategory.WORK.value]


def lets_know(home: vertical.AgreedFamily, town: vertical.Town, purpose: str) -> None:
    """The mother lets an institution know three things."""
    authorise(
        actor=home.worker,
        case=home.case,
        person=home.mother,
        partner=town.partner,
        categories=TOLD,
        purpose=purpose,
    )


def test_institutions_come_one_by_one_and_every_word_can_be_taken_back(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        home = vertical.agreed_family()
        towns = [vertical.town(name) for name in ("Poradnia Próbna", "Klub Próbny", "Szkoła Próbna")]
        mother = vertical.member_account(home, home.mother)
        lets_know(home, towns[0], Purpose.TEAM)
    client = browse("czestochowa", user=mother)
    client.get("/moje/zgody/")
    with CaptureQueriesContext(connection) as for_one:
        client.get("/moje/zgody/")
    with in_tenant(CZESTOCHOWA):
        for town in towns:
            for purpose in (Purpose.TEAM, Purpose.SERVICE):
                lets_know(home, town, purpose)
        words = list(DisclosureAuthorisation.objects.filter(person=home.mother))
    with CaptureQueriesContext(connection) as for_three:
        page = client.get("/moje/zgody/").content.decode()
    assert len(for_three) == len(for_one)
    assert len(words) == 18
    for word in words:
        assert page.count(f"/upowaznienia/{word.pk}/wycofanie/") == 1
    titles = [page.index(f">{name}</h3>") for name in ("Klub Próbny", "Poradnia Próbna", "Szkoła Próbna")]
    assert titles == sorted(titles)
    assert page.count("(pozwolenia: 6)") == 3
    assert "Pozwolenia, które dajesz: 18" in client.get("/moje-dane/").content.decode()


def test_all_of_one_institution_goes_in_one_word_and_the_others_stay(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        home = vertical.agreed_family()
        clinic, club = vertical.town(), vertical.town("Klub Próbny")
        mother = vertical.member_account(home, home.mother)
        for town in (clinic, club):
            lets_know(home, town, Purpose.TEAM)
    client = browse("czestochowa", user=mother)
    offered: Any = client.get("/moje/zgody/").context["institutions"]
    address = next(one.all_url for one in offered if one.partner == "Poradnia Próbna")
    assert "Wycofać wszystkie pozwolenia dla: Poradnia Próbna?" in client.get(address).content.decode()
    for _again in range(2):
        client.post(address)
    left = client.get("/moje/zgody/").context["institutions"]
    assert [one.partner for one in left] == ["Klub Próbny"]
    in_order = [str(DataCategory(one).label) for one in DataCategory.values if one in TOLD]
    assert [line.what for line in left[0].lines] == in_order
    assert left[0].what == ", ".join(in_order)
