"""Pages of lessons, in a town and in its region."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.exchange.models import LessonEdition
from core.exchange.operations import lessons as region
from core.exchange.queries import lessons as collected
from core.lessons import operations
from core.lessons.models import Lesson
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.support import people

Browse = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("db")
TOWN, REGION = "g_2464011", "r_24"
WORDS: dict[str, Any] = {
    "kind": "good_practice",
    "title": "Dyżur asystenta w szkole",
    "situation": "Rodzice nie przychodzili do ośrodka.",
    "actions": "Asystent dyżuruje w szkole.",
    "effect": "Połowa rozmów odbywa się od razu.",
}
STAFF: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
READERS: set[str] = {*STAFF, Role.DELEGATE}
MANAGERS: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}
COORDINATOR = Role.REGIONAL_COORDINATOR


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def handed(**changes: Any) -> Lesson:
    with in_tenant(TOWN):
        actor = people.system()
        lesson = operations.record_lesson(actor=actor, **{**WORDS, **changes})
        return operations.hand_lesson(actor=actor, lesson=lesson)


def published(**changes: Any) -> LessonEdition:
    lesson = handed(**changes)
    with in_tenant(REGION):
        actor = people.system()
        return region.publish_lesson(actor=actor, lesson=collected.handed_lesson(actor, lesson.pk))


@pytest.mark.parametrize("role", [*Role.values])
def test_each_page_of_a_town_opens_for_its_roles(browse: Browse, role: str) -> None:
    edition = published()
    with in_tenant(TOWN):
        draft = operations.record_lesson(actor=people.system(), **WORDS)
    pages: dict[str, set[str]] = {
        "/wnioski/": READERS,
        "/wnioski/region/": READERS,
        f"/wnioski/region/{edition.pk}/": READERS,
        f"/wnioski/{edition.lesson_id}/": READERS,
        f"/wnioski/{draft.pk}/": STAFF,
        "/wnioski/nowy/": STAFF,
        f"/wnioski/{draft.pk}/zmiana/": STAFF,
        f"/wnioski/{draft.pk}/przekazanie/": MANAGERS,
        f"/wnioski/{draft.pk}/wycofanie/": MANAGERS,
    }
    client = browse("czestochowa", role)
    seen = {address: client.get(address).status_code for address in pages}
    assert seen == {address: 200 if role in roles else 404 for address, roles in pages.items()}


def test_a_lesson_goes_to_the_region_and_comes_back_to_all_towns(browse: Browse) -> None:
    officer = browse("czestochowa", Role.NETWORK_OFFICER)
    data = {**WORDS, "names_source": "on", "key": str(uuid4())}
    refused = officer.post("/wnioski/nowy/", {**data, "situation": "Dzwonić: 601 234 567"})
    assert "Usuń z tekstu dane osobowe: numer telefonu" in words(refused)
    own = officer.post("/wnioski/nowy/", data)["Location"]
    officer.post(f"{own}przekazanie/")
    coordinator = browse("rops-katowice", COORDINATOR)
    assert "czeka na region" in words(coordinator.get("/wnioski/?stan=new"))
    key = own.rstrip("/").rsplit("/", 1)[-1]
    there = f"/wnioski/{key}/"
    assert "Rodzice nie przychodzili" in words(coordinator.get(there))
    edited = {**WORDS, "title": "Dyżury asystentów w szkołach", "tags": "Szkoła, dyżury"}
    assert "najwyżej 12 haseł" in words(
        coordinator.post(f"{there}opracowanie/", {**edited, "tags": ",".join("abcdefghijklmn")})
    )
    coordinator.post(f"{there}opracowanie/", edited)
    assert "Co zmieniło opracowanie regionu" in words(coordinator.get(there))
    coordinator.post(f"{there}publikacja/")
    neighbour = browse("sosnowiec", Role.DELEGATE)
    page = words(neighbour.get("/wnioski/region/?haslo=szko%C5%82a"))
    assert "Dyżury asystentów w szkołach" in page
    assert "Częstochowa" in page
    assert "Nie ma takiego wpisu" in words(neighbour.get("/wnioski/region/?q=kopalnia"))
    assert neighbour.get(there).status_code == 404
    assert "opublikowany" in words(officer.get("/wnioski/"))
    officer.post(f"{own}wycofanie/")
    assert "Dyżury asystentów" not in words(neighbour.get("/wnioski/region/"))
    assert "Gmina wycofała ten wpis" in words(coordinator.get(there))


def test_a_returned_lesson_shows_the_note_and_is_mended(browse: Browse) -> None:
    lesson = handed()
    coordinator = browse("rops-katowice", COORDINATOR)
    back = f"/wnioski/{lesson.pk}/zwrot/"
    assert "Wypełnij pole" in words(coordinator.post(back, {"note": ""}))
    coordinator.post(back, {"note": "Dopisz, ile to kosztuje."})
    officer = browse("czestochowa", Role.NETWORK_OFFICER)
    own = f"/wnioski/{lesson.pk}/"
    assert "Dopisz, ile to kosztuje." in words(officer.get(own))
    officer.post(f"{own}zmiana/", {**WORDS, "effect": "Nic to nie kosztuje."})
    officer.post(f"{own}przekazanie/")
    assert "u regionu" in words(officer.get(own))
    assert "Nic to nie kosztuje." in words(coordinator.get(own))


def test_the_source_is_not_named_where_the_town_does_not_want_it(browse: Browse) -> None:
    edition = published()
    page = words(browse("sosnowiec", Role.DELEGATE).get(f"/wnioski/region/{edition.pk}/"))
    assert "gmina z regionu" in words(browse("sosnowiec", Role.DELEGATE).get("/wnioski/region/"))
    assert "Częstochowa" not in page


def test_another_region_sees_neither(browse: Browse) -> None:
    lesson = handed()
    client = browse("rcps-lodz", COORDINATOR)
    assert client.get(f"/wnioski/{lesson.pk}/").status_code == 404
    assert "Żadna gmina nie przekazała" in words(client.get("/wnioski/"))


@pytest.mark.parametrize("slug", ["czestochowa", "rops-katowice"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browse: Browse, slug: str) -> None:
    role = COORDINATOR if slug.startswith("rops") else Role.NETWORK_OFFICER
    client = browse(slug, role)
    counts = []
    addresses = ["/wnioski/"] if slug.startswith("rops") else ["/wnioski/", "/wnioski/region/"]
    for titles in (["Pierwszy"], ["Drugi", "Trzeci"]):
        for title in titles:
            published(title=title)
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
    assert counts[: len(addresses)] == counts[len(addresses) :]
