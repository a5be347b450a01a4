"""A record put together, a step that stands still, a contract's scan, an annex: each at its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.families.models import PersonMerge
from core.families.operations import PersonData, add_person
from core.paths import operations as paths
from core.paths.queries.watching import stalled_days
from core.shared import clock
from core.shared.ids import uuid7
from core.teams.models import TeamAnnex
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import pictures, vertical
from tests.web.privacy.test_withdrawal_everywhere import _met

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(date(2026, 10, 5)):
        yield


@pytest.fixture
def home() -> vertical.Family:
    with in_tenant(CZESTOCHOWA):
        return vertical.family()


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_a_person_written_down_twice(browse: Browse, home: vertical.Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    page = f"/rodziny/{home.case.pk}/osoby/{home.father.pk}/polaczenie/"
    assert page in text(worker.get(f"/rodziny/{home.case.pk}/gospodarstwo/"))
    assert "nie ma innego zapisu" in text(worker.get(page, follow=True))
    with in_tenant(CZESTOCHOWA):
        twin = add_person(
            actor=home.worker,
            case=home.case,
            person=PersonData("Jan", "Przykładowy", "sibling", date(1988, 2, 3)),
        )
    assert "Połącz zapisy" in text(worker.get(page))
    assert "Cofnij połączenie" in text(worker.post(page, {"dropped": str(twin.pk)}, follow=True))
    with in_tenant(CZESTOCHOWA):
        merge = PersonMerge.objects.get()
    back = f"/rodziny/polaczenia/{merge.pk}/cofniecie/"
    assert browse("czestochowa", "social_worker").get(back).status_code == 404
    assert "Rozdziel" in text(worker.get(back))
    assert "Cofnij połączenie" not in text(worker.post(back, follow=True))


def test_a_director_says_when_a_step_stands_still(browse: Browse) -> None:
    director = browse("czestochowa", "director")
    assert 'value="21"' in text(director.get("/rodziny/kroki/zastoj/"))
    assert text(director.post("/rodziny/kroki/zastoj/", {"days": "3"}))
    assert director.post("/rodziny/kroki/zastoj/", {"days": "30"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert stalled_days() == 30
    assert browse("czestochowa", "social_worker").get("/rodziny/kroki/zastoj/").status_code == 404


def test_the_scan_of_a_contract(browse: Browse, home: vertical.Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    with in_tenant(CZESTOCHOWA):
        paths.add_task(actor=home.worker, goal=home.goal, task=paths.TaskData("Telefon"))
        paper = paths.print_contract(actor=home.worker, plan=home.plan)
    place = f"/rodziny/{home.case.pk}/sciezka/wydruki/"
    assert "Dołącz skan" in text(worker.get(place))
    assert text(worker.get(f"{place}skan/"))
    unread = worker.post(f"{place}skan/", {"file": SimpleUploadedFile("s.png", pictures.png())})
    assert "Nie widać kodu" in text(unread)
    sent = {"file": SimpleUploadedFile("s.png", pictures.png())}
    assert worker.post(f"{place}skan/?wydruk={paper.pk}", sent).status_code == 302
    assert "Skan z podpisem" in text(worker.get(place))
    assert worker.get(f"/sciezki/wydruki/{paper.pk}/skan/").status_code == 200
    other = browse("czestochowa", "social_worker")
    assert other.get(f"/sciezki/wydruki/{paper.pk}/skan/").status_code == 404
    assert worker.get(f"{place}skan/?wydruk=zle").status_code == 404


def test_an_annex_to_published_minutes(browse: Browse, home: vertical.Family) -> None:
    worker = browse("czestochowa", user=home.worker_user)
    with in_tenant(CZESTOCHOWA):
        meeting = _met(home)
        her = browse("czestochowa", user=vertical.member_account(home, home.mother))
    place = f"/rodziny/spotkania/{meeting.pk}/protokol/"
    assert "Dołącz aneks" in text(worker.get(place))
    assert text(worker.get(f"{place}aneks/"))
    words = {"point": "", "text": "Zosia ma asystenta.", "reason": "pomyłka", "key": str(uuid7())}
    for _ in range(2):
        assert "Zosia ma asystenta." in text(worker.post(f"{place}aneks/", words, follow=True))
    with in_tenant(CZESTOCHOWA):
        assert TeamAnnex.objects.count() == 1
    assert "Zosia ma asystenta." in text(her.get(f"/moje-spotkania/{meeting.pk}/"))
    assert her.get(f"/moje-spotkania/{meeting.pk}/zapis.pdf").content.startswith(b"%PDF")
    assert browse("czestochowa", "social_worker").get(f"{place}aneks/").status_code == 404
