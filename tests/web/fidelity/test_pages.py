"""Pages of fidelity: a family's rules, the town's table, the cases behind a figure, the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.fidelity.models import FidelityTerms
from core.shared import clock
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import vertical

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.support.vertical import Family

pytestmark = pytest.mark.django_db
TERMS = {
    "first_meeting_days": "14",
    "answer_days": "5",
    "minutes_days": "3",
    "review_weeks": "12",
    "basket_share": "50",
}


@pytest.fixture
def made(db: None) -> Family:
    with in_tenant(CZESTOCHOWA):
        return vertical.family()


def text(response: Any) -> str:
    return str(response.content.decode())


def test_a_familys_rules_with_their_events(made: Family, browse: Callable[..., Client]) -> None:
    client = browse("czestochowa", user=made.worker_user)
    page = text(client.get(f"/rodziny/{made.case.pk}/wiernosc/"))
    for words in ("zespół utworzony bez oceny, 02.03.2026", "minął termin pierwszego spotkania, 01.04.2026"):
        assert words in page
    section = text(client.get(f"/rodziny/{made.case.pk}/"))
    assert "Spełnione zasady: 0 z 2" in section
    for role in ("director", "social_worker", "delegate"):
        assert browse("czestochowa", role).get(f"/rodziny/{made.case.pk}/wiernosc/").status_code == 404


def test_the_town_and_the_cases_behind_a_figure(made: Family, browse: Callable[..., Client]) -> None:
    director = browse("czestochowa", "director")
    page = text(director.get("/wiernosc/"))
    assert "/wiernosc/zasady/assessment_first/" in page
    broken = text(director.get("/wiernosc/zasady/assessment_first/"))
    assert made.case.number in broken
    assert "Przykładow" not in broken
    assert f"/rodziny/{made.case.pk}/" not in broken
    own = text(browse("czestochowa", user=made.worker_user).get("/wiernosc/zasady/assessment_first/"))
    assert f"/rodziny/{made.case.pk}/wiernosc/" in own
    assert made.case.number not in text(
        browse("czestochowa", "social_worker").get("/wiernosc/zasady/assessment_first/")
    )
    assert "spełniona" in text(director.get("/wiernosc/zasady/closing_conversation/"))
    assert director.get("/wiernosc/zasady/moon/").status_code == 404
    for role in ("delegate", "family_member"):
        assert browse("czestochowa", role).get("/wiernosc/").status_code == 404


def test_queries_do_not_grow(made: Family, browse: Callable[..., Client]) -> None:
    director, numbers = browse("czestochowa", "director"), []
    for _ in range(3):
        with CaptureQueriesContext(connection) as caught:
            director.get("/wiernosc/")
            director.get("/wiernosc/zasady/assessment_first/")
        numbers.append(len(caught))
        with in_tenant(CZESTOCHOWA), clock.standing_at(vertical.OPENED):
            vertical.family()
    assert made.case.pk
    assert len(set(numbers)) == 1


def test_the_director_sets_the_terms(browse: Callable[..., Client]) -> None:
    director, officer = browse("czestochowa", "director"), browse("czestochowa", "network_officer")
    assert 'name="answer_days"' in text(director.get("/wiernosc/terminy/"))
    assert 'name="answer_days"' not in text(officer.get("/wiernosc/terminy/"))
    assert officer.post("/wiernosc/terminy/", {**TERMS, "after": "0"}).status_code == 404
    wrong = director.post("/wiernosc/terminy/", {**TERMS, "after": "0", "answer_days": "0"})
    assert wrong.status_code == 200
    assert director.post("/wiernosc/terminy/", {**TERMS, "after": "0"}).status_code == 302
    assert "w międzyczasie" in text(
        director.post("/wiernosc/terminy/", {**TERMS, "after": "0", "answer_days": "6"})
    )
    with in_tenant(CZESTOCHOWA):
        assert FidelityTerms.objects.get().answer_days == 5
    assert "odpowiedź partnera do 5 dni" in text(officer.get("/wiernosc/terminy/"))
