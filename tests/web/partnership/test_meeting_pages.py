"""Pages of meetings: a year of an officer, told by what one clicks and sends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import icalendar
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.identity.models import CalendarFeed, User
from core.notifications.models import Message
from core.partnership import operations
from core.partnership.models import (
    AgendaItem,
    MeetingDecision,
    MinutesAmendment,
    PartnershipAttendance,
    PartnershipMeeting,
    PublishedMinutes,
)
from core.partnership.operations import agenda, decisions, meetings, minutes
from core.shared import clock
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.core.partnership.stories import invited
from tests.support import people

Browse = Callable[..., Client]
TOWN = "g_2464011"
TODAY = date(2026, 10, 5)
ALL = "/spotkania-partnerstwa/"


@pytest.fixture(autouse=True)
def _nobody_guessed_before() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def text(response: Any) -> str:
    """Words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def day(name: str, value: date) -> dict[str, str]:
    """A day as the three boxes send it."""
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


class Stage:
    """A town with an officer, two partners, a delegate of the first and a meeting of today."""

    def __init__(self, browse: Browse) -> None:
        with in_tenant(TOWN):
            self.first = invited("Fundacja", sector="ngo", email="biuro@fundacja.example")
            self.second = invited("Szpital", sector="health", email="biuro@szpital.example")
            self.user = people.account(Role.DELEGATE, name="Dorota Delegatka")
            operations.name_person(
                actor=people.system(), partner=self.first, name=self.user.name, user=self.user
            )
            self.meeting = meetings.plan_meeting(
                actor=people.system(),
                day=TODAY,
                starts=time(10),
                ends=time(12),
                kind="working",
                title="Spotkanie robocze",
                place="Ratusz",
                quorum=1,
            )
            self.lines = meetings.invite(
                actor=people.system(), meeting=self.meeting, partners=[self.first, self.second]
            )
            self.item = agenda.add_item(actor=people.system(), meeting=self.meeting, title="Koszyk")
        self.page = f"{ALL}{self.meeting.pk}/"
        self.officer = browse("czestochowa", Role.NETWORK_OFFICER)
        self.delegate = browse("czestochowa", user=self.user)
        self.worker = browse("czestochowa", Role.SOCIAL_WORKER)

    def amending(self) -> None:
        with in_tenant(TOWN):
            actor = people.system()
            minutes.start_minutes(actor=actor, meeting=self.meeting)
            minutes.save_item(actor=actor, item=self.item, text="Omówiono koszyk.", version=0)
            self.task = decisions.record_decision(
                actor=actor, meeting=self.meeting, text="Ulotka.", owner=self.first, due_on=TODAY
            )
            meetings.enter_presence(actor=actor, meeting=self.meeting, came=[self.first])
            meetings.finish_meeting(actor=actor, meeting=self.meeting)
            minutes.open_amendments(actor=actor, meeting=self.meeting, amend_until=TODAY)

    def published(self) -> PublishedMinutes:
        self.amending()
        with in_tenant(TOWN), clock.standing_at(TODAY + timedelta(1)):
            return minutes.publish(actor=people.system(), meeting=self.meeting)


@pytest.fixture
def stage(browse: Browse) -> Stage:
    return Stage(browse)


