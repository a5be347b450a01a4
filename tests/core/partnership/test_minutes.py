"""Minutes through their four phases, and the tasks that decisions become."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from core.documents.operations.issued import reproduce
from core.documents.queries import documents_of
from core.notifications.models import Message
from core.partnership import errors, operations, queries
from core.partnership.enums.meetings import MinutesPhase, TaskState
from core.partnership.errors import meetings as refused
from core.partnership.models import (
    AgendaItem,
    MeetingDecision,
    MinutesAmendment,
    PartnerOrganisation,
    PartnershipMeeting,
    PublishedMinutes,
)
from core.partnership.operations import agenda, decisions, meetings, minutes
from core.partnership.queries import decisions as tasks
from core.partnership.queries import minutes as reading
from core.partnership.rules import meetings as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tests.core.partnership.stories import invited
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)
UNTIL = date(2026, 10, 12)


class Room:
    """A meeting of today with two partners in the room, one absent, and a point of the agenda."""

    def __init__(self) -> None:
        self.officer = people.actor(Role.NETWORK_OFFICER, name="Olga Sieciowa")
        self.came = invited("Fundacja", sector="ngo", email="biuro@fundacja.example")
        self.also = invited("Szpital", sector="health", email="biuro@szpital.example")
        self.away = invited("Policja", email="biuro@policja.example")
        self.meeting = meetings.plan_meeting(
            actor=self.officer,
            day=TODAY,
            starts=time(10),
            ends=time(12),
            kind="working",
            title="Spotkanie robocze",
            place="Ratusz",
            quorum=2,
        )
        everybody = [self.came, self.also, self.away]
        meetings.invite(actor=self.officer, meeting=self.meeting, partners=everybody)
        self.item = agenda.add_item(actor=self.officer, meeting=self.meeting, title="Koszyk usług")
        minutes.start_minutes(actor=self.officer, meeting=self.meeting)

    def write(self, text: str = "Omówiono koszyk.") -> AgendaItem:
        self.item.refresh_from_db()
        return minutes.save_item(actor=self.officer, item=self.item, text=text, version=self.item.version)

    def prepared(self) -> PartnershipMeeting:
        self.write()
        meetings.enter_presence(actor=self.officer, meeting=self.meeting, came=[self.came, self.also])
        return meetings.finish_meeting(actor=self.officer, meeting=self.meeting)

    def amending(self) -> PartnershipMeeting:
        meeting = self.prepared()
        minutes.open_amendments(actor=self.officer, meeting=meeting, amend_until=UNTIL)
        return meeting

    def published(self) -> PublishedMinutes:
        meeting = self.amending()
        with clock.standing_at(UNTIL + timedelta(1)):
            return minutes.publish(actor=self.officer, meeting=meeting)

    def delegate(self, partner: PartnerOrganisation) -> Actor:
        user = people.account(Role.DELEGATE, name=f"Delegat {partner.name}")
        operations.name_person(actor=people.system(), partner=partner, name=user.name, user=user)
        return people.actor_of(user)


def test_minutes_go_forward_a_phase_at_a_time() -> None:
    assert set(rules.PHASES) == set(MinutesPhase)
    order = list(MinutesPhase)
    for phase in order:
        for to in order:
            if order.index(to) == order.index(phase) + 1:
                rules.check_phase(phase, to)
            else:
                with pytest.raises(refused.MinutesPhaseError):
                    rules.check_phase(phase, to)


def test_two_people_write_at_once_and_both_texts_are_there() -> None:
    room = Room()
    first = room.item.version
    minutes.save_item(actor=room.officer, item=room.item, text="Pierwszy\r\nzapis", version=first)
    director = people.actor(Role.DIRECTOR, name="Darek Dyrektor")
    with pytest.raises(refused.MinutesChangedError) as refusal:
        minutes.save_item(actor=director, item=room.item, text="Drugi zapis", version=first)
    assert refusal.value.data == {"theirs": "Pierwszy\nzapis", "by": "Olga Sieciowa", "version": 1}
    assert refusal.value.status == 409
    room.item.refresh_from_db()
    assert (room.item.minutes, room.item.version) == ("Pierwszy\nzapis", 1)
    joined = minutes.save_item(actor=director, item=room.item, text="Oba zapisy", version=1)
    assert (joined.minutes, joined.version, joined.edited_by) == ("Oba zapisy", 2, "Darek Dyrektor")


def test_an_autosave_may_come_twice() -> None:
    room = Room()
    for _ in range(2):
        saved = minutes.save_item(actor=room.officer, item=room.item, text="To samo", version=0)
    assert saved.version == 1


def test_a_meeting_noted_afterwards_begins_with_what_was_noted() -> None:
    room = Room()
    noted = operations.hold_meeting(
        actor=room.officer,
        held_on=date(2026, 9, 1),
        kind="working",
        title="Dawne",
        present=[room.came],
        minutes="Zgoda co do planu.",
    )
    started = [minutes.start_minutes(actor=room.officer, meeting=noted) for _ in range(2)]
    assert (started[0].phase, started[0].pk) == ("preparing", started[1].pk)
    assert [(item.title, item.minutes) for item in noted.agenda.all()] == [
        ("Ustalenia", "Zgoda co do planu.")
    ]


def test_minutes_begin_on_the_day() -> None:
    room = Room()
    coming = meetings.plan_meeting(
        actor=room.officer,
        day=date(2026, 10, 6),
        starts=time(10),
        ends=time(11),
        kind="working",
        title="Jutro",
        place="Ratusz",
    )
    with pytest.raises(refused.MeetingNotTodayError):
        minutes.start_minutes(actor=room.officer, meeting=coming)
    with pytest.raises(refused.MinutesNotStartedError):
        decisions.record_decision(actor=room.officer, meeting=coming, text="Za wcześnie.")


def test_who_reads_the_minutes_in_which_phase() -> None:
    room = Room()
    readers = {
        "officer": room.officer,
        "worker": people.actor(Role.SOCIAL_WORKER),
        "came": room.delegate(room.came),
        "away": room.delegate(room.away),
    }

    def who() -> set[str]:
        return {
            name
            for name, actor in readers.items()
            if reading.minutes_of(actor, room.meeting.pk) is not None
            and reading.minutes_items(actor).filter(pk=room.item.pk).exists()
        }

    assert who() == {"officer"}
    room.prepared()
    assert who() == {"officer"}
    minutes.open_amendments(actor=room.officer, meeting=room.meeting, amend_until=UNTIL)
    assert who() == {"officer", "came"}
    with clock.standing_at(UNTIL + timedelta(1)):
        minutes.publish(actor=room.officer, meeting=room.meeting)
    assert who() == {"officer", "worker", "came", "away"}
    with pytest.raises(NotVisibleError):
        reading.minutes_items(people.actor(Role.FAMILY_MEMBER))


def test_those_who_were_there_amend_and_the_convenor_answers() -> None:
    room = Room()
    room.amending()
    told = {message.recipient for message in Message.objects.filter(kind="minutes_to_amend")}
    assert told == {"biuro@fundacja.example", "biuro@szpital.example"}
    came, away = room.delegate(room.came), room.delegate(room.away)
    with pytest.raises(NotVisibleError):
        minutes.propose_amendment(actor=away, item=room.item, text="Nas nie było.")
    with pytest.raises(refused.MinutesPhaseError):
        room.write("Zmiana bez uwagi.")
    room.item.refresh_from_db()
    with pytest.raises(refused.AmendmentSameError):
        minutes.propose_amendment(actor=came, item=room.item, text="Omówiono koszyk.")
    mine = minutes.propose_amendment(actor=came, item=room.item, text="Omówiono i przyjęto koszyk.")
    with pytest.raises(NotVisibleError):
        minutes.propose_amendment(actor=away, item=room.item, text="Czyje to?", key=mine.pk)
    other = minutes.propose_amendment(
        actor=room.officer, item=room.item, text="Nic nie omówiono.", partner=room.also
    )
    with pytest.raises(errors.OfficerOnlyError):
        minutes.accept_amendment(actor=came, amendment=mine)
    accepted = minutes.accept_amendment(actor=room.officer, amendment=mine, version=1)
    with pytest.raises(refused.MinutesChangedError):
        minutes.accept_amendment(actor=room.officer, amendment=other, version=1)
    with pytest.raises(refused.ReasonMissingError):
        minutes.decline_amendment(actor=room.officer, amendment=other, reason=" ")
    declined = minutes.decline_amendment(actor=room.officer, amendment=other, reason="Było inaczej.")
    assert [accepted.state, declined.state] == ["accepted", "declined"]
    with pytest.raises(refused.AmendmentDecidedError):
        minutes.accept_amendment(actor=room.officer, amendment=other)
    room.item.refresh_from_db()
    assert (room.item.minutes, room.item.version) == ("Omówiono i przyjęto koszyk.", 2)


def test_nothing_is_published_before_the_term_or_over_an_open_amendment() -> None:
    room = Room()
    meeting = room.amending()
    room.item.refresh_from_db()
    amendment = minutes.propose_amendment(actor=room.delegate(room.came), item=room.item, text="Inaczej.")
    with pytest.raises(refused.AmendmentsOpenError):
        minutes.publish(actor=room.officer, meeting=meeting)
    with clock.standing_at(UNTIL + timedelta(1)):
        with pytest.raises(refused.AmendmentUndecidedError):
            minutes.publish(actor=room.officer, meeting=meeting)
        with pytest.raises(refused.AmendmentsOverError):
            minutes.propose_amendment(actor=room.delegate(room.also), item=room.item, text="Za późno.")
        minutes.decline_amendment(actor=room.officer, amendment=amendment, reason="Nie.")
        published = [minutes.publish(actor=room.officer, meeting=meeting) for _ in range(2)]
    assert published[0] == published[1]
    assert published[0].content["declined"] == [
        {"item": "Koszyk usług", "partner": "Fundacja", "text": "Inaczej.", "reason": "Nie."}
    ]


def test_empty_minutes_are_shown_to_nobody() -> None:
    room = Room()
    meetings.enter_presence(actor=room.officer, meeting=room.meeting, came=[room.came])
    meeting = meetings.finish_meeting(actor=room.officer, meeting=room.meeting)
    with pytest.raises(refused.MinutesEmptyError):
        minutes.open_amendments(actor=room.officer, meeting=meeting, amend_until=UNTIL)
    with pytest.raises(refused.AmendmentDayError):
        minutes.open_amendments(actor=room.officer, meeting=meeting, amend_until=date(2026, 10, 4))


def test_published_minutes_are_a_copy_with_a_hash_and_a_paper() -> None:
    room = Room()
    published = room.published()
    assert (published.number, published.kind) == ("1/2026", "minutes")
    assert published.sha256 == rules.fingerprint(published.content)
    content = published.content
    assert (content["present"], content["absent"]) == (["Fundacja", "Szpital"], ["Policja"])
    assert content["items"][0]["minutes"] == "Omówiono koszyk."
    assert (content["day"], content["starts"], content["ends"]) == ("05.10.2026", "10:00", "12:00")
    paper = reading.minutes_document(people.actor(Role.SOCIAL_WORKER), published)
    assert paper.filename == "protokol-1-2026.pdf"
    assert paper.content.startswith(b"%PDF-")
    assert reproduce(documents_of(published).get()).same


def test_what_is_published_cannot_be_changed_even_past_the_product() -> None:
    room = Room()
    published = room.published()
    for act in (
        lambda: PublishedMinutes.objects.filter(pk=published.pk).update(number="9/2026"),
        lambda: PublishedMinutes.objects.filter(pk=published.pk).delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()
    # The records behind it may be touched by hand: what was published does not follow.
    AgendaItem.objects.update(minutes="Podmieniono.")
    published.refresh_from_db()
    assert published.sha256 == rules.fingerprint(published.content)
    assert published.content["items"][0]["minutes"] == "Omówiono koszyk."
    with pytest.raises(refused.MinutesPhaseError):
        room.write("Po publikacji.")
    with pytest.raises(refused.AgendaClosedError):
        agenda.add_item(actor=room.officer, meeting=room.meeting, title="Później")
    with pytest.raises(refused.MinutesPhaseError):
        meetings.enter_presence(actor=room.officer, meeting=room.meeting, came=[room.away])


def test_a_correction_is_an_annex() -> None:
    room = Room()
    with pytest.raises(refused.NotPublishedError):
        minutes.add_annex(actor=room.officer, meeting=room.meeting, text="Poprawka.", reason="Pomyłka.")
    published = room.published()
    for number in (1, 2):
        annex = minutes.add_annex(
            actor=room.officer, meeting=room.meeting, text=f"Poprawka {number}.", reason="Pomyłka."
        )
        assert (annex.number, annex.kind) == (f"1/2026-A{number}", "annex")
        assert annex.content["corrects_sha256"] == published.sha256
    papers = reading.published_of(people.actor(Role.DELEGATE), room.meeting.pk)
    assert [paper.number for paper in papers] == ["1/2026", "1/2026-A1", "1/2026-A2"]
    paper = reading.minutes_document(room.officer, papers[1])
    assert paper.filename == "aneks-do-protokolu-1-2026-a1.pdf"


def test_a_decision_with_an_owner_is_a_task() -> None:
    room = Room()
    person = operations.name_person(actor=people.system(), partner=room.also, name="Ewa Zmyślona")
    given: dict[str, Any] = {"actor": room.officer, "meeting": room.meeting}
    for details, refusal in (
        ({"text": " "}, refused.TextMissingError),
        ({"text": "X", "due_on": UNTIL}, refused.OwnerMissingError),
        ({"text": "X", "owner": room.came, "person": person}, refused.PersonOfOtherError),
        ({"text": "X", "owner": room.came, "due_on": date(2026, 10, 4)}, refused.DueBeforeMeetingError),
    ):
        with pytest.raises(refusal):
            decisions.record_decision(**given, **details)
    noted = decisions.record_decision(**given, text="Przyjmuje się plan.", kind="resolution", item=room.item)
    task = decisions.record_decision(
        **given, text="Ulotka o koszyku.", owner=room.also, person=person, due_on=UNTIL
    )
    assert [(each.ordinal, each.state) for each in (noted, task)] == [(1, ""), (2, "open")]
    with pytest.raises(refused.NoTaskError):
        decisions.complete_task(actor=room.officer, decision=noted)
    room.amending()
    with pytest.raises(refused.DecisionFrozenError):
        decisions.change_decision(actor=room.officer, decision=task, text="Inaczej.")
    own, other = room.delegate(room.also), room.delegate(room.came)
    assert list(tasks.tasks(own)) == [task]
    with pytest.raises(NotVisibleError):
        decisions.complete_task(actor=other, decision=task)
    done = [decisions.complete_task(actor=own, decision=task, outcome="Gotowa.") for _ in range(2)]
    assert {(each.state, each.finished_on) for each in done} == {("done", TODAY)}
    with pytest.raises(refused.TaskClosedError):
        decisions.cancel_task(actor=room.officer, decision=task, reason="Zbędne.")


def test_every_state_of_a_task_knows_its_next_ones() -> None:
    assert set(rules.TASKS) == set(TaskState)
    for state, following in rules.TASKS.items():
        for to in TaskState:
            if to in following:
                rules.check_task(state, to)
            else:
                with pytest.raises(refused.TaskClosedError):
                    rules.check_task(state, to)


def test_overdue_tasks_are_listed_and_recalled_weekly() -> None:
    room = Room()
    given: dict[str, Any] = {"actor": room.officer, "meeting": room.meeting, "owner": room.away}
    first = decisions.record_decision(**given, text="Pierwsze.", due_on=date(2026, 10, 8))
    decisions.record_decision(**given, text="Drugie.", due_on=date(2026, 12, 1))
    decisions.record_decision(**{**given, "owner": room.also}, text="Bez terminu.")
    with clock.standing_at(date(2026, 10, 9)):
        assert decisions.remind_overdue(actor=people.system()) == 0  # nobody was told of it yet
    room.amending()
    with clock.standing_at(date(2026, 10, 8)):
        assert decisions.remind_overdue(actor=people.system()) == 0
    with clock.standing_at(date(2026, 10, 9)):
        assert list(tasks.tasks(room.officer, overdue=True)) == [first]
        assert tasks.overdue_number(room.officer) == 1
        assert [task.text for task in tasks.tasks(room.officer)] == ["Pierwsze.", "Drugie.", "Bez terminu."]
        assert [decisions.remind_overdue(actor=people.system()) for _ in range(2)] == [1, 0]
    with clock.standing_at(date(2026, 10, 15)):
        assert decisions.remind_overdue(actor=people.system()) == 0
    with clock.standing_at(date(2026, 10, 16)):
        assert decisions.remind_overdue(actor=people.system()) == 1
    written = Message.objects.filter(kind="tasks_overdue")
    assert [message.recipient for message in written] == ["biuro@policja.example"] * 2
    assert "Pierwsze. (termin: 08.10.2026)" in written[0].body


def test_a_delegate_sees_no_decision_before_the_minutes_are_shown() -> None:
    room = Room()
    decision = decisions.record_decision(
        actor=room.officer, meeting=room.meeting, text="Ulotka.", owner=room.away, due_on=UNTIL
    )
    room.prepared()
    away, came = room.delegate(room.away), room.delegate(room.came)
    assert [list(tasks.tasks(actor)) for actor in (away, came)] == [[], []]
    minutes.open_amendments(actor=room.officer, meeting=room.meeting, amend_until=UNTIL)
    assert [list(tasks.tasks(actor)) for actor in (away, came)] == [[decision], [decision]]
    assert reading.minutes_of(away, room.meeting.pk) is None
    assert MeetingDecision.objects.count() == 1
    assert MinutesAmendment.objects.count() == 0


def test_nothing_of_a_meeting_is_seen_in_another_town() -> None:
    from tenants.context import in_tenant  # noqa: PLC0415  stands in two towns

    room = Room()
    published = room.published()
    with in_tenant("g_2475011"):
        officer = people.actor(Role.NETWORK_OFFICER)
        for read in (
            lambda: queries.meeting_visible(officer, room.meeting.pk),
            lambda: reading.published_visible(officer, published.pk),
        ):
            with pytest.raises(NotVisibleError):
                read()
        assert list(tasks.tasks(officer)) == []
