"""Pages of assessments: a talk from its start to its result, the due list, the form, the own page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.assessments.models import Assessment, FormVersion, Reading
from core.assessments.operations import publish_form, start_assessment
from core.assessments.rules.forms import OwnQuestion
from core.assessments.rules.readings import Entry
from core.families import keys
from core.matching.models import Need
from core.shared import clock
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import people, vertical
from tests.support.assessments import assessed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.support.vertical import AgreedFamily

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 10)
DAY = {"held_on_day": "10", "held_on_month": "3", "held_on_year": "2026"}


@pytest.fixture
def made(db: None) -> AgreedFamily:
    with in_tenant(CZESTOCHOWA):
        return vertical.agreed_family()


@pytest.fixture
def worker(made: AgreedFamily, browse: Callable[..., Client]) -> Client:
    return browse("czestochowa", user=made.worker_user)


def begun(made: AgreedFamily, **more: Any) -> Assessment:
    with in_tenant(CZESTOCHOWA):
        return start_assessment(actor=made.worker, case=made.case, held_on=SPRING, **more)


def text(response: Any) -> str:
    return str(response.content.decode())


class TestTalk:
    """From the first page to the result."""

    def test_a_whole_talk(self, made: AgreedFamily, worker: Client) -> None:
        case = f"/rodziny/{made.case.pk}"
        assert "Nie było jeszcze rozmowy" in text(worker.get(f"{case}/"))
        assert "Anna Przykładowa" in text(worker.get(f"{case}/oceny/nowa/"))
        started = worker.post(
            f"{case}/oceny/nowa/", {**DAY, "person": "", "took_part": [str(made.mother.pk)]}
        )
        with in_tenant(CZESTOCHOWA):
            draft = Assessment.objects.get()
        assert started["Location"] == f"/rodziny/oceny/{draft.pk}/"
        page = text(worker.get(started["Location"]))
        assert "Dom i mieszkanie" in page
        assert "Poczucie bezpieczeństwa" not in page
        said = {
            **DAY,
            "version": "1",
            "took_part": [str(made.mother.pk)],
            "family-housing": "3",
            "worker-housing": "0",
            "needs-housing": "naprawa pieca",
            "q-housing_eviction": "unknown",
            "co": "zakoncz",
        }
        done = worker.post(started["Location"], said)
        result = text(worker.get(done["Location"]))
        assert done["Location"].endswith("/wynik/")
        for words in ("naprawa pieca", "To pierwsza taka rozmowa", "nie wiadomo", "Anna Przykładowa"):
            assert words in result
        made_need = worker.post(f"{started['Location']}potrzeby/housing/")
        again = worker.post(f"{started['Location']}potrzeby/housing/")
        assert made_need["Location"] == again["Location"]
        with in_tenant(CZESTOCHOWA):
            need = Need.objects.get()
            assert (need.text, need.category, need.person) == ("naprawa pieca", "housing", None)
        assert made_need["Location"] in text(worker.get(done["Location"]))
        assert "Ostatnia rozmowa: 10.03.2026" in text(worker.get(f"{case}/"))
        assert worker.get(started["Location"]).status_code == 302
        # Of an erased family the page still stands, without what was said.
        with in_tenant(CZESTOCHOWA):
            keys.destroy([made.case.household_id], clock.now())
        left = text(worker.get(done["Location"]))
        assert "dane usunięte" in left
        assert "naprawa pieca" not in left

    def test_saved_in_passing(self, made: AgreedFamily, worker: Client) -> None:
        draft = begun(made)
        url, said = f"/rodziny/oceny/{draft.pk}/", {**DAY, "version": "1", "worker-work": "4"}
        json = {"Accept": "application/json"}
        saved = worker.post(url, said, headers=json)
        assert (saved.status_code, saved.json()["version"]) == (200, 2)
        assert worker.post(url, said, headers=json).json()["version"] == 2
        conflict = worker.post(url, {**said, "worker-work": "5"}, headers=json)
        assert (conflict.status_code, conflict.json()["version"]) == (409, 2)
        wrong = worker.post(url, {**said, "version": "2", "held_on_day": "44"}, headers=json)
        assert wrong.status_code == 400
        with in_tenant(CZESTOCHOWA):
            assert Reading.objects.get().worker == 4

    def test_not_finished_without_people_or_numbers(self, made: AgreedFamily, worker: Client) -> None:
        draft = begun(made)
        answer = worker.post(f"/rodziny/oceny/{draft.pk}/", {**DAY, "version": "1", "co": "zakoncz"})
        assert "Zaznacz, kto z rodziny" in text(answer)
        with in_tenant(CZESTOCHOWA):
            assert Assessment.objects.get().state == "draft"

    def test_corrected_and_discarded(self, made: AgreedFamily, worker: Client) -> None:
        with in_tenant(CZESTOCHOWA):
            finished = assessed(made.worker, made.case, SPRING)
        url = f"/rodziny/oceny/{finished.pk}/"
        said = {
            **DAY,
            "version": str(finished.version),
            "took_part": [str(made.mother.pk)],
            "worker-work": "9",
        }
        assert "Co i dlaczego poprawiasz" in text(worker.get(f"{url}poprawka/"))
        assert worker.post(f"{url}poprawka/", said).status_code == 200
        assert worker.post(f"{url}poprawka/", {**said, "reason": "pomyłka w liczbie"}).status_code == 302
        assert "pomyłka w liczbie" in text(worker.get(f"{url}wynik/"))
        worker.post(f"{url}usun/")
        draft = begun(made)
        worker.post(f"/rodziny/oceny/{draft.pk}/usun/")
        with in_tenant(CZESTOCHOWA):
            assert Assessment.objects.get() == finished

    def test_change_since_the_last_one(self, made: AgreedFamily, worker: Client) -> None:
        with in_tenant(CZESTOCHOWA):
            assessed(made.worker, made.case, SPRING, Entry("housing", 2, 3))
            last = assessed(made.worker, made.case, date(2026, 6, 2), Entry("housing", 5, 3))
        page = text(worker.get(f"/rodziny/oceny/{last.pk}/wynik/"))
        for words in ("+3", "bez zmian", "3 (było 3)", "od rozmowy z 10.03.2026"):
            assert words in page


class TestLists:
    """Due and history."""

    def test_due(self, made: AgreedFamily, worker: Client) -> None:
        assert "Pierwsza ocena" in text(worker.get("/rodziny/oceny/"))
        with in_tenant(CZESTOCHOWA):
            assessed(made.worker, made.case, SPRING, person=made.mother)
        page = text(worker.get("/rodziny/oceny/"))
        assert "Anna Przykładowa" in page
        assert "po terminie od 02.06.2026" in page
        asked = worker.get(f"/rodziny/{made.case.pk}/oceny/nowa/?osoba={made.mother.pk}")
        assert f'value="{made.mother.pk}" id="id_person_1" checked' in text(asked)

    def test_queries_do_not_grow(self, made: AgreedFamily, worker: Client) -> None:
        numbers = []
        for day in (10, 11, 12):
            with in_tenant(CZESTOCHOWA):
                assessed(made.worker, made.case, date(2026, 3, day))
            with CaptureQueriesContext(connection) as caught:
                worker.get(f"/rodziny/{made.case.pk}/oceny/")
                worker.get("/rodziny/oceny/")
            numbers.append(len(caught))
        assert len(set(numbers)) == 1


class TestWho:
    """Nobody else."""

    def test_strangers_get_nothing(self, made: AgreedFamily, browse: Callable[..., Client]) -> None:
        with in_tenant(CZESTOCHOWA):
            alone = assessed(made.worker, made.case, SPRING, Entry("safety", 1), person=made.mother)
            father = vertical.member_account(made, made.father)
        one = f"/rodziny/oceny/{alone.pk}/"
        clients = [
            browse("czestochowa", user=father),
            *(browse("czestochowa", role) for role in ("social_worker", "director", "delegate")),
            browse("sosnowiec", "social_worker"),
        ]
        for client in clients:
            for url in (one, f"{one}wynik/", f"{one}poprawka/", f"/rodziny/{made.case.pk}/oceny/"):
                assert client.get(url).status_code == 404
            assert client.post(f"{one}potrzeby/safety/").status_code == 404
            assert client.post(f"{one}usun/").status_code == 404
        with in_tenant(CZESTOCHOWA):
            assert Assessment.objects.count() == 1
            assert not Need.objects.exists()

    def test_own_page(self, made: AgreedFamily, browse: Callable[..., Client]) -> None:
        with in_tenant(CZESTOCHOWA):
            assessed(made.worker, made.case, SPRING, Entry("safety", 1, needs="spokój"), person=made.mother)
            mother, father = (vertical.member_account(made, one) for one in (made.mother, made.father))
        assert "spokój" in text(browse("czestochowa", user=mother).get("/moje/oceny/"))
        page = text(browse("czestochowa", user=father).get("/moje/oceny/"))
        assert "Nie było jeszcze takiej rozmowy" in page
        assert "spokój" not in page


class TestForm:
    """The town's own form."""

    def test_shaped(self, browse: Callable[..., Client]) -> None:
        director = browse("czestochowa", "director")
        assert "Obowiązuje wzór z programu" in text(director.get("/formularz-oceny/"))
        page = text(director.get("/formularz-oceny/zmiana/"))
        assert "Czy komornik zajmuje dochód?" in page
        sent = {
            "every_weeks": "10",
            "after": "0",
            "d-work": "on",
            "q-work_registered": "on",
            "note": "krócej",
        }
        sent |= {f"own-{row}-{name}": "" for row in range(5) for name in ("text", "help", "choices")}
        sent |= {f"own-{row}-domain": "work" for row in range(5)}
        sent |= {f"own-{row}-kind": "text" for row in range(5)}
        nothing = {name: value for name, value in sent.items() if name != "d-work"}
        assert "co najmniej jedną dziedzinę" in text(director.post("/formularz-oceny/zmiana/", nothing))
        done = director.post("/formularz-oceny/zmiana/", {**sent, "own-0-text": "Kto pracuje na zmiany?"})
        assert done.status_code == 302
        with in_tenant(CZESTOCHOWA):
            version = FormVersion.objects.get()
            codes = [one.code for domain in version.form.domains for one in domain.questions]
        assert codes[0] == "work_registered"
        assert codes[1].startswith("own_work_")
        page = text(director.get("/formularz-oceny/"))
        assert "Kto pracuje na zmiany?" in page
        assert "co 10 tygodni" in page
        assert director.get(f"/formularz-oceny/{version.pk}/").status_code == 200

    def test_who_may(self, browse: Callable[..., Client]) -> None:
        assert browse("czestochowa", "social_worker").get("/formularz-oceny/").status_code == 200
        for role in ("social_worker", "delegate", "family_member"):
            assert browse("czestochowa", role).get("/formularz-oceny/zmiana/").status_code == 404
        assert browse("czestochowa", "delegate").get("/formularz-oceny/").status_code == 404

    def test_a_talk_asks_the_towns_own_question(self, made: AgreedFamily, worker: Client) -> None:
        with in_tenant(CZESTOCHOWA):
            own = [OwnQuestion("work", "choice", "Jaka zmiana?", choices=["ranna", "nocna"])]
            publish_form(actor=people.actor(Role.DIRECTOR), domains=["work"], questions=[], own=own)
        page = text(worker.get(f"/rodziny/oceny/{begun(made).pk}/"))
        assert "Jaka zmiana?" in page
        assert "nocna" in page
        assert "Dom i mieszkanie" not in page