def test_a_meeting_is_planned_changed_and_called_off(stage: Stage) -> None:
    form = {
        "key": str(uuid4()),
        "title": "Spotkanie jesienne",
        "kind": "working",
        **day("day", date(2026, 10, 26)),
        "starts": "10.00",
        "ends": "12",
        "place": "Biblioteka",
    }
    bad = stage.officer.post(f"{ALL}plan/", {**form, "ends": "9:30"})
    assert "Godzina zakończenia musi być późniejsza" in text(bad)
    for _ in range(2):
        answer = stage.officer.post(f"{ALL}plan/", form)
    page = answer["Location"]
    assert "26.10.2026, 10:00–12:00" in text(stage.officer.get(page))
    asked = stage.officer.post(f"{page}zaproszenia/", {"partners": [str(stage.first.pk)]})
    assert asked["Location"] == page
    moved = {**form, **day("day", date(2026, 10, 27)), "sequence": "0"}
    stage.officer.post(f"{page}zmiana/", moved)
    again = stage.officer.post(f"{page}zmiana/", moved)
    assert "Ktoś zmienił te dane w międzyczasie" in text(again)
    assert "Wypełnij pole" in text(stage.officer.post(f"{page}odwolanie/", {"reason": ""}))
    stage.officer.post(f"{page}odwolanie/", {"reason": "Awaria."})
    assert "Awaria." in text(stage.officer.get(page))
    with in_tenant(TOWN):
        meeting = PartnershipMeeting.objects.get(title="Spotkanie jesienne")
        assert (meeting.state, meeting.sequence) == ("cancelled", 2)
        told = Message.objects.filter(about=f"partnership.meeting:{meeting.pk}").order_by("pk")
        assert [message.kind for message in told] == [
            "meeting_invitation",
            "meeting_changed",
            "meeting_cancelled",
        ]


def test_an_answer_by_link_needs_a_button_and_no_account(stage: Stage, browse: Browse) -> None:
    with in_tenant(TOWN):
        body = str(Message.objects.get(recipient="biuro@szpital.example").body)
    path = re.search(r"/spotkania-partnerstwa/odpowiedz/[^\s]+", body)[0]  # type: ignore[index]
    stranger = browse("czestochowa")
    page = stranger.get(path)
    assert "Szpital" in text(page)
    assert (page["Referrer-Policy"], "no-store" in page["Cache-Control"]) == ("no-referrer", True)
    with in_tenant(TOWN):
        assert PartnershipAttendance.objects.get(partner=stage.second).answer == ""
    answer = stranger.post(path, {"answer": "maybe"})
    assert "Dziękujemy, odpowiedź zapisana" in text(answer)
    with in_tenant(TOWN):
        assert PartnershipAttendance.objects.get(partner=stage.second).answer == "maybe"
    assert stranger.get(path.replace("odpowiedz/", "odpowiedz/x")).status_code in {400, 404, 410}
    other_town = browse("sosnowiec").get(path)
    assert "Szpital" not in text(other_town)


def test_a_delegate_answers_on_the_own_line_only(stage: Stage) -> None:
    own, other = (f"{ALL}odpowiedzi/{line.pk}/" for line in stage.lines)
    assert "Odpowiedz na zaproszenie" in text(stage.delegate.get(stage.page))
    assert stage.delegate.post(own, {"answer": "yes"}).status_code == 302
    assert stage.delegate.get(other).status_code == 404
    assert stage.delegate.post(other, {"answer": "yes"}).status_code == 404
    assert stage.worker.get(own).status_code == 404
    with in_tenant(TOWN):
        assert sorted(PartnershipAttendance.objects.values_list("answer", flat=True)) == ["", "yes"]


def test_presence_is_ticked_and_two_people_do_not_untick_each_other(stage: Stage) -> None:
    first, second = str(stage.first.pk), str(stage.second.pk)
    address = f"{stage.page}obecnosc/"
    stage.officer.post(address, {"present": [first], "shown": ""})
    stage.officer.post(address, {"present": [second], "shown": ""})
    with in_tenant(TOWN):
        assert PartnershipAttendance.objects.filter(present=True).count() == 2
    stage.officer.post(address, {"present": [second], "shown": f"{first} {second}"})
    with in_tenant(TOWN):
        assert PartnershipAttendance.objects.get(present=True).partner_id == stage.second.pk
    assert "Kworum" in text(stage.officer.get(stage.page))


