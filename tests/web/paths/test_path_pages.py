"""The worker's pages of a path."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from core.basket import operations as basket
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db


def test_from_the_first_goal_to_a_done_task(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
    client = browse("czestochowa", user=family.worker_user)
    base = f"/rodziny/{family.case.pk}/sciezka/"
    assert client.get(base).status_code == 200
    assert client.post(f"{base}nowy-cel/", {"title": "Spłacić długi", "area": "money"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        goal = next(goal for goal in family.plan.goals.all() if goal.title == "Spłacić długi")
    task = {"kind": "family", "title": "Lista długów", "proposed_by": "family"}
    assert client.post(f"/cele/{goal.pk}/nowe-zadanie/", task).status_code == 302
    agreed = {
        "person": str(family.mother.pk),
        "mode": "meeting",
        "agreed_on_day": "2",
        "agreed_on_month": "3",
        "agreed_on_year": "2026",
    }
    assert client.post(f"{base}uzgodnienie/", agreed).status_code == 302
    with in_tenant(CZESTOCHOWA):
        made = goal.tasks.get()
    assert client.post(f"/zadania/{made.pk}/zrobione/").status_code == 302
    page = client.get(base).content.decode()
    assert "Spłacić długi" in page
    assert "zrobione" in page
    assert "uzgodniona" in page


def test_a_withdrawn_service_comes_back_with_its_sentence(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        town, family = vertical.town(), vertical.family()
    client = browse("czestochowa", user=family.worker_user)
    address = f"/cele/{family.goal.pk}/nowe-zadanie/"
    data = {
        "kind": "service",
        "title": "Rozmowy",
        "service": str(town.card.pk),
        "need": "Dwie rozmowy",
        "proposed_by": "worker",
    }
    assert town.card.name in client.get(address).content.decode()
    with in_tenant(CZESTOCHOWA):
        basket.withdraw_card(actor=town.officer, card=town.card)
    answer = client.post(address, data)
    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()
    with in_tenant(CZESTOCHOWA):
        assert not family.goal.tasks.exists()


@pytest.mark.parametrize(
    "role", ["social_worker", "director", "network_officer", "delegate", "family_member"]
)
def test_for_others_the_path_does_not_exist(browse: Callable[..., Client], role: str) -> None:
    with in_tenant(CZESTOCHOWA):
        family = vertical.family()
    client = browse("czestochowa", role)
    assert client.get(f"/rodziny/{family.case.pk}/sciezka/").status_code == 404
    assert client.post(f"/rodziny/{family.case.pk}/sciezka/nowy-cel/", {"title": "x"}).status_code == 404
    with in_tenant(CZESTOCHOWA):
        assert family.plan.goals.count() == 1
