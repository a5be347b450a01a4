"""A meeting from the question of a day to frozen minutes, by the pages; and who finds no page at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.families import queries as families
from core.identity.models import User
from core.notifications.models import Message
from core.paths import operations as paths
from core.paths.models import Task
from core.shared.clock import standing_at
from core.teams.models import PlannedMeeting
from core.teams.operations import minutes, room
from core.teams.queries import planning as plans
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.support import people
from tests.support.teams import DAY, Table, planned, table

Browse = Callable[..., Client]
URLCONF = "kooperacje.urls_municipality"
pytestmark = pytest.mark.django_db


@pytest.fixture
def own() -> Table:
    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        return table()


def url(name: str, *args: object) -> str:
    return reverse(f"meetings:{name}", urlconf=URLCONF, args=args)


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of(actor: Any, browse: Browse) -> Client:
    """A browser in which an actor is signed in."""
    with in_tenant(CZESTOCHOWA):
        user = User.objects.get(pk=actor.user_id)
    return browse("czestochowa", user=user)


def keys(own: Table) -> list[str]:
    with in_tenant(CZESTOCHOWA):
        return [str(seat.pk) for seat in own.seats]


def day_of(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def held(own: Table) -> PlannedMeeting:
    """A meeting that was held, with a point about all and one about the mother."""
    with in_tenant(CZESTOCHOWA):
        with standing_at(date(2026, 10, 5)):
            meeting = planned(own)
        mother = families.persons_of(own.case)[0]
        with standing_at(DAY):
            room.start(actor=own.worker, planned=meeting)
            common = room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
            private = room.add_point(actor=own.worker, planned=meeting, title="Terapia", for_person=mother)
            room.save_point(actor=own.worker, point=common, text="Zosia ma wsparcie.", version=0)
            room.save_point(actor=own.worker, point=private, text="TYLKO-MATKI", version=0)
            for row in plans.invitations_of(meeting):
                room.tick(actor=own.worker, invitation=row, coming="present")
            room.finish(actor=own.worker, planned=meeting)
        return plans.planned_visible(own.worker, meeting.pk)


def shown(own: Table) -> PlannedMeeting:
    """The same, its minutes shown to those who were there."""
    meeting = held(own)
    with in_tenant(CZESTOCHOWA), standing_at(DAY):
        minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=DAY + timedelta(7))
    return meeting


def test_a_day_is_found_together(own: Table, browse: Browse) -> None:
    worker = of(own.worker, browse)
    data = {
        "key": str(uuid4()),
        "members": keys(own),
        "length": "90",
        "place": "Ośrodek",
        "remote_address": "",
        "title": "",
        **day_of("day_1", DAY),
        "hour_1": "10:00",
        **day_of("day_2", DAY + timedelta(1)),
        "hour_2": "12",
    }
    bad = worker.post(url("times", own.case.pk), {**data, "hour_2": ""})
    assert "Podaj i dzień, i godzinę tego terminu" in text(bad)
    answer = worker.post(url("times", own.case.pk), data)
    assert answer.status_code == 302
    assert answer.cookies["kp_saved"].value == data["key"]
    with in_tenant(CZESTOCHOWA):
        meeting = PlannedMeeting.objects.get()
        first, second = plans.slots_of(meeting)
    mother = of(own.mother, browse)
    page = mother.get("/moje-spotkania/")
    assert "zaznacz terminy" in text(page)
    assert own.case.number not in text(page)
    one = f"/moje-spotkania/{meeting.pk}/"
    assert "Zaznacz odpowiedź przy każdym terminie" in text(mother.post(one, {str(first.pk): "free"}))
    assert mother.post(one, {str(first.pk): "free", str(second.pk): "busy"}).status_code == 302
    seen = text(worker.get(url("planned", meeting.pk)))
    assert "najlepszy" not in seen.split("Zaproszeni")[0] or "może:" in seen
    assert worker.post(url("choose", meeting.pk, first.pk)).status_code == 302
    assert "poniedziałek 12.10.2026, 10:00–11:30" in text(worker.get(url("planned", meeting.pk)))
    assert "Czy będziesz?" in text(mother.get(one))


def test_planned_moved_and_called_off(own: Table, browse: Browse) -> None:
    worker = of(own.worker, browse)
    data = {
        "key": str(uuid4()),
        "members": keys(own),
        **day_of("day", DAY),
        "starts": "10:00",
        "ends": "11:00",
        "place": "Ośrodek",
    }
    assert "Wybierz odpowiedź" not in text(worker.get(url("plan", own.case.pk)))
    assert worker.post(url("plan", own.case.pk), data).status_code == 302
    assert worker.post(url("plan", own.case.pk), data).status_code == 302
    with in_tenant(CZESTOCHOWA):
        meeting = PlannedMeeting.objects.get()
        row = plans.invitations_of(meeting)[0]
    moved = {
        "version": "1",
        **day_of("day", DAY + timedelta(1)),
        "starts": "12:00",
        "ends": "13:00",
        "place": "Ośrodek",
        "reason": "Choroba",
    }
    assert "Ktoś zmienił te dane" in text(worker.post(url("move", meeting.pk), {**moved, "version": "7"}))
    assert worker.post(url("move", meeting.pk), moved).status_code == 302
    assert worker.post(url("answer-for", row.pk), {"answer": "yes"}).status_code == 302
    assert "będę" in text(worker.get(url("planned", meeting.pk)))
    assert worker.post(url("cancel", meeting.pk), {"reason": "Pogrzeb"}).status_code == 302
    page = text(of(own.mother, browse).get(f"/moje-spotkania/{meeting.pk}/"))
    assert "odwołane" in page
    assert "Pogrzeb" in page


def test_the_link_of_a_mail_answers_and_tells_nothing_of_the_family(own: Table, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        planned(own)
        mail = Message.objects.filter(kind="team_meeting_invitation").first()
    assert mail is not None
    with in_tenant(CZESTOCHOWA):
        token = mail.body.split("/spotkanie/")[1].split("/")[0]
    guest = browse("czestochowa")
    page = guest.get(f"/spotkanie/{token}/")
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    for secret in ("Wzorcow", own.case.number):
        assert secret not in page.content.decode()
    assert "Dziękujemy, odpowiedź zapisana" in text(guest.post(f"/spotkanie/{token}/", {"answer": "yes"}))
    assert guest.get(f"/spotkanie/{token}x/").status_code == 404


def test_the_meeting_is_written_in_the_room_and_ready_when_people_stand_up(
    own: Table, browse: Browse
) -> None:
    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        today = planned(own, date(2026, 10, 5))
        plan = paths.start_plan(actor=own.worker, case=own.case)
        goal = paths.set_goal(actor=own.worker, plan=plan, title="Spokojny dom", area="home")
        rows = plans.invitations_of(today)
    worker = of(own.worker, browse)
    assert worker.post(url("start", today.pk)).status_code == 302
    title = {"key": str(uuid4()), "title": "Szkoła", "for_person": "", "w_sali": "1"}
    assert worker.post(url("add-point", today.pk), title)["Location"] == url("room", today.pk)
    with in_tenant(CZESTOCHOWA):
        point = today.agenda.get()
    said = {"Accept": "application/json"}
    saved = worker.post(url("write", point.pk), {"version": "0", "text": "Zosia"}, headers=said)
    assert saved.json()["version"] == 1
    clash = worker.post(url("write", point.pk), {"version": "0", "text": "Inny"}, headers=said)
    assert (clash.status_code, clash.json()["theirs"]) == (409, "Zosia")
    both = worker.post(url("write", point.pk), {"version": "0", "text": "Inny"})
    assert both.status_code == 409
    assert "Zosia" in text(both)
    assert "Inny" in both.content.decode()
    ticks = {f"coming_{row.pk}": "present" for row in rows}
    assert worker.post(url("tick", today.pk), ticks, headers=said).json()["saved"]
    decision = {
        "key": str(uuid4()),
        "text": "Dyżur co wtorek",
        "point": str(point.pk),
        "goal": str(goal.pk),
        "who": "worker",
        **day_of("due_on", date(2026, 11, 1)),
    }
    for _twice in range(2):
        assert worker.post(url("decide", today.pk), decision).status_code == 302
    with in_tenant(CZESTOCHOWA):
        step = Task.objects.get(goal=goal)
        assert (step.title, step.due_on, step.kind) == ("Dyżur co wtorek", date(2026, 11, 1), "worker")
    page = worker.get(url("room", today.pk))
    assert "krok na ścieżce" in text(page)
    done = worker.post(url("finish", today.pk), {"without_family_reason": ""}, follow=True)
    assert "Protokół jest gotowy do druku" in text(done)
    paper = worker.get(url("print", today.pk))
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    assert "Protokół spotkania 1" in text(worker.get(url("minutes", today.pk)))


def test_who_was_there_reads_and_says_what_was_otherwise(own: Table, browse: Browse) -> None:
    meeting = shown(own)
    mother, father = of(own.mother, browse), of(own.father, browse)
    one = f"/moje-spotkania/{meeting.pk}/"
    with standing_at(DAY):
        assert "TYLKO-MATKI" in text(mother.get(one))
        his = father.get(one)
        assert "Zosia ma wsparcie." in text(his)
        for secret in ("TYLKO-MATKI", "Terapia"):
            assert secret not in his.content.decode()
        with in_tenant(CZESTOCHOWA):
            common, private = meeting.agenda.order_by("position")
        words = {"key": str(uuid4()), "text": "Zosia chce wsparcia.", "comment": "Sama prosi."}
        assert father.post(f"{one}uwaga/{private.pk}/", words).status_code == 404
        assert mother.post(f"{one}uwaga/{common.pk}/", words).status_code == 302
        assert "czeka na decyzję" in text(mother.get(one))
        assert mother.get(f"{one}zapis.pdf").content.startswith(b"%PDF")
        assert "Zosia chce" not in text(father.get(one))
        worker = of(own.worker, browse)
        page = worker.get(url("minutes", meeting.pk))
        assert "Zosia chce wsparcia." in text(page)
        with in_tenant(CZESTOCHOWA):
            remark = common.amendments.get()
        kept = {"version": "1", "text": "Zosia chce wsparcia."}
        assert worker.post(url("accept-amendment", remark.pk), kept).status_code == 302
    with standing_at(DAY + timedelta(8)):
        done = worker.post(url("publish", meeting.pk), follow=True)
        assert "Nikt go już nie zmieni" in text(done)
        assert "Zosia chce wsparcia." in text(father.get(one))


def test_a_partner_reads_minutes_only_with_the_familys_word(own: Table, browse: Browse) -> None:
    meeting = shown(own)
    delegate = of(own.delegate, browse)
    with standing_at(DAY):
        page = delegate.get(f"/moje-spotkania/{meeting.pk}/")
        assert page.status_code == 200
        assert "Zosia" not in page.content.decode()
        with in_tenant(CZESTOCHOWA):
            point = meeting.agenda.order_by("position").first()
        assert point is not None
        assert delegate.get(f"/moje-spotkania/{meeting.pk}/uwaga/{point.pk}/").status_code == 404
        assert delegate.get(f"/moje-spotkania/{meeting.pk}/zapis.pdf").status_code == 404


def test_nobody_else_finds_any_of_it(own: Table, browse: Browse) -> None:
    meeting = shown(own)
    with in_tenant(CZESTOCHOWA):
        row = plans.invitations_of(meeting)[0]
        point = meeting.agenda.order_by("position").first()
        assert point is not None
        stranger = people.actor("social_worker", name="Obca")
        director = people.actor("director")
    case = own.case.pk
    pages = [
        url("of-case", case), url("plan", case), url("times", case), url("composition", case),
        url("planned", meeting.pk), url("move", meeting.pk), url("cancel", meeting.pk),
        url("room", meeting.pk), url("minutes", meeting.pk), url("print", meeting.pk),
        url("answer-for", row.pk), url("write", point.pk), url("own", meeting.pk),
    ]  # fmt: skip
    for who in (stranger, director):
        client = of(who, browse)
        assert [page for page in pages if client.get(page).status_code != 404] == []
    mother = of(own.mother, browse)
    assert [page for page in pages[:-1] if mother.get(page).status_code != 404] == []
    with in_tenant(CZESTOCHOWA):
        before = PlannedMeeting.objects.get().version
    client = of(stranger, browse)
    for name in ("start", "remind", "finish", "publish", "tick", "decide", "add-point"):
        assert client.post(url(name, meeting.pk), {}).status_code == 404
    with in_tenant(CZESTOCHOWA):
        assert PlannedMeeting.objects.get().version == before


def test_lists_cost_the_same_with_one_meeting_and_three(own: Table, browse: Browse) -> None:
    worker, mother = of(own.worker, browse), of(own.mother, browse)

    def cost() -> list[int]:
        found = []
        for client, page in (
            (worker, url("ahead")),
            (worker, url("of-case", own.case.pk)),
            (mother, "/moje-spotkania/"),
        ):
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        planned(own)
    one = cost()
    with in_tenant(CZESTOCHOWA), standing_at(date(2026, 10, 5)):
        planned(own, DAY + timedelta(1))
        planned(own, DAY + timedelta(2))
    assert cost() == one