def test_minutes_from_the_first_word_to_the_annex(stage: Stage) -> None:
    minutes_page = f"{stage.page}protokol/"
    assert stage.officer.get(minutes_page).status_code == 404
    assert stage.officer.post(f"{minutes_page}poczatek/")["Location"] == minutes_page
    assert "Koszyk" in text(stage.officer.get(minutes_page))
    write = f"{ALL}punkty/{stage.item.pk}/zapis/"
    stage.officer.post(write, {"text": "Pierwszy zapis.", "version": "0"})
    decision = {"key": str(uuid4()), "kind": "finding", "text": "Ulotka.", "owner": str(stage.first.pk)}
    stage.officer.post(f"{stage.page}decyzje/", {**decision, **day("due_on", TODAY)})
    stage.officer.post(f"{stage.page}obecnosc/", {"present": [str(stage.first.pk)], "shown": ""})
    stage.officer.post(f"{stage.page}koniec/")
    assert stage.delegate.get(minutes_page).status_code == 404
    stage.officer.post(f"{minutes_page}uwagi/", day("amend_until", TODAY))
    assert "Pierwszy zapis." in text(stage.delegate.get(minutes_page))
    amend = f"{ALL}punkty/{stage.item.pk}/uwaga/"
    stage.delegate.post(amend, {"key": str(uuid4()), "text": "Lepszy zapis.", "comment": "Było tak."})
    with in_tenant(TOWN):
        amendment = MinutesAmendment.objects.get()
    answer_page = f"{ALL}uwagi/{amendment.pk}/"
    assert stage.delegate.get(answer_page).status_code == 404
    shown = stage.officer.get(answer_page)
    assert ("Lepszy zapis." in text(shown), "Było tak." in text(shown)) == (True, True)
    assert "Wypełnij pole" in text(stage.officer.post(answer_page, {"co": "odrzuc", "reason": ""}))
    stage.officer.post(answer_page, {"co": "przyjmij", "text": "Lepszy zapis.", "version": "1"})
    assert "Uczestnicy mogą zgłaszać uwagi" in text(
        stage.officer.post(f"{minutes_page}publikacja/", follow=True)
    )
    with in_tenant(TOWN), clock.standing_at(TODAY + timedelta(1)):
        minutes.publish(actor=people.system(), meeting=stage.meeting)
    annex = {"key": str(uuid4()), "text": "Dopisek.", "reason": "Pominięto."}
    for _ in range(2):
        stage.officer.post(f"{minutes_page}aneks/", annex)
    for client in (stage.officer, stage.delegate, stage.worker):
        page = client.get(minutes_page)
        assert "Lepszy zapis." in text(page)
        links = re.findall(r'href="([^"]+protokol\.pdf)"', page.content.decode())
        assert len(links) == 2
        answer = client.get(links[0])
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_both_texts_stand_on_the_page_when_two_wrote(stage: Stage) -> None:
    with in_tenant(TOWN):
        minutes.start_minutes(actor=people.system(), meeting=stage.meeting)
    write = f"{ALL}punkty/{stage.item.pk}/zapis/"
    stage.officer.post(write, {"text": "Tekst pierwszy.", "version": "0"})
    page = stage.officer.post(write, {"text": "Tekst drugi.", "version": "0"})
    assert page.status_code == 409
    assert ("Tekst pierwszy." in text(page), "Tekst drugi." in text(page)) == (True, True)
    assert 'name="version" value="1"' in page.content.decode()
    stage.officer.post(write, {"text": "Oba teksty.", "version": "1"})
    with in_tenant(TOWN):
        assert AgendaItem.objects.get().minutes == "Oba teksty."


