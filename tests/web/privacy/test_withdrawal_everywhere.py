"""A word is taken back on the person's own page; then each door by which an institution read is tried again.

Each door is tried before, too: it must have shown its mark, or the test would prove nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from core.identity.operations import open_calendar_feed
from core.notes import operations as notes
from core.notifications.models import Message
from core.paths import operations as paths
from core.privacy.models import Disclosure
from core.referrals.operations.pins import choose_pin
from core.referrals.operations.withdrawals import carry_out_withdrawal
from core.rights import operations as rights
from core.rights.models import PersonExport
from core.rights.queries.exporting import gathered
from core.shared import clock
from core.teams import operations as teams
from core.teams.enums import Coming
from core.teams.operations import minutes, planning, room
from core.teams.queries import members_of
from core.teams.queries import planning as plans
from graphql_api.ids import global_id
from tenants.context import in_tenant
from tests.conftest import CZESTOCHOWA
from tests.graphql_api.test_town import caller
from tests.support import people, pictures, vertical
from tests.support.teams import at

if TYPE_CHECKING:
    from core.privacy.models import DisclosureAuthorisation

TODAY = date(2026, 10, 5)
PIN = "483920"
Browse = Callable[..., Client]
Door = Callable[["Scene"], bool]


@dataclass
class Scene:
    """A family that let an institution know everything, and what the institution then opens."""

    town: vertical.Town
    home: vertical.Family
    client: Client
    by_link: Client
    referral: Any
    attachment: Any
    meeting: Any
    link: str
    feed: str


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(TODAY):
        yield


@pytest.fixture
def scene(db: None, browse: Browse) -> Scene:
    with in_tenant(CZESTOCHOWA):
        town, home = vertical.town(), vertical.family()
        town.partner.people.update(email="dorota@poradnia.example")
        choose_pin(actor=town.delegate, pin=PIN)
        vertical.lets_everything_be_told(home, town.partner)
        seat = town.partner.people.order_by("pk").first()
        with clock.standing_at(TODAY - timedelta(40)):
            teams.add_partner_member(
                actor=home.worker, team=home.team, partner=town.partner, partner_person=seat
            )
        asked = paths.TaskData("Rozmowy", kind="service", service=town.card, need="ZNAKPROSBY")
        referral = paths.add_task(actor=home.worker, goal=home.goal, task=asked).referral
        note = notes.write_note(
            actor=home.worker,
            case=home.case,
            note=notes.NoteData(body="ZNAKNOTATKI", audience="team", category="work"),
            file=("skan.png", pictures.png(), "working"),
        )
        attachment = note.attachments.get()
        meeting = _met(home)
        _, secret = open_calendar_feed(actor=town.delegate)
        found = re.search(r"(/odpowiedz/\S+/)", Message.objects.get(kind="request_sent").body)
        assert found is not None
    return Scene(
        town,
        home,
        browse("czestochowa", user=town.delegate_user),
        browse("czestochowa"),
        referral,
        attachment,
        meeting,
        found[1],
        reverse("partnership:calendar-feed", urlconf="kooperacje.urls_municipality", args=[secret]),
    )


def _met(home: vertical.Family) -> Any:
    """A meeting at which the institution was, with its minutes published."""
    with clock.standing_at(TODAY - timedelta(30)):
        begins = at(TODAY - timedelta(20), 10)
        meeting = planning.plan_meeting(
            actor=home.worker,
            team=home.team,
            members=members_of(home.team),
            starts_at=begins,
            ends_at=begins + timedelta(hours=1),
            place="Ośrodek",
        )
    with clock.standing_at(TODAY - timedelta(20)):
        room.start(actor=home.worker, planned=meeting)
        point = room.add_point(actor=home.worker, planned=meeting, title="Szkoła")
        room.save_point(actor=home.worker, point=point, text="ZNAKUSTALEN", version=0)
        for invitation in plans.invitations_of(meeting):
            room.tick(actor=home.worker, invitation=invitation, coming=Coming.PRESENT)
        room.finish(actor=home.worker, planned=meeting)
        minutes.open_amendments(actor=home.worker, planned=meeting, amend_until=TODAY - timedelta(13))
    minutes.publish(actor=home.worker, planned=meeting)
    return meeting


def page(address: str, mark: str) -> Door:
    return lambda scene: mark in _text(scene.client.get(address.format(scene=scene)))


def program(query: str, mark: str) -> Door:
    def opens(scene: Scene) -> bool:
        with in_tenant(CZESTOCHOWA):
            answer = caller(user=scene.town.delegate_user)(
                query,
                c=global_id("Case", scene.home.case.pk),
                r=global_id("Referral", scene.referral.pk),
            )
        return mark in json.dumps(answer.body, ensure_ascii=False)

    return opens


def by_link(scene: Scene) -> bool:
    scene.by_link.post(scene.link, {"pin": PIN})
    return "ZNAKPROSBY" in _text(scene.by_link.get(scene.link))


def already_open(scene: Scene) -> bool:
    """The same without asking for the PIN again: what stands open in a tab is asked for once more."""
    return "ZNAKPROSBY" in _text(scene.by_link.get(scene.link))


def file(scene: Scene) -> bool:
    answer = scene.client.get(f"/zespoly/{scene.home.case.pk}/pliki/{scene.attachment.pk}/")
    return answer.status_code == 200


def paper(scene: Scene) -> bool:
    """Minutes as PDF: no institution gets them, with or without a word."""
    return bool(scene.client.get(f"/moje-spotkania/{scene.meeting.pk}/zapis.pdf").status_code == 200)


DOORS: dict[str, Door] = {
    "request": page("/prosby/{scene.referral.pk}/", "ZNAKPROSBY"),
    "dossier, minutes": page("/zespoly/{scene.home.case.pk}/", "ZNAKUSTALEN"),
    "dossier, notes": page("/zespoly/{scene.home.case.pk}/", "ZNAKNOTATKI"),
    "dossier, names": page("/zespoly/{scene.home.case.pk}/", "Przykładowa"),
    "minutes": page("/moje-spotkania/{scene.meeting.pk}/", "ZNAKUSTALEN"),
    "file": file,
    "link with PIN": by_link,
    "link that stands open": already_open,
    "program, request": program(
        "mutation($r:ID!){referralOpen(input:{referral:$r}){result{need} userErrors{code}}}", "ZNAKPROSBY"
    ),
    "program, dossier": program(
        """mutation($c:ID!){dossierOpen(input:{case:$c}){userErrors{code}
        result{persons{name} minutes{minutes}}}}""",
        "ZNAKUSTALEN",
    ),
}


def _text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content, "utf-8", "replace")


def _withdraws(scene: Scene, browse: Browse) -> None:
    """The mother takes back, on her own page, all that she let this institution know."""
    with in_tenant(CZESTOCHOWA):
        account = vertical.member_account(scene.home, scene.home.mother)
        standing: list[DisclosureAuthorisation] = list(
            scene.home.mother.authorisations.filter(withdrawn_at__isnull=True)
        )
    own = browse("czestochowa", user=account)
    assert standing
    for one in standing:
        assert own.post(f"/upowaznienia/{one.pk}/wycofanie/").status_code == 302
    with in_tenant(CZESTOCHOWA):
        assert not scene.home.mother.authorisations.filter(withdrawn_at__isnull=True).exists()


def test_every_door_is_shut_at_the_next_request(scene: Scene, browse: Browse) -> None:
    opened = {name: door(scene) for name, door in DOORS.items()}
    assert opened == dict.fromkeys(DOORS, True)
    assert not paper(scene)
    _withdraws(scene, browse)
    with in_tenant(CZESTOCHOWA):
        told = Disclosure.objects.filter(person=scene.home.mother).count()
    assert {name: door(scene) for name, door in DOORS.items()} == dict.fromkeys(DOORS, False)
    with in_tenant(CZESTOCHOWA):
        assert Disclosure.objects.filter(person=scene.home.mother).count() == told


def test_what_waits_to_leave_is_stopped_and_the_request_is_closed(scene: Scene, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        letter = Message.objects.get(kind="request_sent")
        Message.objects.filter(pk=letter.pk).update(status="queued")
    assert DOORS["request"](scene)
    _withdraws(scene, browse)
    with in_tenant(CZESTOCHOWA):
        assert carry_out_withdrawal(actor=people.system(), case_id=scene.home.case.pk) == 1
        letter.refresh_from_db()
        scene.referral.refresh_from_db()
        assert (letter.status, scene.referral.status) == ("withdrawn", "withdrawn")
        told = Message.objects.filter(kind="request_withdrawn")
        assert "ZNAK" not in "".join(one.subject + one.body for one in told)


def test_a_calendar_never_told_anything_and_loses_a_meeting_of_nobody(scene: Scene, browse: Browse) -> None:
    with in_tenant(CZESTOCHOWA):
        planning.plan_meeting(
            actor=scene.home.worker,
            team=scene.home.team,
            members=members_of(scene.home.team),
            starts_at=at(TODAY + timedelta(10), 10),
            ends_at=at(TODAY + timedelta(10), 11),
            place="ZNAKMIEJSCA",
        )
    before = _text(scene.client.get(scene.feed))
    assert "BEGIN:VEVENT" in before
    _withdraws(scene, browse)
    after = _text(scene.client.get(scene.feed))
    for told in (before, after):
        assert "ZNAK" not in told
        assert "Przykładow" not in told
        assert scene.home.case.number not in told


def test_a_copy_that_is_being_made_says_what_was_taken_back(scene: Scene, browse: Browse) -> None:
    """A person's copy is their own and goes on; what it says is what holds when it is made."""
    with in_tenant(CZESTOCHOWA):
        export = rights.request_export(
            actor=scene.home.worker, case=scene.home.case, person=scene.home.mother
        )
    _withdraws(scene, browse)
    with in_tenant(CZESTOCHOWA):
        rights.exports.make_export(actor=people.system(), export_id=str(export.pk))
        content = gathered(scene.home.mother, clock.now())
        assert PersonExport.objects.get().status == "ready"
    words = next(one for one in content["sections"] if one["key"] == "privacy.DisclosureAuthorisation")
    assert all("withdrawn_at" in row for row in words["rows"])
    assert scene.client.get(f"/kopie-danych/{export.pk}/").status_code == 404
