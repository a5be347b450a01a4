"""Pages of authorisations, dossiers and the ledger."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from core.privacy.models import DisclosureAuthorisation
from core.teams import operations as teams
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

Browse = Callable[..., Client]


@pytest.fixture
def scene(db: None) -> tuple[Family, Town]:
    with in_tenant(CZESTOCHOWA):
        clinic, home = vertical.town("Poradnia Próbna"), vertical.family()
        teams.add_partner_member(actor=home.worker, team=home.team, partner=clinic.partner)
    return home, clinic


def authorise(browse: Browse, home: Family, clinic: Town, **more: Any) -> Any:
    worker = browse("czestochowa", user=home.worker_user)
    data = {
        "person": str(home.mother.pk),
        "partner": str(clinic.partner.pk),
        "categories": ["identity", "path"],
        "purpose": "team",
        "form": "screen",
        "language": "pl",
        "explained": "on",
        **more,
    }
    return worker.post(f"/rodziny/{home.case.pk}/upowaznienia/nowe/", data, follow=True)


def test_from_the_kitchen_table_to_the_ledger(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    assert "wycofać" in authorise(browse, home, clinic).content.decode()
    delegate = browse("czestochowa", user=clinic.delegate_user)
    assert home.case.number in delegate.get("/zespoly/").content.decode()
    page = delegate.get(f"/zespoly/{home.case.pk}/").content.decode()
    assert "Anna Przykładowa" in page
    assert "Przykładowy" not in page
    assert "Osoba 2" in page
    with in_tenant(CZESTOCHOWA):
        mother, father = (vertical.member_account(home, one) for one in (home.mother, home.father))
    own = browse("czestochowa", user=mother).get("/moje-dane/").content.decode()
    assert own.count("Poradnia Próbna") == 1
    assert "Pozwolenia, które dajesz: 2" in own
    assert "Poradnia Próbna" not in browse("czestochowa", user=father).get("/moje-dane/").content.decode()
    worker = browse("czestochowa", user=home.worker_user)
    assert "Anna Przykładowa" in worker.get(f"/rodziny/{home.case.pk}/ujawnienia/").content.decode()


def test_one_persons_word_tells_nobody_elses_age(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    address = f"/zespoly/{home.case.pk}/"
    delegate = browse("czestochowa", user=clinic.delegate_user)
    authorise(browse, home, clinic, categories=["household"])
    page = delegate.get(address).content.decode()
    assert "Kto mieszka razem" in page
    assert " lat<" not in page
    authorise(browse, home, clinic, categories=["identity"])
    assert delegate.get(address).content.decode().count(" lat<") == 1


def test_the_mother_takes_her_word_back(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    authorise(browse, home, clinic, categories=["identity"])
    with in_tenant(CZESTOCHOWA):
        word = DisclosureAuthorisation.objects.get()
        mother, father = (vertical.member_account(home, one) for one in (home.mother, home.father))
    address = f"/upowaznienia/{word.pk}/wycofanie/"
    assert browse("czestochowa", user=father).post(address).status_code == 404
    assert browse("sosnowiec", "social_worker").post(address).status_code == 404
    client = browse("czestochowa", user=mother)
    assert "Świadczenia" in client.get(address).content.decode()
    client.post(address)
    page = browse("czestochowa", user=clinic.delegate_user).get(f"/zespoly/{home.case.pk}/").content.decode()
    assert "Anna" not in page


def test_without_explaining_nothing_is_given(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    page = authorise(browse, home, clinic, explained="").content.decode()
    assert "Przeczytajcie razem wyjaśnienie" in page
    with in_tenant(CZESTOCHOWA):
        assert DisclosureAuthorisation.objects.count() == 0


def test_who_could_see_what_is_answered_with_reasons(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    authorise(browse, home, clinic, categories=["identity"])
    worker = browse("czestochowa", user=home.worker_user)
    address = f"/rodziny/{home.case.pk}/kto-co-widzi/"
    page = worker.get(address, {"partner": str(clinic.partner.pk), "on": "2026-10-05"}).content.decode()
    assert "są wszystkie cztery warunki" in page
    assert "Osoba upoważniła do przekazania" in page
    assert "Wybierz instytucję" in worker.get(address, {"partner": "", "on": ""}).content.decode()
    assert worker.get(address, {"partner": "x", "on": "2026-10-05"}).status_code == 200


@pytest.mark.parametrize("part", ["upowaznienia/", "upowaznienia/nowe/", "ujawnienia/", "kto-co-widzi/"])
@pytest.mark.parametrize(
    "role", ["social_worker", "director", "network_officer", "delegate", "family_member"]
)
def test_only_the_leader_opens_these_pages(
    browse: Browse, scene: tuple[Family, Town], part: str, role: str
) -> None:
    home, _ = scene
    assert browse("czestochowa", role).get(f"/rodziny/{home.case.pk}/{part}").status_code == 404
    assert browse("sosnowiec", role).get(f"/rodziny/{home.case.pk}/{part}").status_code == 404


def test_lists_ask_the_same_however_long(
    browse: Browse, scene: tuple[Family, Town], django_assert_max_num_queries: Any
) -> None:
    home, clinic = scene
    authorise(browse, home, clinic, categories=["identity"])
    worker, delegate = (browse("czestochowa", user=user) for user in (home.worker_user, clinic.delegate_user))
    counts = []
    for _ in range(2):
        delegate.get(f"/zespoly/{home.case.pk}/")
        for part in ("upowaznienia/", "ujawnienia/"):
            with django_assert_max_num_queries(40) as seen:
                worker.get(f"/rodziny/{home.case.pk}/{part}")
            counts.append(len(seen))
        authorise(browse, home, clinic, categories=["path", "health", "work"])
        delegate.get(f"/zespoly/{home.case.pk}/")
    assert counts[:2] == counts[2:]


def test_the_worker_reads_institution_by_institution(browse: Browse, scene: tuple[Family, Town]) -> None:
    home, clinic = scene
    authorise(browse, home, clinic, categories=["identity", "path"])
    with in_tenant(CZESTOCHOWA):
        word = DisclosureAuthorisation.objects.filter(category="path").get()
    worker = browse("czestochowa", user=home.worker_user)
    address = f"/rodziny/{home.case.pk}/upowaznienia/"
    page = worker.get(address).content.decode()
    assert page.count("Poradnia Próbna</h2>") == 1
    assert "pozwolenia: 2" in page
    assert page.count("/wycofanie/") == 2
    assert "Anna Przykładowa: " in page
    worker.post(f"/upowaznienia/{word.pk}/wycofanie/")
    after = worker.get(address).content.decode()
    assert "pozwolenia: 2" in after
    assert after.count("/wycofanie/") == 1
    assert "wycofane " in after
    said = after.partition("Może wiedzieć: ")[2].partition("</p>")[0]
    assert str(word.get_category_display()) not in said