def test_the_browser_saves_by_itself_and_is_told_of_a_conflict(stage: Stage, browse: Browse) -> None:
    with in_tenant(TOWN):
        minutes.start_minutes(actor=people.system(), meeting=stage.meeting)
    write = f"{ALL}punkty/{stage.item.pk}/zapis/"
    json: Any = {"headers": {"accept": "application/json"}}
    saved = stage.officer.post(write, {"text": "Jeden", "version": "0"}, **json)
    assert (saved.status_code, saved.json()["version"]) == (200, 1)
    request: Any = saved.wsgi_request
    officer = request.actor.name
    disputed = stage.officer.post(write, {"text": "Dwa", "version": "0"}, **json)
    assert disputed.status_code == 409
    assert {**disputed.json(), "message": ""} == {
        "message": "",
        "theirs": "Jeden",
        "by": officer,
        "version": 1,
    }
    broken = stage.officer.post(write, {"text": "Dwa", "version": "x"}, **json)
    assert (broken.status_code, bool(broken.json()["message"])) == (400, True)
    # Whose session has ended is sent to sign in; the browser keeps what was typed.
    assert browse("czestochowa").post(write, {"text": "Trzy", "version": "1"}, **json).status_code == 302


def test_tasks_are_listed_narrowed_and_closed_by_their_owner(stage: Stage) -> None:
    stage.published()
    with in_tenant(TOWN):
        MeetingDecision.objects.update(due_on=date(2026, 10, 1))
    for client in (stage.officer, stage.delegate):
        assert "po terminie" in text(client.get("/zadania-partnerstwa/"))
    assert "Po terminie: 1" in text(stage.officer.get("/zadania-partnerstwa/?stan=overdue"))
    nothing = stage.officer.get(f"/zadania-partnerstwa/?kto={stage.second.pk}")
    assert "Nie ma takich zadań" in text(nothing)
    done = f"/zadania-partnerstwa/{stage.task.pk}/wykonanie/"
    assert stage.worker.get(done).status_code == 404
    stage.delegate.post(done, {"outcome": "Gotowa i wydrukowana."})
    assert "Gotowa i wydrukowana." in text(stage.officer.get("/zadania-partnerstwa/"))
    refused = stage.officer.post(f"/zadania-partnerstwa/{stage.task.pk}/anulowanie/", {"reason": "Nie."})
    assert "To zadanie jest już zakończone." in text(refused)


def test_a_calendar_is_made_followed_renewed_and_closed(stage: Stage, browse: Browse) -> None:
    page = stage.delegate.post("/konto/kalendarz/")
    path = re.search(r'value="http[^"]+?(/kalendarz/[^"]+)"', page.content.decode())[1]  # type: ignore[index]
    program = browse("czestochowa")
    answer = program.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    event = icalendar.Calendar.from_ical(answer.content).events[0]
    assert (event["summary"], event["location"]) == ("Spotkanie partnerstwa", "Ratusz")
    assert b"Dorota" not in answer.content
    same = program.get(path, headers={"if-none-match": answer["ETag"]})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", answer["ETag"])
    assert answer["Last-Modified"]
    with in_tenant(TOWN):
        meetings.change_meeting(
            actor=people.system(),
            meeting=stage.meeting,
            day=date(2026, 10, 26),
            starts=time(10),
            ends=time(12),
            kind="working",
            title="Spotkanie robocze",
            place="Ratusz",
        )
        assert CalendarFeed.objects.get().last_used_at is not None
        assert path.split("/")[-1].removesuffix(".ics") not in str(CalendarFeed.objects.values())
    changed = program.get(path, headers={"if-none-match": answer["ETag"]})
    assert b"DTSTART;TZID=Europe/Warsaw:20261026T100000" in changed.content
    assert "nie pokażemy" not in text(stage.delegate.get("/konto/kalendarz/"))
    assert browse("sosnowiec").get(path).status_code == 404
    stage.delegate.post("/konto/kalendarz/")
    assert program.get(path).status_code == 404
    renewed = stage.delegate.post("/konto/kalendarz/").content.decode()
    path = re.search(r'value="http[^"]+?(/kalendarz/[^"]+)"', renewed)[1]  # type: ignore[index]
    assert program.get(path).status_code == 200
    with in_tenant(TOWN):
        User.objects.filter(pk=stage.user.pk).update(is_active=False)
    assert program.get(path).status_code == 404
    with in_tenant(TOWN):
        User.objects.filter(pk=stage.user.pk).update(is_active=True)
    stage.delegate.post("/konto/kalendarz/wylaczenie/")
    assert program.get(path).status_code == 404


