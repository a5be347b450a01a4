"""Receipts, reasons on the page of what a partner sees, and the question about a day with what was told."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from core.privacy.models import Disclosure, ParticipationAgreement
from core.privacy.operations.authorisations import authorise
from core.teams import operations as teams
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

Browse = Callable[..., Client]


@pytest.fixture
def scene(db: None, browse: Browse) -> tuple[Family, Town, int]:
    """The mother let the clinic know her name, and the clinic looked."""
    with in_tenant(CZESTOCHOWA):
        clinic, home = vertical.town("Poradnia Próbna"), vertical.family()
        teams.add_partner_member(actor=home.worker, team=home.team, partner=clinic.partner)
        authorise(
            actor=home.worker,
            case=home.case,
            person=home.mother,
            partner=clinic.partner,
            categories=["identity"],
            purpose="team",
        )
    browse("czestochowa", user=clinic.delegate_user).get(f"/zespoly/{home.case.pk}/")
    with in_tenant(CZESTOCHOWA):
        return home, clinic, Disclosure.objects.get().number


def test_a_receipt_is_read_printed_and_checked_by_anybody(
    browse: Browse, scene: tuple[Family, Town, int]
) -> None:
    home, _, number = scene
    with in_tenant(CZESTOCHOWA):
        mother, father = (vertical.member_account(home, one) for one in (home.mother, home.father))
    page = browse("czestochowa", user=mother).get(f"/rejestr/{number}/").content.decode()
    found = re.search(r"U\d+(-[0-9A-F]{4}){10}", page)
    assert found
    paper = browse("czestochowa", user=home.worker_user).get(f"/rejestr/{number}/pokwitowanie.pdf")
    assert paper.content.startswith(b"%PDF")
    stranger = browse("czestochowa")
    asked = stranger.get("/pokwitowanie/", {"kod": found[0]}, follow=True).content.decode()
    assert "Pokwitowanie jest prawdziwe" in asked
    for secret in ("Anna", "Przykład", "Poradnia", home.case.number, "Dorota"):
        assert secret not in asked
    wrong = stranger.get(f"/pokwitowanie/{found[0][:-1]}X/")
    assert wrong.status_code == 404
    assert "nie możemy potwierdzić" in wrong.content.decode()
    assert browse("sosnowiec").get(f"/pokwitowanie/{found[0]}/").status_code == 404
    for client in (
        browse("czestochowa", user=father),
        browse("czestochowa", "social_worker"),
        browse("czestochowa", "director"),
        browse("sosnowiec", "social_worker"),
    ):
        assert client.get(f"/rejestr/{number}/").status_code == 404
        assert client.get(f"/rejestr/{number}/pokwitowanie.pdf").status_code == 404


def test_the_partner_reads_on_whose_word_it_sees_a_field(
    browse: Browse, scene: tuple[Family, Town, int]
) -> None:
    home, clinic, _ = scene
    response = browse("czestochowa", user=clinic.delegate_user).get(f"/zespoly/{home.case.pk}/")
    page = response.content.decode()
    assert "Dlaczego widzę to pole?" in page
    assert "Anna Przykładowa: pozwolenie z 05.10.2026, do odwołania" in page
    # Nothing of it stays in a browser or proxy: taken back, it is gone at the next look.
    assert "no-store" in response.headers["Cache-Control"]


def test_the_question_about_a_day_names_what_was_really_told(
    browse: Browse, scene: tuple[Family, Town, int]
) -> None:
    home, clinic, number = scene
    worker = browse("czestochowa", user=home.worker_user)

    def asked(**more: Any) -> str:
        values = {"partner": str(clinic.partner.pk), "on": "2026-10-05", "hour": "", **more}
        return worker.get(f"/rodziny/{home.case.pk}/kto-co-widzi/", values).content.decode()

    day = asked()
    assert f"/rejestr/{number}/" in day
    assert "udzielenie usługi" in day
    assert "pytanie, kto już pomaga" in day
    assert "niczego nie otworzyła" in asked(on="2026-10-04")
    # At midnight the word had not been given yet.
    assert "są wszystkie cztery warunki" in day
    assert "są wszystkie cztery warunki" not in asked(hour="00:00")


def test_a_parent_sees_the_entries_of_the_child_for_whom_it_spoke(
    browse: Browse, scene: tuple[Family, Town, int]
) -> None:
    home, _, _ = scene
    with in_tenant(CZESTOCHOWA):
        mother, father = (vertical.member_account(home, one) for one in (home.mother, home.father))
        # As if the mother were a child for whom the father gave his word.
        ParticipationAgreement.objects.filter(person=home.mother).update(
            guardian=home.father, for_minor=True, form="guardian"
        )
        type(home.mother).objects.filter(pk=home.mother.pk).update(born_on="2015-01-01")
    page = browse("czestochowa", user=father).get("/moje-dane/").content.decode()
    assert "Anna Przykładowa" in page
    assert "Poradnia Próbna" in page
    assert "Jan Przykładowy" not in browse("czestochowa", user=mother).get("/moje-dane/").content.decode()
