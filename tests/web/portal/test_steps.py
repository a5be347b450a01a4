"""What a person does on the own page: yes and no, another day, own words, paper, consents, numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from core.assessments.models import OwnReading
from core.paths import operations as paths
from core.paths.models import DateProposal, FamilyWord, Task, TaskVoice
from core.paths.operations import Owner, TaskData
from core.privacy.models import DisclosureAuthorisation
from core.safety.operations import separate
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import people, vertical
from tests.support.assessments import assessed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 5)
LATER = TODAY + timedelta(14)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


class Home:
    """A mother who does a common step, a father, and a step that is the father's alone."""

    def __init__(self, browse: Callable[..., Client]) -> None:
        with in_tenant(CZESTOCHOWA):
            self.family = family = vertical.family()
            self.common = paths.add_task(
                actor=family.worker,
                goal=family.goal,
                task=TaskData("Zebranie w szkole", due_on=LATER, owner=Owner(person=family.mother)),
            )
            self.his = paths.add_task(
                actor=family.worker,
                goal=family.goal,
                task=TaskData("Jego krok", due_on=LATER, for_person=family.father),
            )
            for person in (family.mother, family.father):
                paths.agree_plan(actor=family.worker, plan=family.plan, person=person, mode="meeting")
            users = [vertical.member_account(family, one) for one in (family.mother, family.father)]
            self.his_actor = people.actor_of(users[1])
        self.mother, self.father = (browse("czestochowa", user=user) for user in users)

    def step(self, act: str = "") -> str:
        return f"/moje/kroki/{self.common.pk}/{act}"


@pytest.fixture
def home(browse: Callable[..., Client]) -> Home:
    return Home(browse)


def text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def test_yes_and_no_to_a_step_in_own_words(home: Home) -> None:
    assert "Zebranie w szkole" in text(home.mother.get(home.step()))
    assert "zgadzasz się na ten krok" in text(home.mother.post(home.step("tak/"), follow=True))
    assert text(home.mother.post(home.step("nie/"), {"words": " "}))
    with in_tenant(CZESTOCHOWA):
        assert TaskVoice.objects.get(task=home.common).stance == "agrees"
    page = text(home.mother.post(home.step("nie/"), {"words": "To za daleko"}, follow=True))
    assert "To za daleko" in page
    with in_tenant(CZESTOCHOWA):
        said = list(TaskVoice.objects.filter(task=home.common).order_by("created_at"))
        assert [one.stance for one in said] == ["agrees", "objects"]
        assert {one.person_id for one in said} == {home.family.mother.pk}
    assert "To za daleko" not in text(home.father.get(home.step()))
    assert home.mother.post(f"/moje/kroki/{home.his.pk}/tak/").status_code == 404
    assert home.mother.get(f"/moje/kroki/{home.his.pk}/").status_code == 404