def test_who_guesses_addresses_of_calendars_shuts_nobody_out(stage: Stage, browse: Browse) -> None:
    program = browse("czestochowa")
    page = stage.delegate.post("/konto/kalendarz/").content.decode()
    path = re.search(r'value="http[^"]+?(/kalendarz/[^"]+)"', page)[1]  # type: ignore[index]
    for number in range(31):
        assert program.get(f"/kalendarz/zgaduje-{number}.ics").status_code == 404
    assert program.get(path).status_code == 200


def test_each_page_opens_for_its_roles_only(stage: Stage, browse: Browse) -> None:
    published = stage.published()
    staff: set[str] = {Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR}
    managers: set[str] = {Role.NETWORK_OFFICER, Role.DIRECTOR}
    pages = {
        f"{stage.page}": {*staff, Role.DELEGATE},
        f"{stage.page}protokol/": {*staff, Role.DELEGATE},
        f"{ALL}protokoly/{published.pk}/protokol.pdf": {*staff, Role.DELEGATE},
        "/zadania-partnerstwa/": {*staff, Role.DELEGATE},
        "/konto/kalendarz/": {*staff, Role.DELEGATE},
        f"{ALL}plan/": managers,
        f"{stage.page}zmiana/": managers,
        f"{stage.page}odwolanie/": managers,
        f"{stage.page}zaproszenia/": managers,
        f"{stage.page}obecnosc/": managers,
        f"{stage.page}koniec/": managers,
        f"{stage.page}porzadek/": managers,
        f"{ALL}punkty/{stage.item.pk}/": managers,
        f"{ALL}punkty/{stage.item.pk}/zapis/": managers,
        f"{stage.page}protokol/uwagi/": managers,
        f"{stage.page}protokol/publikacja/": managers,
        f"{stage.page}protokol/aneks/": managers,
        f"{stage.page}decyzje/": managers,
        f"{ALL}decyzje/{stage.task.pk}/": managers,
        f"/zadania-partnerstwa/{stage.task.pk}/anulowanie/": managers,
    }
    for role in Role.values:
        client = browse("czestochowa", role)
        seen = {page: client.get(page).status_code for page in pages}
        assert {page: code in {200, 302} for page, code in seen.items()} == {
            page: role in roles for page, roles in pages.items()
        }, role


def test_lists_and_pages_ask_no_more_for_more(stage: Stage) -> None:
    addresses = [ALL, "/zadania-partnerstwa/", stage.page, f"{stage.page}protokol/", f"{stage.page}obecnosc/"]
    stage.published()

    def asked() -> dict[str, int]:
        numbers = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert stage.officer.get(address).status_code == 200
            numbers[address] = len(captured)
        return numbers

    asked()
    few = asked()
    with in_tenant(TOWN):
        actor = people.system()
        meeting = operations.hold_meeting(
            actor=actor, held_on=date(2026, 9, 1), kind="working", title="Inne", present=[stage.first]
        )
        minutes.start_minutes(actor=actor, meeting=meeting)
        for number in range(3):
            partner = invited(f"Partner {number}", email=f"p{number}@partner.example")
            PartnershipAttendance.objects.create(meeting=stage.meeting, partner=partner, present=True)
            AgendaItem.objects.create(meeting=stage.meeting, position=10 + number, title=f"Punkt {number}")
            decisions.record_decision(
                actor=actor, meeting=meeting, text=f"Zadanie {number}", owner=partner, due_on=TODAY
            )
            MeetingDecision.objects.create(
                meeting=stage.meeting,
                ordinal=10 + number,
                kind="finding",
                text="X",
                owner=partner,
                state="open",
            )
    asked()
    assert asked() == few
