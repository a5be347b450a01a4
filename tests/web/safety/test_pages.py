"""Pages of safety: the leading worker's, nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.families import operations as families
from core.families.operations import PersonData
from core.paths import operations as paths
from core.paths.operations import TaskData
from core.safety.models import ContactDetails, OpenedRecord, SeparateProcedure, Separation
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
CONTACT = {
    "phone": "600 000 000",
    "email": "",
    "address": "ul. Cicha 1",
    "address_concealed": "on",
    "ways": ["phone"],
    "weekdays": ["2", "4"],
    "from_time": "9:00",
    "until_time": "12:30",
    "no_messages": "on",
    "language": "uk",
    "needs_interpreter": "on",
    "version": "0",
}


@pytest.fixture
def family() -> vertical.Family:
    with in_tenant(CZESTOCHOWA):
        made = vertical.family()
        paths.add_task(actor=made.worker, goal=made.goal, task=TaskData("Wspólny krok"))
    return made


def separation(family: vertical.Family) -> dict[str, Any]:
    return {
        "kept_from": str(family.father.pk),
        "protected": str(family.mother.pk),
        "starts_on_day": "5",
        "starts_on_month": "10",
        "starts_on_year": "2026",
        "reason": "Boi się go.",
    }


def test_a_contact_with_plain_warnings(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    address = f"/rodziny/{family.case.pk}/osoby/{family.mother.pk}/kontakt/"
    refused = worker.post(address, {**CONTACT, "ways": ["sms", "email"]})
    assert "nie ma do niego danych" in refused.content.decode()
    assert worker.post(address, CONTACT).status_code == 302
    page = worker.get(f"/rodziny/{family.case.pk}/bezpieczenstwo/").content.decode()
    for words in (
        "Adres zastrzeżony. Nie podawaj go nikomu.",
        "Nie zostawiaj wiadomości.",
        "wtorek, czwartek, 09:00–12:30",
        "ul. Cicha 1",
        "ukraiński, potrzebny tłumacz",
    ):
        assert words in page
    assert "Adres zastrzeżony" in worker.get(f"/rodziny/{family.case.pk}/").content.decode()
    stale = worker.post(address, CONTACT).content.decode()
    assert "Ktoś zmienił te dane" in stale
    form = worker.get(address).content.decode()
    assert 'value="09:00' in form
    with in_tenant(CZESTOCHOWA):
        assert ContactDetails.objects.get().version == 1


def test_separating_opening_and_ending(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    base = f"/rodziny/{family.case.pk}/"
    assert "Niebieskiej Karty" in worker.get(f"{base}rozdzielenie/").content.decode()
    same = worker.post(f"{base}rozdzielenie/", {**separation(family), "protected": str(family.father.pk)})
    assert "Wybierz dwie różne osoby." in same.content.decode()
    answer = worker.post(f"{base}rozdzielenie/", separation(family))
    opened = f"{base}osoby/{family.father.pk}/widoczne/"
    assert (answer.status_code, answer["Location"]) == (302, opened)
    choices = worker.get(opened).content.decode()
    assert "Cel: Spokojny dom" in choices
    assert "Zadanie: Wspólny krok" in choices
    assert worker.post(opened, {"records": [str(family.goal.pk)]}).status_code == 302
    for page in (f"{base}bezpieczenstwo/", base):
        text = worker.get(page).content.decode()
        assert "Jan Przykładowy nie może nic wiedzieć o: Anna Przykładowa." in text
    with in_tenant(CZESTOCHOWA):
        made = Separation.objects.get()
        assert OpenedRecord.objects.get().record_id == family.goal.pk
    end = {
        "what": "end",
        "last_day_day": "5",
        "last_day_month": "10",
        "last_day_year": "2026",
        "version": "1",
    }
    assert worker.post(f"{base}rozdzielenie/{made.pk}/koniec/", end).status_code == 302
    mistake = {**end, "what": "mistake", "version": "2"}
    assert worker.post(f"{base}rozdzielenie/{made.pk}/koniec/", mistake).status_code == 302
    assert "zapisane przez pomyłkę" in worker.get(f"{base}bezpieczenstwo/").content.decode()


def test_the_flag_goes_on_and_off(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    address = f"/rodziny/{family.case.pk}/odrebnie/"
    assert worker.get(address).status_code == 405
    worker.post(address)
    assert (
        "prowadzone odrębnie, od 05.10.2026"
        in worker.get(f"/rodziny/{family.case.pk}/bezpieczenstwo/").content.decode()
    )
    worker.post(address, {"koniec": "1"})
    with in_tenant(CZESTOCHOWA):
        assert SeparateProcedure.objects.get().ends_on is not None


def test_to_everybody_else_there_is_nothing(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    worker.post(f"/rodziny/{family.case.pk}/rozdzielenie/", separation(family))
    with in_tenant(CZESTOCHOWA):
        made = Separation.objects.get()
        his = vertical.member_account(family, family.father)
        hers = vertical.member_account(family, family.mother)
    base = f"/rodziny/{family.case.pk}/"
    pages = [
        f"{base}bezpieczenstwo/",
        f"{base}osoby/{family.mother.pk}/kontakt/",
        f"{base}rozdzielenie/",
        f"{base}rozdzielenie/{made.pk}/koniec/",
        f"{base}osoby/{family.father.pk}/widoczne/",
    ]
    clients = [browse("czestochowa", user=user) for user in (his, hers)]
    roles = ("social_worker", "director", "network_officer", "delegate")
    clients += [browse("czestochowa", role) for role in roles]
    for client in clients:
        for page in pages:
            assert client.get(page).status_code == 404, page
            assert client.post(page, {}).status_code in {404, 405}, page
        assert client.post(f"{base}odrebnie/").status_code == 404
    with in_tenant(CZESTOCHOWA):
        assert not SeparateProcedure.objects.exists()


def test_as_many_questions_for_five_persons_as_for_two(family: vertical.Family, browse: Browse) -> None:
    worker = browse("czestochowa", user=family.worker_user)
    address = f"/rodziny/{family.case.pk}/bezpieczenstwo/"
    worker.get(address)
    with CaptureQueriesContext(connection) as few:
        worker.get(address)
    with in_tenant(CZESTOCHOWA):
        family.case.refresh_from_db()
        for name in ("Ala", "Ola", "Ela"):
            families.add_person(
                actor=family.worker, case=family.case, person=PersonData(name, "Przykładowa", "child")
            )
    with CaptureQueriesContext(connection) as many:
        worker.get(address)
    assert len(many) == len(few)
