"""The operator's page and the run that it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from core.regional import operations
from core.regional.errors import LaterReleasedError, NotSafeError
from core.regional.models import Release, Submission
from core.shared import clock
from tenants.context import in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

if TYPE_CHECKING:
    from django.test import Client

    Browse = Callable[..., Client]


@pytest.fixture
def on_fifth_of_october(db: None) -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


def test_the_list_of_tenants(on_fifth_of_october: None, browse: Browse) -> None:
    page = browse("operator", "operator").get("/").content.decode()
    for name in ("Częstochowa", "Sosnowiec", "powiat będziński", "ROPS Katowice", "g_2464011"):
        assert name in page
    assert "jak pozostałe" in page
    assert "inna, do migracji" not in page
    assert "!!undefined" not in page


def test_the_run_is_started_and_done_by_the_worker(
    on_fifth_of_october: None, browse: Browse, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with in_tenant("g_2464011"):
        deal_families(20, seed=3)
    client = browse("operator", "operator")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        answer = client.post("/przebieg/", {"miesiac": "2026-09"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert Release.objects.get().coverage["reported"] == ["g_2464011", "g_2475011", "p_2401"]
    page = client.get("/").content.decode()
    assert "3 z 3" in page
    assert "hx-trigger" not in page
    again = client.post("/przebieg/", {"miesiac": "2026-09"}, follow=True).content.decode()
    assert "Miesiąc 09.2026 został już wydany" in again


def test_a_month_that_runs_is_refused(on_fifth_of_october: None, browse: Browse) -> None:
    page = browse("operator", "operator").post("/przebieg/", {"miesiac": "2026-10"}, follow=True)
    assert "Miesiąc 10.2026 jeszcze trwa." in page.content.decode()
    assert not Release.objects.exists()


def test_a_run_while_a_town_is_restored_is_refused_at_once(on_fifth_of_october: None, browse: Browse) -> None:
    operations.begin_restoration(actor=people.system(), schema="g_2475011")
    client = browse("operator", "operator")
    page = client.post("/przebieg/", {"miesiac": "2026-09"}, follow=True).content.decode()
    assert "Trwa odtwarzanie danych z kopii zapasowej: Sosnowiec. Niczego nie opublikowano." in page
    assert not Submission.objects.exists()
    assert not Release.objects.exists()


def test_why_the_worker_printed_nothing_stands_beside_the_month(
    on_fifth_of_october: None, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asked sees no run that never ends; asking again begins anew."""

    def refused(**_given: object) -> None:
        raise NotSafeError(month="09.2026", why="próba")

    monkeypatch.setattr("core.regional.operations.running.release_month", refused)
    with pytest.raises(NotSafeError):
        operations.run_in_background(actor=people.system(), month=date(2026, 9, 1))
    client = browse("operator", "operator")
    page = client.get("/").content.decode()
    assert "próba. Niczego nie opublikowano." in page
    assert "hx-trigger" not in page
    assert "Uruchom przebieg" in page
    with in_tenant("operator"):
        operations.request_run(actor=people.system(), month=date(2026, 9, 1))
    page = client.get("/").content.decode()
    assert "próba" not in page
    assert "hx-trigger" in page

    def broken(**_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("core.regional.operations.running.release_month", broken)
    with pytest.raises(ZeroDivisionError):
        operations.run_in_background(actor=people.system())
    assert "nieoczekiwany błąd" in client.get("/").content.decode()


def test_a_month_before_the_newest_release_is_never_run(on_fifth_of_october: None, browse: Browse) -> None:
    with in_tenant("g_2464011"):
        deal_families(20, seed=3)
    operations.run_month(actor=people.system(), month=date(2026, 9, 1))
    for slug, role, path in (
        ("operator", "operator", "/"),
        ("rops-katowice", "regional_coordinator", "/miesiace/"),
    ):
        page = browse(slug, role).get(path).content.decode()
        assert "Jest już wydanie późniejszego miesiąca." in page
        assert "czeka na" not in page
    handed = Submission.objects.count()
    client = browse("operator", "operator")
    page = client.post("/przebieg/", {"miesiac": "2026-08"}, follow=True).content.decode()
    assert "Wydano już późniejszy miesiąc (09.2026)" in page
    with pytest.raises(LaterReleasedError):
        operations.run_month(actor=people.system(), month=date(2026, 8, 1))
    assert Submission.objects.count() == handed


@pytest.mark.parametrize(("slug", "role"), [("operator", "director"), ("rops-katowice", "operator")])
def test_nobody_else(db: None, browse: Browse, slug: str, role: str) -> None:
    client = browse(slug, role)
    assert client.post("/przebieg/", {"miesiac": "2026-09"}).status_code == 404
    assert not Release.objects.exists()