def test_another_day_is_put_forward_and_answered_by_who_does_the_step(home: Home) -> None:
    wanted = {"due_on_day": "20", "due_on_month": "10", "due_on_year": "2026", "why": "Pracuję"}
    assert home.father.post(home.step("inny-dzien/"), wanted).status_code == 302
    with in_tenant(CZESTOCHOWA):
        proposal = DateProposal.objects.get()
        assert (proposal.due_on, proposal.why) == (date(2026, 10, 20), "Pracuję")
    answer = f"/moje/dni/{proposal.pk}/"
    assert "Pracuję" in text(home.mother.get(answer))
    assert home.father.get(answer).status_code == 404
    assert home.mother.post(answer, {"accepted": "yes"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert Task.objects.get(pk=home.common.pk).due_on == date(2026, 10, 20)
    assert "20.10.2026" in text(home.father.get(home.step()))


def test_a_day_of_somebody_hidden_is_not_there_at_all(home: Home) -> None:
    """The mother does the step; the father put a day forward; then they are kept apart."""
    with in_tenant(CZESTOCHOWA):
        proposal = paths.propose_date(
            actor=home.his_actor, task=home.common, person=home.family.father, due_on=TODAY, why="TAJNE"
        )
    assert f"/moje/dni/{proposal.pk}/" in text(home.mother.get(home.step()))
    with in_tenant(CZESTOCHOWA):
        separate(
            actor=home.family.worker,
            case=home.family.case,
            kept_from=home.family.mother,
            protected=home.family.father,
            reason="przemoc",
        )
    for address in ("/moje/", home.step()):
        answer = home.mother.get(address)
        assert answer.status_code == 404 or str(proposal.pk) not in answer.content.decode()
    assert home.mother.get(f"/moje/dni/{proposal.pk}/").status_code == 404
    assert home.mother.post(f"/moje/dni/{proposal.pk}/", {"accepted": "no"}).status_code == 404
    with in_tenant(CZESTOCHOWA):
        assert DateProposal.objects.get().state == "open"


def test_what_matters_is_kept_for_the_worker_alone(home: Home) -> None:
    assert home.mother.post("/moje/wazne/", {"words": "Spokój wieczorem"}).status_code == 302
    assert "Spokój wieczorem" in text(home.mother.get("/moje/wazne/"))
    assert "Spokój wieczorem" not in text(home.father.get("/moje/wazne/"))
    with in_tenant(CZESTOCHOWA):
        assert FamilyWord.objects.get().person_id == home.family.mother.pk


def test_the_own_path_on_paper(home: Home) -> None:
    answer = home.mother.post("/moje/kartka/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert 'filename="kartka.pdf"' in answer["Content-Disposition"]
    assert home.mother.get("/moje/kartka/").status_code == 405


def test_a_word_taken_back_leads_to_the_own_consents(home: Home) -> None:
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        vertical.lets_read_requests(home.family, town.partner)
        hers = DisclosureAuthorisation.objects.get(person=home.family.mother)
        his = DisclosureAuthorisation.objects.get(person=home.family.father)
    assert "Poradnia Próbna" in text(home.mother.get("/moje/zgody/"))
    asked = text(home.mother.get(f"/upowaznienia/{hers.pk}/wycofanie/"))
    assert "Świadczenia i pomoc zostają bez zmian" in asked
    assert home.mother.post(f"/upowaznienia/{hers.pk}/wycofanie/")["Location"] == "/moje/zgody/"
    assert "Poradnia Próbna" not in text(home.mother.get("/moje/zgody/"))
    assert home.mother.post(f"/upowaznienia/{his.pk}/wycofanie/").status_code == 404
    with in_tenant(CZESTOCHOWA):
        his.refresh_from_db()
        assert his.withdrawn_at is None


def test_own_numbers_stand_beside_the_workers_and_nobody_else_reads_them(
    home: Home, browse: Callable[..., Client]
) -> None:
    said = {"number-housing": "7", "words-housing": "Ciepło po remoncie"}
    assert text(home.mother.post("/moje/oceny/moja/", {"number-housing": "11"}))
    assert text(home.mother.post("/moje/oceny/moja/", {}))
    assert home.mother.post("/moje/oceny/moja/", said)["Location"] == "/moje/oceny/"
    home.mother.post("/moje/oceny/moja/", said | {"number-housing": "6"})
    with in_tenant(CZESTOCHOWA):
        assert OwnReading.objects.get().number == 6
        family = home.family
        talk = assessed(family.worker, family.case, TODAY, person=family.mother)
    assert "Ciepło po remoncie" in text(home.mother.get("/moje/oceny/"))
    assert "Ciepło po remoncie" not in text(home.father.get("/moje/oceny/"))
    worker = browse("czestochowa", user=family.worker_user)
    for address in (f"/rodziny/{family.case.pk}/oceny/", f"/rodziny/oceny/{talk.pk}/wynik/"):
        assert "Ciepło po remoncie" in text(worker.get(address))
    for role in ("director", "delegate", "social_worker"):
        assert browse("czestochowa", role).get(f"/rodziny/oceny/{talk.pk}/wynik/").status_code == 404
