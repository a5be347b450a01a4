"""The family's own page, in the browser's place: one person's and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from core.paths import operations as paths
from core.paths.operations import TaskData
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db


@pytest.fixture
def family() -> vertical.Family:
    with in_tenant(CZESTOCHOWA):
        made = vertical.family()
        paths.add_task(actor=made.worker, goal=made.goal, task=TaskData("Wspólny krok"))
        paths.set_goal(
            actor=made.worker, plan=made.plan, title="TYLKO-MATKI", area="safety", for_person=made.mother
        )
    return made


def member(family: vertical.Family, person: object, browse: Callable[..., Client]) -> Client:
    with in_tenant(CZESTOCHOWA):
        user = vertical.member_account(family, person)  # type: ignore[arg-type]
    return browse("czestochowa", user=user)


def test_each_person_sees_the_own_page(family: vertical.Family, browse: Callable[..., Client]) -> None:
    hers = member(family, family.mother, browse).get("/moje/").content.decode()
    his = member(family, family.father, browse).get("/moje/").content.decode()
    assert "Wspólny krok" in hers
    assert "TYLKO-MATKI" in hers
    assert "Wspólny krok" in his
    assert "TYLKO-MATKI" not in his


def test_the_tab_says_nothing_of_an_office(family: vertical.Family, browse: Callable[..., Client]) -> None:
    page = member(family, family.mother, browse).get("/moje/").content.decode()
    assert "<title>Moja strona</title>" in page


def test_agreeing_and_ticking_off(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client = member(family, family.mother, browse)
    assert client.post("/moje/zgoda/").status_code == 302
    with in_tenant(CZESTOCHOWA):
        family.plan.refresh_from_db()
        assert family.plan.is_agreed
        task = family.goal.tasks.get()
    assert client.post(f"/moje/zadania/{task.pk}/zrobione/").status_code == 302
    with in_tenant(CZESTOCHOWA):
        task.refresh_from_db()
        assert task.status == "done"


def test_a_proposal_of_the_own(family: vertical.Family, browse: Callable[..., Client]) -> None:
    client = member(family, family.mother, browse)
    address = f"/moje/propozycja/{family.goal.pk}/"
    assert client.post(address, {"title": ""}).status_code == 200
    assert client.post(address, {"title": "Zadzwonię sama"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        task = next(task for task in family.goal.tasks.all() if task.title == "Zadzwonię sama")
        assert (task.proposed_by, task.for_person_id) == ("family", family.mother.pk)


def test_a_page_of_another_or_of_nobody_does_not_exist(
    family: vertical.Family, browse: Callable[..., Client]
) -> None:
    with in_tenant(CZESTOCHOWA):
        secret = paths.set_goal(
            actor=family.worker, plan=family.plan, title="Jej", area="home", for_person=family.mother
        )
    his = member(family, family.father, browse)
    assert his.get(f"/moje/propozycja/{secret.pk}/").status_code == 404
    for role in ("social_worker", "delegate", "director", "network_officer"):
        assert browse("czestochowa", role).get("/moje/").status_code == 404
    assert browse("czestochowa").get("/moje/").status_code == 302
    # The same account's session cookie is worth nothing in another town.
    his.defaults["HTTP_HOST"] = "sosnowiec.localhost"
    assert his.get("/moje/").status_code == 302
