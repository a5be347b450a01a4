"""A partner's page of requests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.paths.operations import TaskData, add_task
from core.referrals.models import Referral
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

pytestmark = pytest.mark.django_db


def asked(town: vertical.Town, need: str = "Dwie rozmowy", *, allowed: bool = True) -> Referral:
    family = vertical.family()
    if allowed:
        vertical.lets_read_requests(family, town.partner)
    task = TaskData("Rozmowy", kind="service", service=town.card, need=need)
    made = add_task(actor=family.worker, goal=family.goal, task=task)
    assert made.referral is not None
    return made.referral


def test_the_partner_answers_and_learns_no_more_than_its_part(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        referral = asked(town)
    client = browse("czestochowa", user=town.delegate_user)
    start = client.get("/prosby/").content.decode()
    assert referral.case.number in start
    assert "Prośby o usługę bez odpowiedzi: 1" in start
    page = client.get(f"/prosby/{referral.pk}/").content.decode()
    assert "Dwie rozmowy" in page
    for secret in ("Przykładow", "Anna", "Spokojny dom"):
        assert secret not in page
    assert client.post(f"/prosby/{referral.pk}/przyjmij/").status_code == 302
    assert client.post(f"/prosby/{referral.pk}/wynik/", {"outcome": "delivered"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        referral.refresh_from_db()
        assert referral.status == "delivered"
        assert referral.task.status == "done"


def test_without_the_familys_word_the_partner_answers_without_knowing_what_for(
    browse: Callable[..., Client],
) -> None:
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        referral = asked(town, allowed=False)
    client = browse("czestochowa", user=town.delegate_user)
    page = client.get(f"/prosby/{referral.pk}/").content.decode()
    assert "Dwie rozmowy" not in page
    assert "rodzina nie pozwoliła" in page
    assert client.post(f"/prosby/{referral.pk}/przyjmij/").status_code == 302


def test_a_refusal_without_reason_comes_back_with_a_sentence(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        referral = asked(town)
    client = browse("czestochowa", user=town.delegate_user)
    assert client.post(f"/prosby/{referral.pk}/odmow/", {"reason": ""}).status_code == 200
    with in_tenant(CZESTOCHOWA):
        referral.refresh_from_db()
        assert referral.status == "sent"


def test_another_partner_a_worker_and_another_town_get_nothing(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        town, other = vertical.town(), vertical.town("Inna Instytucja")
        referral = asked(town)
    stranger = browse("czestochowa", user=other.delegate_user)
    assert stranger.get(f"/prosby/{referral.pk}/").status_code == 404
    assert stranger.post(f"/prosby/{referral.pk}/przyjmij/").status_code == 404
    assert browse("czestochowa", "social_worker").get("/prosby/").status_code == 404
    assert browse("sosnowiec", "delegate").get(f"/prosby/{referral.pk}/").status_code == 404
    with in_tenant(CZESTOCHOWA):
        referral.refresh_from_db()
        assert referral.status == "sent"


def test_three_requests_cost_as_many_queries_as_one(browse: Callable[..., Client]) -> None:
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        asked(town)
    client = browse("czestochowa", user=town.delegate_user)
    client.get("/prosby/")
    with CaptureQueriesContext(connection) as one:
        client.get("/prosby/")
    with in_tenant(CZESTOCHOWA):
        asked(town)
        asked(town)
    with CaptureQueriesContext(connection) as three:
        client.get("/prosby/")
    assert len(three) == len(one)


def test_the_network_officer_counts_requests_without_the_sentence(browse: Callable[..., Client]) -> None:
    """Need and refusal may tell of health or violence: for the asked partner and the leader only."""
    with in_tenant(CZESTOCHOWA):
        town = vertical.town()
        referral = asked(town, need="SŁOWA-O-ZDROWIU")
    officer = browse("czestochowa", "network_officer")
    page = officer.get(f"/prosby/{referral.pk}/").content.decode()
    assert referral.case.number in page
    assert "SŁOWA-O-ZDROWIU" not in page
    delegate = browse("czestochowa", user=town.delegate_user)
    assert "SŁOWA-O-ZDROWIU" in delegate.get(f"/prosby/{referral.pk}/").content.decode()
    refusal = {"reason": "POWÓD-ODMOWY"}
    assert delegate.post(f"/prosby/{referral.pk}/odmow/", refusal).status_code == 302
    assert "POWÓD-ODMOWY" in delegate.get(f"/prosby/{referral.pk}/").content.decode()
    assert "POWÓD-ODMOWY" not in officer.get(f"/prosby/{referral.pk}/").content.decode()
