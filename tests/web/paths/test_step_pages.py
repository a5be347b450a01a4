"""One step, its voices and dates, versions and papers: as the worker finds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.families import keys
from core.paths import operations
from core.paths.models import DateProposal, PathPaper, PathVersion, Task
from core.paths.operations import TaskData
from core.referrals import operations as referrals
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import people, vertical

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
DUE = date(2026, 11, 2)


def added(family: vertical.Family, title: str = "Zadzwonić do szkoły", **more: object) -> Task:
    data = TaskData(title, due_on=DUE, **more)  # type: ignore[arg-type]
    return operations.add_task(actor=family.worker, goal=family.goal, task=data)


def day(name: str, of: date) -> dict[str, str]:
    return {f"{name}_day": str(of.day), f"{name}_month": str(of.month), f"{name}_year": str(of.year)}


def test_a_step_is_changed_objected_to_and_taken_up_again(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
        task = added(family)
    client = browse("czestochowa", user=family.worker_user)
    here = f"/zadania/{task.pk}/"
    assert "Zadzwonić do szkoły" in client.get(here).content.decode()
    new = {"title": "Napisać do szkoły", "version": "1", **day("due_on", DUE)}
    refused = client.post(f"{here}zmien/", new)
    assert "Napisz krótko, dlaczego to zmieniacie" in refused.content.decode()
    new |= {"reason": "Szkoła nie odbiera.", "owner": f"person:{family.mother.pk}"}
    assert client.post(f"{here}zmien/", new).status_code == 302
    again = client.post(f"{here}zmien/", {**new, "title": "Coś innego"})
    body = again.content.decode()
    assert "Ktoś to właśnie zmienił" in body
    assert "Napisać do szkoły · Anna" in body
    assert re.search(r'name="version" value="2"', body)
    said = {
        "person": str(family.father.pk),
        "stance": "objects",
        "words": "Nie chcę, żeby szkoła wiedziała.",
        "mode": "phone",
        **day("said_on", date(2026, 10, 5)),
    }
    assert client.post(f"{here}glos/", said).status_code == 302
    body = client.get(here).content.decode()
    for words in ("Nie chcę, żeby szkoła wiedziała.", "ktoś tego nie chce", "Szkoła nie odbiera."):
        assert words in body
    assert client.post(f"{here}odloz/", {"reason": "Rodzina szuka innej drogi"}).status_code == 302
    assert "Wróć do tego kroku" in client.get(here).content.decode()
    assert client.post(f"{here}wznow/", {"reason": "Jednak tak"}).status_code == 302
    path = client.get(f"/rodziny/{family.case.pk}/sciezka/").content.decode()
    assert "Co stoi i kto ma ruch" in path
    assert "Nie chcę, żeby szkoła wiedziała." in path


def test_a_step_of_an_erased_family_says_only_that(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family, town = vertical.family(), vertical.town()
        task = added(family, kind="service", service=town.card)
        assert task.referral is not None
        referrals.accept(actor=town.delegate, referral=task.referral)
    client = browse("czestochowa", user=family.worker_user)
    here = f"/zadania/{task.pk}/"
    assert "przyjęta" in client.get(here).content.decode()
    with in_tenant(CZESTOCHOWA):
        keys.destroy([family.case.household_id], clock.now())
    answer = client.get(here)
    assert answer.status_code == 200
    assert "Zadzwonić" not in answer.content.decode()


def test_a_proposed_day_is_answered(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
        task = added(family)
        him = people.actor_of(vertical.member_account(family, family.father))
        proposal = operations.propose_date(
            actor=him, task=task, person=family.father, due_on=date(2026, 11, 20), why="Pracuję."
        )
    client = browse("czestochowa", user=family.worker_user)
    assert "Pracuję." in client.get(f"/terminy/{proposal.pk}/").content.decode()
    assert client.post(f"/terminy/{proposal.pk}/", {"accepted": "no"}).status_code == 200
    assert client.post(f"/terminy/{proposal.pk}/", {"accepted": "yes"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert DateProposal.objects.get().state == "accepted"
        assert Task.objects.get().due_on == date(2026, 11, 20)


def test_a_refused_request_offers_another_service(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        town, family = vertical.town(), vertical.family()
        other = vertical.town("Inna poradnia")
        task = operations.add_task(
            actor=family.worker, goal=family.goal, task=TaskData("Rozmowy", kind="service", service=town.card)
        )
        assert task.referral is not None
        referrals.decline(actor=town.delegate, referral=task.referral, reason="Brak miejsc.")
    client = browse("czestochowa", user=family.worker_user)
    body = client.get(f"/zadania/{task.pk}/").content.decode()
    assert "Brak miejsc." in body
    assert "Poproś o inną usługę" in body
    answer = client.post(f"/zadania/{task.pk}/inna-usluga/", {"service": str(other.card.pk)})
    assert answer.status_code == 302
    assert "Inna poradnia" in client.get(f"/zadania/{task.pk}/").content.decode()


def test_versions_and_their_differences(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
        added(family)
        operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
        added(family, "Drugi krok")
        first = PathVersion.objects.get()
    client = browse("czestochowa", user=family.worker_user)
    body = client.get(f"/rodziny/{family.case.pk}/sciezka/wersje/").content.decode()
    assert "wersja 1" in body
    assert "Anna Przykładowa" in body
    assert "Drugi krok" not in client.get(f"/sciezki/wersje/{first.pk}/").content.decode()
    changes = client.get(f"/sciezki/wersje/{first.pk}/zmiany/").content.decode()
    assert "Nowy krok: „Drugi krok”, do 02.11.2026." in changes
    assert client.get(f"/sciezki/wersje/{first.pk}/zmiany/?do=bzdura").status_code == 200


def test_papers_are_printed_and_downloaded(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
        added(family, for_person=family.mother)
        added(family)
    client = browse("czestochowa", user=family.worker_user)
    here = f"/rodziny/{family.case.pk}/sciezka/wydruki/"
    assert "każdy dokument jest dla jednej osoby" in client.get(here).content.decode()
    wanted = {"kind": "contract", "person": str(family.mother.pk), "language": "uk"}
    assert client.post(here, {**wanted, "person": ""}).status_code == 200
    assert client.post(here, wanted).status_code == 302
    assert client.post(here, {**wanted, "kind": "own_copy"}).status_code == 302
    refused = client.post(here, {**wanted, "kind": "social_plan"})
    assert "Najpierw uzupełnij pola" in refused.content.decode()
    plan = {**day("starts_on", date(2026, 10, 5)), **day("ends_on", date(2027, 4, 5)), "needs": "Spokój."}
    assert client.post(f"/rodziny/{family.case.pk}/sciezka/plan-uslug/", plan).status_code == 302
    assert client.post(here, {**wanted, "kind": "social_plan"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        papers = list(PathPaper.objects.all())
        hers = vertical.member_account(family, family.mother)
        his = vertical.member_account(family, family.father)
    assert len(papers) == 3
    for paper in papers:
        answer = client.get(f"/sciezki/wydruki/{paper.pk}/")
        assert answer.content.startswith(b"%PDF")
        assert "Przyk" not in answer["Content-Disposition"]
    assert browse("czestochowa", user=hers).get(f"/sciezki/wydruki/{papers[0].pk}/").status_code == 200
    assert browse("czestochowa", user=his).get(f"/sciezki/wydruki/{papers[0].pk}/").status_code == 404


def test_what_matters_is_written_in_the_persons_words(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
    client = browse("czestochowa", user=family.worker_user)
    said = {
        "person": str(family.mother.pk),
        "words": "Żeby dzieci spały spokojnie.",
        "mode": "meeting",
        **day("said_on", date(2026, 10, 5)),
    }
    assert client.post(f"/rodziny/{family.case.pk}/sciezka/wazne/", said).status_code == 302
    assert "Żeby dzieci spały" in client.get(f"/rodziny/{family.case.pk}/sciezka/").content.decode()


def test_goals_are_changed_put_aside_and_taken_up_again(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
    client = browse("czestochowa", user=family.worker_user)
    here = f"/cele/{family.goal.pk}/"
    new = {"title": "Cichy dom", "area": "home", "version": "1"}
    assert client.post(f"{here}zmien/", new).status_code == 302
    assert "Ktoś to właśnie zmienił" in client.post(f"{here}zmien/", new | {"title": "X"}).content.decode()
    assert client.post(f"{here}odloz/", {"reason": "Przeprowadzka"}).status_code == 302
    assert "Przeprowadzka" in client.get(f"/rodziny/{family.case.pk}/sciezka/").content.decode()
    assert client.post(f"{here}wznow/").status_code == 302


@pytest.mark.parametrize("role", ["social_worker", "director", "delegate", "family_member"])
def test_for_others_none_of_it_exists(browse: Browse, role: str) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
        task = added(family)
        operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
        version, paper = (
            PathVersion.objects.get(),
            operations.print_contract(actor=family.worker, plan=family.plan),
        )
    client = browse("czestochowa", role)
    for address in (
        f"/zadania/{task.pk}/",
        f"/zadania/{task.pk}/zmien/",
        f"/zadania/{task.pk}/glos/",
        f"/sciezki/wersje/{version.pk}/",
        f"/sciezki/wersje/{version.pk}/zmiany/",
        f"/sciezki/wydruki/{paper.pk}/",
        f"/rodziny/{family.case.pk}/sciezka/wersje/",
        f"/rodziny/{family.case.pk}/sciezka/wydruki/",
        f"/rodziny/{family.case.pk}/sciezka/plan-uslug/",
        f"/rodziny/{family.case.pk}/sciezka/wazne/",
    ):
        assert client.get(address).status_code == 404, address


def test_queries_do_not_grow_with_the_path(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
    client = browse("czestochowa", user=family.worker_user)
    pages = (f"/rodziny/{family.case.pk}/sciezka/", "/rodziny/kroki/", f"/rodziny/{family.case.pk}/")

    def grown() -> None:
        with in_tenant(CZESTOCHOWA), clock.standing_at(date(2026, 8, 1)):
            goal = operations.set_goal(actor=family.worker, plan=family.plan, title="Cel", area="work")
            task = operations.add_task(
                actor=family.worker,
                goal=goal,
                task=TaskData("Krok", due_on=date(2026, 9, 1), proposed_person=family.mother),
            )
            operations.object_to_step(
                actor=family.worker, task=task, person=family.father, words="Nie", mode="phone"
            )

    def counted() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as context:
                assert client.get(page).status_code == 200
            found.append(len(context))
        return found

    grown()
    counted()
    before = counted()
    grown()
    grown()
    assert counted() == before
