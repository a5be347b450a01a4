"""Pages of households in time, of grounds, reviews, the end, of files and of asking by PESEL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.families import operations, queries
from core.families.models import Case, FamilyImport, Household, Person
from core.families.operations import PersonData
from core.families.operations.importing import read_families, write_families
from core.shared.clock import standing_at
from tenants.context import in_tenant
from tests.core.families.test_importing import GOOD, HEAD
from tests.core.families.test_reviews import on_a_path
from tests.support import families as build
from tests.support import people
from tests.web.families.test_pages import TOWN, day, family_of, household, text, url

Browse = Callable[..., Client]


@pytest.fixture
def client(browse: Browse) -> Client:
    cache.clear()
    return browse("czestochowa", "social_worker")


def actor_of(client: Client) -> Any:
    return people.actor_of(client.user)  # type: ignore[attr-defined]


def test_a_person_is_corrected_and_a_second_hand_is_told(client: Client) -> None:
    case = family_of(client)
    with in_tenant(TOWN):
        mother = queries.persons_of(case)[0]
    address = url("correct-person", case.pk, mother.pk)
    page = client.get(address)
    assert 'value="Wzorcowa"' in page.content.decode()
    typed = {
        "first_name": "Łucja",
        "last_name": "Poprawiona",
        "version": "1",
        "pesel": build.PESEL,
        "sex": "F",
    }
    typed |= day("born_on", date(1990, 4, 12))
    assert client.post(address, typed)["Location"] == url("household", case.pk)
    assert "Ktoś zmienił te dane" in text(client.post(address, typed))
    shown = client.get(url("household", case.pk))
    assert "Łucja Poprawiona" in text(shown)
    assert "PESEL zapisany" in text(shown)
    assert build.PESEL not in client.get(address).content.decode()
    kept = {**typed, "version": "2", "pesel": "", "last_name": "Druga"}
    client.post(address, kept)
    with in_tenant(TOWN):
        assert Person.objects.get(pk=mother.pk).pesel == build.PESEL
    client.post(address, {**kept, "version": "3", "without_pesel": "on"})
    with in_tenant(TOWN):
        assert Person.objects.get(pk=mother.pk).pesel is None


def test_roles_leaving_and_coming_back_stand_in_the_household(client: Client) -> None:
    case = family_of(client)
    with in_tenant(TOWN):
        _mother, father, child = queries.persons_of(case)
    told = client.post(
        url("role", case.pk, father.pk), {"role": "lead", **day("starts_on", date(2026, 9, 20))}
    )
    assert "Wybierz, kim będzie osoba, która dotąd była wiodąca." in text(told)
    client.post(
        url("role", case.pk, father.pk),
        {"role": "lead", "former_lead_role": "spouse", **day("starts_on", date(2026, 9, 20))},
    )
    client.post(url("moved-out", case.pk, child.pk), day("on", date(2026, 9, 25)))
    page = text(client.get(url("household", case.pk)))
    for words in ("Osoba wiodąca · od 20.09.2026", "od 01.09.2026 do 25.09.2026", "Mieszkali wcześniej"):
        assert words in page
    back = {"role": "child", **day("starts_on", date(2026, 10, 1))}
    assert client.post(url("returned", case.pk, child.pk), back)["Location"] == url("household", case.pk)
    assert "Mieszkali wcześniej" not in text(client.get(url("household", case.pk)))


def test_the_number_in_the_centres_system_is_corrected_and_searched(client: Client) -> None:
    case = family_of(client)
    typed = {"household_type": "large", "source_number": "POM-88", "version": "1"}
    client.post(url("correct-household", case.pk), typed)
    assert "POM-88" in text(client.get(url("household", case.pk)))
    assert "Łucja Wzorcowa" in text(client.get(url("cases"), {"q": "pom-88"}))
    assert "Ktoś zmienił te dane" in text(
        client.post(url("correct-household", case.pk), typed | {"source_number": "X"})
    )


def test_grounds_are_corrected_ended_in_time_and_taken_back(client: Client) -> None:
    case = family_of(client)
    with in_tenant(TOWN):
        operations.record_grounds(actor=actor_of(client), case=case, codes=["1"], starts_on=date(2026, 9, 2))
        ground = case.grounds.get()
        version = Case.objects.get(pk=case.pk).version
    typed = {
        "version": str(version),
        **day("starts_on", date(2026, 9, 1)),
        **day("ends_on", date(2026, 12, 1)),
    }
    answer = client.post(url("change-ground", case.pk, ground.pk), typed)
    assert answer["Location"] == url("grounds", case.pk)
    page = text(client.get(url("grounds", case.pk)))
    assert "od 01.09.2026 do 01.12.2026" in page
    assert "kończy się" in page
    client.post(url("remove-ground", case.pk, ground.pk))
    with in_tenant(TOWN):
        assert not case.grounds.exists()


def test_a_path_is_reviewed_closed_in_conversation_and_taken_up_again(client: Client) -> None:
    with in_tenant(TOWN), standing_at(date(2026, 10, 5)):
        case = on_a_path(actor_of(client))
        mother = queries.persons_of(case)[0]
    assert "następny do 03.12.2026" in text(client.get(url("case", case.pk)))
    typed = {
        "key": str(uuid4()),
        "works": "Praca",
        "persons": [str(mother.pk)],
        **day("held_on", date(2026, 10, 1)),
    }
    assert client.post(url("new-review", case.pk), typed)["Location"] == url("case", case.pk)
    page = text(client.get(url("reviews", case.pk)))
    assert "Przegląd 01.10.2026" in page
    assert "Łucja Wzorcowa" in page
    with in_tenant(TOWN):
        review = case.reviews.get()
    address = url("change-review", case.pk, review.pk)
    assert "Praca" in client.get(address).content.decode()
    client.post(address, {**typed, "version": "1", "works": "Praca i szkoła"})
    assert "Ktoś zmienił te dane" in text(client.post(address, {**typed, "version": "1", "works": "x"}))
    said = {"key": str(uuid4()), "achieved": "Spokój", "influence": "5", **day("held_on", date(2026, 10, 5))}
    assert "kto z rodziny rozmawiał" in text(client.post(url("closing-talk", case.pk), said))
    answer = client.post(url("closing-talk", case.pk), {**said, "persons": [str(mother.pk)]})
    assert answer["Location"] == url("close", case.pk)
    assert "o wszystkim decydowała rodzina" in text(client.get(url("case", case.pk)))
    with in_tenant(TOWN):
        version = Case.objects.get(pk=case.pk).version
    again = client.post(url("resume", case.pk), {"version": str(version), "reason": "Jeszcze trochę"})
    assert again["Location"] == url("case", case.pk)
    with in_tenant(TOWN):
        assert Case.objects.get(pk=case.pk).stage == "path"


def test_the_page_of_the_end_offers_the_conversation_first(client: Client) -> None:
    case = family_of(client)
    assert url("closing-talk", case.pk) not in client.get(url("close", case.pk)).content.decode()
    with in_tenant(TOWN):
        build.agreed(actor_of(client), case)
    assert url("closing-talk", case.pk) in client.get(url("close", case.pk)).content.decode()


def test_reviews_that_wait_are_listed_with_the_way_to_do_them(client: Client) -> None:
    with in_tenant(TOWN), standing_at(date(2026, 10, 5)):
        case = on_a_path(actor_of(client))
        Case.objects.filter(pk=case.pk).update(review_due_on=date(2026, 10, 1))
    page = client.get(url("due-reviews"))
    assert "dni po terminie: 4" in text(page)
    assert url("new-review", case.pk) in page.content.decode()
    start = client.get(url("cases"))
    assert "Przeglądy ścieżek" in text(start)
    assert url("new-review", case.pk) in start.content.decode()


def test_the_start_page_says_what_waits_and_leads_there(client: Client) -> None:
    assert "Nic nie czeka" in text(client.get(url("cases")))
    case = family_of(client)
    with in_tenant(TOWN):
        mother = queries.persons_of(case)[0]
    page = client.get(url("cases"))
    assert "Zapytaj o zgodę na udział" in text(page)
    assert url("agree", case.pk, mother.pk) in page.content.decode()


def test_the_start_page_asks_no_more_for_more_families(client: Client) -> None:
    asked = []
    for number in (1, 3):
        with in_tenant(TOWN), standing_at(date(2026, 10, 5)):
            for _each in range(number):
                case = on_a_path(actor_of(client))
                Case.objects.filter(pk=case.pk).update(review_due_on=date(2026, 10, 1))
            family_of(client)
        with CaptureQueriesContext(connection) as queries_made:
            client.get(url("cases"))
        asked.append(len(queries_made))
    assert asked[0] == asked[1]


def test_somebody_alike_is_shown_before_a_family_is_written_twice(client: Client, browse: Browse) -> None:
    with in_tenant(TOWN):
        build.family(actor_of(browse("czestochowa", "social_worker")), PersonData("Zofia", "Próbna"))
    assert client.post(url("new"), household()).status_code == 302  # another worker's family is not told of
    again = client.post(url("new"), household())
    assert "Podobne osoby są już w Twoich sprawach" in text(again)
    with in_tenant(TOWN):
        assert Household.objects.count() == 2
    assert client.post(url("new"), household(**{"mimo-to": "1"})).status_code == 302


def test_a_pesel_known_to_another_worker_tells_whom_to_ask(client: Client, browse: Browse) -> None:
    other = browse("czestochowa", "social_worker")
    with in_tenant(TOWN):
        build.family(actor_of(other), PersonData("Anna", "Pierwsza", pesel=build.PESEL))
    page = client.post(url("new"), household(**{"osoby-0-pesel": build.PESEL}))
    assert f"Porozmawiaj z: {other.user.name}" in text(page)  # type: ignore[attr-defined]
    answer = client.post(url("pesel"), {"pesel": build.PESEL})
    assert f"Porozmawiaj z: {other.user.name}" in text(answer)  # type: ignore[attr-defined]
    assert "Pierwsza" not in answer.content.decode()
    assert "Otwórz sprawę" in text(other.post(url("pesel"), {"pesel": build.PESEL}))
    assert "Nikt z tym numerem" in text(client.post(url("pesel"), {"pesel": "88020300018"}))
    with in_tenant(TOWN):
        assert AuditEvent.objects.filter(action="families.pesel_searched").count() == 4
    for role in ("director", "network_officer", "delegate", "family_member"):
        assert browse("czestochowa", role).get(url("pesel")).status_code == 404


def test_families_come_from_a_file_through_the_pages(client: Client, browse: Browse) -> None:
    page = client.get(url("imports"))
    assert "Rodzina wielodzietna" in text(page)
    template = client.get(url("import-template", "csv"))
    assert "Numer rodziny w systemie" in template.content.decode("utf-8-sig")
    assert client.get(url("import-template", "xlsx")).content.startswith(b"PK")
    broken = (HEAD + GOOD + "POM-3;Zamek;;;Anna;Zła;;;;\n").encode()
    file = SimpleUploadedFile("rodziny.csv", broken)
    answer = client.post(url("imports"), {"key": str(uuid4()), "file": file})
    with in_tenant(TOWN):
        run = FamilyImport.objects.get()
    address = url("import", run.pk)
    assert answer["Location"] == address
    with in_tenant(TOWN):
        read_families(run_id=run.pk)
    shown = text(client.get(address))
    for words in ("wiersz 5", "Rodzaj gospodarstwa", "Nieznana wartość „Zamek”", "POM-3 · Anna Zła"):
        assert words in shown
    assert "POM-1 · Anna Plikowa" in text(client.get(address, {"stan": "new"}))
    assert "nic nie zapisano" in text(client.post(url("decide-import", run.pk)))
    assert client.post(url("decide-import", run.pk), {"only_correct": "on"})["Location"] == address
    with in_tenant(TOWN):
        write_families(run_id=run.pk)
        assert Case.objects.count() == 2
    assert "Zapisane pozycje: 2" in text(client.get(address))
    stranger = browse("czestochowa", "social_worker")
    assert stranger.get(address).status_code == 404
    assert stranger.post(url("cancel-import", run.pk)).status_code == 404
    assert "rodziny.csv" not in text(stranger.get(url("imports")))


def test_a_changed_family_is_shown_field_by_field_and_given_up(client: Client) -> None:
    with in_tenant(TOWN):
        actor = actor_of(client)
        build.family(actor, PersonData("Anna", "Plikowa"), source_number="POM-1")
        run = operations.start_family_import(
            actor=actor,
            filename="r.csv",
            content=(HEAD + "POM-1;;;;Anna;Plikowa;;12.04.1990;K;90041200060\n").encode(),
        )
        read_families(run_id=run.pk)
    page = client.get(url("import", run.pk))
    for words in ("Data urodzenia", "1990-04-12", "numer z pliku"):
        assert words in text(page)
    assert build.PESEL not in page.content.decode()
    assert client.post(url("resume-import", run.pk)).status_code == 302
    assert client.post(url("cancel-import", run.pk))["Location"] == url("imports")
    assert "porzucony" in text(client.get(url("imports")))


def test_another_workers_case_opens_none_of_these_pages(browse: Browse, client: Client) -> None:
    owner = browse("czestochowa", "social_worker")
    case = family_of(owner)
    with in_tenant(TOWN):
        person = queries.persons_of(case)[0]
        operations.record_grounds(actor=actor_of(owner), case=case, codes=["1"])
        ground = case.grounds.get()
    pages = [url(name, case.pk) for name in ("household", "correct-household", "reviews", "new-review")]
    pages += [url(name, case.pk) for name in ("closing-talk", "resume")]
    pages += [
        url(name, case.pk, person.pk) for name in ("correct-person", "role", "returned", "change-review")
    ]
    pages += [url(name, case.pk, ground.pk) for name in ("change-ground", "remove-ground")]
    director = browse("czestochowa", "director")
    for address in pages:
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in {404, 405}, address
        assert director.get(address).status_code == 404, address
