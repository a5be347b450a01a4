"""Pages of the question who already helps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from core.involvement import operations
from core.involvement.models import InvolvementQuestion
from core.privacy.enums import Purpose
from core.privacy.operations import authorisations
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

if TYPE_CHECKING:
    from tests.support.vertical import AgreedFamily, Town

Browse = Callable[..., Client]
PESEL = "90050100010"


@pytest.fixture
def scene(db: None) -> tuple[AgreedFamily, Town]:
    with in_tenant(CZESTOCHOWA):
        clinic, home = vertical.town("Poradnia Próbna"), vertical.agreed_family()
        home.mother.pesel = PESEL
        home.mother.save()
    return home, clinic


def lets(home: AgreedFamily, clinic: Town, *categories: str) -> None:
    with in_tenant(CZESTOCHOWA):
        authorisations.authorise(
            actor=home.worker,
            case=home.case,
            person=home.mother,
            partner=clinic.partner,
            categories=list(categories),
            purpose=Purpose.INVOLVEMENT,
        )


def asked(browse: Browse, home: AgreedFamily, clinic: Town) -> InvolvementQuestion:
    worker = browse("czestochowa", user=home.worker_user)
    address = f"/rodziny/{home.case.pk}/kto-juz-pomaga/zapytaj/"
    assert "Poradnia Próbna – Anna Przykładowa" in worker.get(address).content.decode()
    worker.post(address, {"pairs": [f"{home.mother.pk}.{clinic.partner.pk}"]})
    with in_tenant(CZESTOCHOWA):
        return InvolvementQuestion.objects.get()


def test_asked_by_name_and_answered(browse: Browse, scene: tuple[AgreedFamily, Town]) -> None:
    home, clinic = scene
    overview = f"/rodziny/{home.case.pk}/kto-juz-pomaga/"
    worker = browse("czestochowa", user=home.worker_user)
    assert "Nikogo jeszcze nie wolno zapytać" in worker.get(overview).content.decode()
    lets(home, clinic, "health", "identity")
    question = asked(browse, home, clinic)
    delegate = browse("czestochowa", user=clinic.delegate_user)
    listed = delegate.get("/pytania/").content.decode()
    assert f"/pytania/{question.pk}/" in listed
    assert "Anna" not in listed
    assert "Czy pomagacie: Anna Przykładowa?" in delegate.get(f"/pytania/{question.pk}/").content.decode()
    half = delegate.post(f"/pytania/{question.pk}/", {"helps": ["health"]}).content.decode()
    assert "z kim u Was się skontaktować" in half
    delegate.post(f"/pytania/{question.pk}/", {"helps": ["health"], "worker": "Ewa, tel. 111"})
    page = worker.get(overview).content.decode()
    assert "tak: zdrowie i niepełnosprawność" in page
    assert "Ewa, tel. 111" in page
    assert "Odpowiedź jest zapisana" in delegate.get(f"/pytania/{question.pk}/").content.decode()


def test_asked_blindly_the_institution_learns_nothing(
    browse: Browse, scene: tuple[AgreedFamily, Town]
) -> None:
    home, clinic = scene
    lets(home, clinic, "health")
    question = asked(browse, home, clinic)
    delegate = browse("czestochowa", user=clinic.delegate_user)
    page = delegate.get(f"/pytania/{question.pk}/").content.decode()
    for secret in ("Anna", "Przykład", home.case.number, PESEL):
        assert secret not in page
    wrong = delegate.post(f"/pytania/{question.pk}/", {"numbers": "123", "helps": ["health"]})
    assert "Wiersz 1 nie jest numerem PESEL" in wrong.content.decode()
    data = {"numbers": PESEL, "helps": ["health"], "worker": "Ewa", "keep": "on"}
    done = delegate.post(f"/pytania/{question.pk}/", data, follow=True).content.decode()
    assert "Odpowiedź jest zapisana" in done
    assert "Usuń zostawione numery" in done
    worker = browse("czestochowa", user=home.worker_user)
    assert "tak: zdrowie" in worker.get(f"/rodziny/{home.case.pk}/kto-juz-pomaga/").content.decode()
    delegate.post("/pytania/numery/")
    assert delegate.get("/pytania/numery/").status_code == 404


def test_others_find_nothing(browse: Browse, scene: tuple[AgreedFamily, Town]) -> None:
    home, clinic = scene
    lets(home, clinic, "health", "identity")
    question = asked(browse, home, clinic)
    for slug, role in (
        ("czestochowa", "social_worker"),
        ("czestochowa", "director"),
        ("sosnowiec", "delegate"),
    ):
        client = browse(slug, role)
        for address in (
            f"/rodziny/{home.case.pk}/kto-juz-pomaga/",
            f"/rodziny/{home.case.pk}/kto-juz-pomaga/zapytaj/",
            f"/pytania/{question.pk}/",
        ):
            assert client.get(address).status_code == 404
    with in_tenant(CZESTOCHOWA):
        other = vertical.town("Inna Instytucja")
    assert browse("czestochowa", user=other.delegate_user).get(f"/pytania/{question.pk}/").status_code == 404


def test_lists_ask_the_same_however_long(
    browse: Browse, scene: tuple[AgreedFamily, Town], django_assert_max_num_queries: Any
) -> None:
    home, clinic = scene
    lets(home, clinic, "health")
    worker, delegate = (browse("czestochowa", user=user) for user in (home.worker_user, clinic.delegate_user))
    asked(browse, home, clinic)
    pages = ((worker, f"/rodziny/{home.case.pk}/kto-juz-pomaga/"), (delegate, "/pytania/"))
    counts: list[list[int]] = []
    for number in range(2):
        counts.append([])
        for client, address in pages:
            client.get(address)
            with django_assert_max_num_queries(60) as seen:
                client.get(address)
            counts[-1].append(len(seen))
        if number == 0:
            with in_tenant(CZESTOCHOWA):
                for person in (home.father, vertical.agreed_family().mother):
                    case = home.case if person == home.father else person.agreements.get().case
                    worker_of = home.worker if person == home.father else _leader(case)
                    given: dict[str, Any] = {"case": case, "person": person}
                    authorisations.authorise(
                        actor=worker_of,
                        partner=clinic.partner,
                        categories=["work"],
                        purpose=Purpose.INVOLVEMENT,
                        **given,
                    )
                    operations.ask(actor=worker_of, partners=[clinic.partner], **given)
    assert counts[0] == counts[1]


def _leader(case: Any) -> Any:
    from tests.support import people  # noqa: PLC0415

    return people.actor_of(case.social_worker)
