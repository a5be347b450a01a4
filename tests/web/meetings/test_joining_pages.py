"""Who sits in a team, by the pages: proposed with a reason, asked for, invited, handed over."""

from __future__ import annotations

from datetime import date

import pytest

from core.notifications.models import Message
from core.partnership import operations as partnership
from core.paths import operations as paths
from core.paths.operations import TaskData
from core.referrals import operations as referrals
from core.referrals.models import Referral
from core.shared.actor import Actor
from core.shared.clock import standing_at
from core.teams import queries as seats
from core.teams.models import JoinRequest
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import families as build
from tests.support import people, vertical
from tests.support.teams import Table, table
from tests.web.meetings.test_pages import Browse, of, text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Table:
    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        return table()


def _school() -> Actor:
    with in_tenant(CZESTOCHOWA):
        user = people.account("delegate", name="Ola Pedagog")
        partnership.name_person(
            actor=people.system(), partner=build.partner("Szkoła nr 5"), name="Ola Pedagog", user=user
        )
        return people.actor_of(user)


def test_a_partner_asks_by_number_and_the_leader_lets_it_in(own: Table, browse: Browse) -> None:
    school = _school()
    delegate = of(school, browse)
    real = {"key": "", "case_number": own.case.number, "reason": "Uczymy dzieci."}
    for number in (own.case.number, "R-9999"):
        page = delegate.get(url("ask"))
        key = page.content.decode().split('name="key" value="')[1].split('"')[0]
        answer = delegate.post(url("ask"), {**real, "key": key, "case_number": number}, follow=True)
        assert "Prośba przekazana" in text(answer)
    rows = text(delegate.get(url("ask")))
    assert rows.count("czeka na decyzję") == 2
    assert "Wzorcow" not in rows
    worker = of(own.worker, browse)
    assert "Uczymy dzieci." in text(worker.get(url("composition", own.case.pk)))
    with in_tenant(CZESTOCHOWA):
        request = JoinRequest.objects.get(case=own.case)
    assert delegate.get(url("approve", request.pk)).status_code == 404
    assert "Najpierw zapytaj rodzinę" in text(worker.post(url("approve", request.pk), {}))
    assert worker.post(url("approve", request.pk), {"family_agrees": "on"}).status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert "Ola Pedagog" in [seat.display_name for seat in seats.members_of(own.team)]
    assert "przyjęta" in text(delegate.get(url("ask")))


def test_a_helper_is_invited_and_asks_by_the_link(own: Table, browse: Browse) -> None:
    worker = of(own.worker, browse)
    page = worker.get(url("invite-helper", own.case.pk))
    key = page.content.decode().split('name="key" value="')[1].split('"')[0]
    data = {"key": key, "helper_name": "Maria Sąsiadka", "helper_email": "maria@dom.example"}
    assert worker.post(url("invite-helper", own.case.pk), data).status_code == 302
    with in_tenant(CZESTOCHOWA):
        mail = Message.objects.get(kind="team_join_invitation")
        token = mail.body.split("/dolacz/")[1].split("/")[0]
    guest = browse("czestochowa")
    first = guest.get(f"/dolacz/{token}/")
    for secret in ("Wzorcow", own.case.number, "Maria"):
        assert secret not in first.content.decode()
    assert "prośba przekazana" in text(guest.post(f"/dolacz/{token}/", {"reason": "Pomogę."}))
    with in_tenant(CZESTOCHOWA):
        request = JoinRequest.objects.get()
    assert worker.post(url("decline", request.pk), {"reason": "Nie teraz."}).status_code == 302
    assert "Nie teraz." in text(worker.get(url("composition", own.case.pk)))


def test_the_composition_follows_the_services_in_use(browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        town, made = vertical.town(), vertical.family()
        vertical.lets_read_requests(made, town.partner)
        paths.add_task(
            actor=made.worker,
            goal=made.goal,
            task=TaskData("Rozmowa", kind="service", service=town.card, need="Rozmowa"),
        )
        team = seats.team_of(made.case)
        assert team is not None
    worker = of(made.worker, browse)
    page = worker.get(url("composition", made.case.pk))
    assert town.card.name in text(page).split("Są potrzebni")[1]
    with in_tenant(CZESTOCHOWA):
        request = Referral.objects.get(case=made.case)
        referrals.decline(actor=town.delegate, referral=request, reason="Brak miejsc")
    declined = text(worker.get(url("composition", made.case.pk)))
    assert town.card.name in declined.split("Mogą już odejść")[1]
    with in_tenant(CZESTOCHOWA):
        seat = next(one for one in seats.members_of(team) if one.kind == "partner")
    assert worker.post(url("leave", made.case.pk, seat.pk)).status_code == 302


def test_the_lead_is_handed_over_on_a_page(own: Table, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        successor = people.account("social_worker", name="Nowa Osoba")
        director = people.actor("director")
    page = url("hand-over", own.case.pk)
    assert of(own.delegate, browse).get(page).status_code == 404
    assert "Wzorcow" not in of(director, browse).get(page).content.decode()
    worker = of(own.worker, browse)
    assert worker.post(page, {"to": str(successor.pk), "reason": "Urlop"}).status_code == 302
    assert worker.get(url("of-case", own.case.pk)).status_code == 404
    assert browse("czestochowa", user=successor).get(url("of-case", own.case.pk)).status_code == 200


def test_the_director_sets_the_towns_rule(own: Table, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        director = of(people.actor("director"), browse)
    assert of(own.worker, browse).get(url("quorum")).status_code == 404
    assert director.post(url("quorum"), {"family": "1", "others": "0"}).status_code == 302
    assert "Zasada zapisana" in text(director.get(url("quorum")))
