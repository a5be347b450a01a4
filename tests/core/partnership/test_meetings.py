"""A meeting's life: planned, told of, moved, answered, held or cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from django.db import IntegrityError, transaction
from ical.calendar_stream import IcsCalendarStream

from core.indicators.operations import compute
from core.indicators.queries import counts_of
from core.indicators.rules import Period
from core.notifications.errors import LinkBrokenError, LinkExpiredError
from core.notifications.models import Message, MessageAttachment
from core.partnership import errors, operations, queries
from core.partnership.enums.meetings import MeetingState
from core.partnership.errors import meetings as refused
from core.partnership.models import (
    PartnerOrganisation,
    PartnershipAttendance,
    PartnershipMeeting,
)
from core.partnership.operations import agenda, meetings
from core.partnership.queries import calendar
from core.partnership.queries.meetings import unanswered
from core.partnership.rules import meetings as rules
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tests.core.partnership.stories import invited
from tests.support import people

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)
DAY = date(2026, 10, 20)
PLAN: dict[str, Any] = {
    "day": DAY,
    "starts": time(10),
    "ends": time(12),
    "kind": "working",
    "title": "Spotkanie robocze",
    "place": "Ratusz, sala 12",
}


def planned(**changes: Any) -> PartnershipMeeting:
    return meetings.plan_meeting(actor=people.system(), **{**PLAN, **changes})


def two_partners() -> tuple[PartnerOrganisation, PartnerOrganisation]:
    first = invited('Fundacja "Razem" & Syn', sector="ngo", email="biuro@fundacja.example")
    second = invited("Szpital", sector="health", email="biuro@szpital.example")
    operations.name_person(
        actor=people.system(),
        partner=first,
        name="Jan Zmyślony",
        email="jan@fundacja.example",
        is_coordinator=True,
        starts_on=date(2020, 1, 1),
    )
    return first, second


def link_in(message: Message) -> str:
    """The token of the address at which a message is answered."""
    return str(message.body).split("/odpowiedz/")[1].split("/")[0]


def test_every_state_knows_its_next_ones() -> None:
    assert set(rules.STEPS) == set(MeetingState)
    for state, following in rules.STEPS.items():
        for to in MeetingState:
            if to in following:
                rules.check_step(state, to)
            else:
                with pytest.raises(refused.MeetingOverError):
                    rules.check_step(state, to)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"day": date(2026, 10, 4)}, refused.MeetingInPastError),
        ({"ends": time(10)}, refused.MeetingEndsBeforeStartError),
        ({"starts": time(6), "ends": time(18, 1)}, refused.MeetingTooLongError),
        ({"day": date(2027, 3, 28), "starts": time(2, 30), "ends": time(4)}, refused.NoSuchHourError),
        ({"place": " "}, refused.MeetingWithoutPlaceError),
        ({"remote_address": "http://wideo.example/1"}, refused.BadRemoteAddressError),
        ({"title": " "}, refused.TitleMissingError),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(changes: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        planned(**changes)
    assert not PartnershipMeeting.objects.exists()


def test_hours_are_those_of_poland_on_both_sides_of_a_change_of_clocks() -> None:
    moments = [rules.moment(day, time(10)) for day in (date(2026, 10, 24), date(2026, 10, 25))]
    assert [moment.astimezone(UTC).hour for moment in moments] == [8, 9]
    spring = [rules.moment(day, time(10)) for day in (date(2027, 3, 27), date(2027, 3, 28))]
    assert [moment.astimezone(UTC).hour for moment in spring] == [9, 8]
    # Of the hour that comes twice the first is meant.
    assert rules.moment(date(2026, 10, 25), time(2, 30)).astimezone(UTC).hour == 0


def test_a_meeting_counts_only_once_it_was_held() -> None:
    first, _ = two_partners()
    month = Period("month", date(2026, 10, 1))

    def counted() -> int:
        compute(actor=people.system(), months=[date(2026, 10, 1)])
        return counts_of(month).get(("partnership_meetings", "", ""), 0)

    meeting = planned(day=TODAY)
    meetings.cancel_meeting(actor=people.system(), meeting=planned(title="Inne"), reason="Awaria.")
    with clock.standing_at(date(2026, 11, 3)):
        assert counted() == 0
    meetings.enter_presence(actor=people.system(), meeting=meeting, came=[first])
    held = meetings.finish_meeting(actor=people.system(), meeting=meeting)
    assert (held.state, held.held_on) == ("held", TODAY)
    with clock.standing_at(date(2026, 11, 3)):
        assert counted() == 1


def test_an_invitation_goes_to_the_people_and_bears_the_organisation_only() -> None:
    first, second = two_partners()
    meeting = planned()
    agenda.add_item(actor=people.system(), meeting=meeting, title="Plan <pracy>")
    for _ in range(2):
        meetings.invite(actor=people.system(), meeting=meeting, partners=[first, second])
    written = {message.recipient: message for message in Message.objects.all()}
    assert set(written) == {"jan@fundacja.example", "biuro@szpital.example"}
    message = written["jan@fundacja.example"]
    assert message.subject == "Spotkanie partnerstwa 20.10.2026: zaproszenie"
    for words in ("20.10.2026, 10:00–12:00", "1. Plan <pracy>", 'Fundacja "Razem" & Syn', "Ratusz"):
        assert words in message.body
    attachment = message.attachments.get()
    assert attachment.media_type == "text/calendar; method=REQUEST"
    content = bytes(attachment.content)
    assert b"jan@" not in content
    assert "Zmyślony" not in content.decode()
    event = icalendar.Calendar.from_ical(content).events[0]
    assert event["attendee"] == "mailto:biuro@fundacja.example"
    assert (event["summary"], event["sequence"]) == ("Spotkanie partnerstwa", 0)
    again: Any = IcsCalendarStream.calendar_from_ics(content.decode()).events[0]
    assert again.dtstart.astimezone(UTC) == datetime(2026, 10, 20, 8, tzinfo=UTC)


def test_moving_a_meeting_makes_a_new_version_and_asks_again() -> None:
    first, _ = two_partners()
    actor, meeting = people.system(), planned()
    (line,) = meetings.invite(actor=actor, meeting=meeting, partners=[first])
    meetings.answer(actor=actor, attendance=line, answer="yes")
    same = meetings.change_meeting(actor=actor, meeting=meeting, **{**PLAN, "title": "Nowy temat"})
    assert same.sequence == 0
    line.refresh_from_db()
    assert line.answer == "yes"
    room = meetings.change_meeting(actor=actor, meeting=meeting, **{**PLAN, "place": "Biblioteka"})
    line.refresh_from_db()
    assert (room.sequence, line.answer) == (1, "yes")
    moved = meetings.change_meeting(actor=actor, meeting=meeting, **{**PLAN, "day": date(2026, 10, 26)})
    line.refresh_from_db()
    assert (moved.sequence, moved.uid, line.answer) == (2, meeting.uid, "")
    files = [bytes(item.content) for item in MessageAttachment.objects.order_by("created_at", "pk")]
    found = [icalendar.Calendar.from_ical(content) for content in files]
    assert [(item["method"], item.events[0]["sequence"]) for item in found] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("REQUEST", 2),
    ]
    assert {item.events[0]["uid"] for item in found} == {meeting.uid}
    with pytest.raises(ConflictError):
        meetings.change_meeting(actor=actor, meeting=meeting, sequence=0, **PLAN)


def test_a_cancelled_meeting_is_taken_back_and_its_day_is_free_again() -> None:
    first, _ = two_partners()
    actor, meeting = people.system(), planned()
    meetings.invite(actor=actor, meeting=meeting, partners=[first])
    with pytest.raises(refused.ReasonMissingError):
        meetings.cancel_meeting(actor=actor, meeting=meeting, reason=" ")
    for _ in range(2):
        meetings.cancel_meeting(actor=actor, meeting=meeting, reason="Awaria ogrzewania.")
    last = Message.objects.get(kind="meeting_cancelled")
    assert "Awaria ogrzewania." in last.body
    read = icalendar.Calendar.from_ical(bytes(last.attachments.get().content))
    assert (read["method"], read.events[0]["sequence"], read.events[0]["status"]) == (
        "CANCEL",
        1,
        "CANCELLED",
    )
    assert planned().day == DAY
    with pytest.raises(refused.MeetingOverError):
        meetings.change_meeting(actor=actor, meeting=meeting, **PLAN)
    with pytest.raises(refused.MeetingOverError):
        meetings.finish_meeting(actor=actor, meeting=meeting)


def test_whoever_has_the_mail_answers_without_an_account() -> None:
    first, second = two_partners()
    meeting = planned()
    meetings.invite(actor=people.system(), meeting=meeting, partners=[first, second])
    token = link_in(Message.objects.get(recipient="biuro@szpital.example"))
    for answer in ("maybe", "no"):
        line = meetings.answer_by_link(token=token, answer=answer)
        assert (line.partner, line.answer) == (second, answer)
    assert [each.partner for each in unanswered(meeting)] == [first]
    with pytest.raises(LinkBrokenError):
        meetings.answer_by_link(token=token[:-2] + "xx", answer="yes")
    with pytest.raises(refused.AnswerUnknownError):
        meetings.answer_by_link(token=token, answer="może")
    with clock.standing_at(DAY + timedelta(1)), pytest.raises(LinkExpiredError):
        meetings.answer_by_link(token=token, answer="yes")


def test_a_delegate_answers_for_the_own_organisation_only() -> None:
    first, second = two_partners()
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=first, name="Ewa", user=user)
    delegate = people.actor_of(user)
    own, other = meetings.invite(actor=people.system(), meeting=planned(), partners=[first, second])
    assert meetings.answer(actor=delegate, attendance=own, answer="yes").answer == "yes"
    with pytest.raises(NotVisibleError):
        meetings.answer(actor=delegate, attendance=other, answer="yes")
    other.refresh_from_db()
    assert other.answer == ""


def test_who_has_not_answered_is_reminded_once_and_near_the_day() -> None:
    first, second = two_partners()
    actor, meeting = people.system(), planned()
    own, _ = meetings.invite(actor=actor, meeting=meeting, partners=[first, second])
    meetings.answer(actor=actor, attendance=own, answer="yes")
    assert meetings.remind_before(actor=actor) == 0
    with clock.standing_at(DAY - timedelta(3)):
        assert [meetings.remind_before(actor=actor) for _ in range(2)] == [1, 0]
        assert meetings.remind(actor=actor, meeting=meeting) == 0
    assert [message.recipient for message in Message.objects.filter(kind="meeting_reminder")] == [
        "biuro@szpital.example"
    ]


def test_two_people_tick_presence_at_once_and_nobody_is_lost() -> None:
    first, second = two_partners()
    third = invited("Parafia", sector="church")
    actor, meeting = people.system(), planned(day=TODAY)
    meetings.invite(actor=actor, meeting=meeting, partners=[first, second])
    meetings.enter_presence(actor=actor, meeting=meeting, came=[first])
    meetings.enter_presence(actor=actor, meeting=meeting, came=[third])
    meetings.enter_presence(actor=actor, meeting=meeting, came=[second], absent=[first])
    lines = {line.partner: line for line in PartnershipAttendance.objects.all()}
    assert {partner: line.present for partner, line in lines.items()} == {
        first: False,
        second: True,
        third: True,
    }
    assert lines[third].invited_at is None
    meetings.finish_meeting(actor=actor, meeting=meeting)
    with pytest.raises(errors.NobodyPresentError):
        meetings.enter_presence(actor=actor, meeting=meeting, absent=[second, third])


def test_presence_waits_for_the_day_and_a_meeting_for_somebody_present() -> None:
    first, _ = two_partners()
    with pytest.raises(refused.MeetingNotTodayError):
        meetings.enter_presence(actor=people.system(), meeting=planned(), came=[first])
    with pytest.raises(errors.NobodyPresentError):
        meetings.finish_meeting(actor=people.system(), meeting=planned(day=TODAY))


def test_who_only_reads_plans_nothing() -> None:
    first, _ = two_partners()
    meeting = planned()
    acts: list[Any] = [
        lambda actor: meetings.plan_meeting(actor=actor, **PLAN),
        lambda actor: meetings.change_meeting(actor=actor, meeting=meeting, **PLAN),
        lambda actor: meetings.cancel_meeting(actor=actor, meeting=meeting, reason="Bo tak."),
        lambda actor: meetings.invite(actor=actor, meeting=meeting, partners=[first]),
        lambda actor: meetings.remind(actor=actor, meeting=meeting),
        lambda actor: meetings.enter_presence(actor=actor, meeting=meeting, came=[first]),
        lambda actor: meetings.finish_meeting(actor=actor, meeting=meeting),
        lambda actor: agenda.add_item(actor=actor, meeting=meeting, title="Punkt"),
    ]
    for role, refusal in (
        (Role.SOCIAL_WORKER, errors.OfficerOnlyError),
        (Role.FAMILY_MEMBER, NotVisibleError),
    ):
        actor = people.actor(role)
        for act in acts:
            with pytest.raises(refusal):
                act(actor)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence, meeting.attendance.count()) == ("planned", 0, 0)


def test_points_keep_their_order_and_change_places() -> None:
    actor, meeting = people.system(), planned()
    key = uuid7()
    points = [agenda.add_item(actor=actor, meeting=meeting, title=title) for title in "ABC"]
    for _ in range(2):
        agenda.add_item(actor=actor, meeting=meeting, title="D", key=key)
    agenda.move_item(actor=actor, item=points[2], up=True)
    agenda.move_item(actor=actor, item=points[0], up=True)
    agenda.remove_item(actor=actor, item=points[1])
    found = queries.meeting_visible(actor, meeting.pk)
    assert [item.title for item in found.agenda.all()] == ["A", "C", "D"]
    with pytest.raises(refused.TitleMissingError):
        agenda.add_item(actor=actor, meeting=meeting, title=" ")


def test_somebodys_calendar_shows_what_concerns_them() -> None:
    first, _ = two_partners()
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=first, name="Ewa", user=user)
    mine, _other = planned(), planned(title="Bez nas")
    meetings.invite(actor=people.system(), meeting=mine, partners=[first])
    operations.hold_meeting(
        actor=people.system(), held_on=date(2026, 9, 1), kind="working", title="Dawne", present=[first]
    )
    delegate = calendar.calendar_events(people.actor_of(user))
    assert [event.uid for event in delegate][1:] == [mine.uid]
    assert delegate[0].starts == date(2026, 9, 1)
    assert len(calendar.calendar_events(people.actor(Role.SOCIAL_WORKER))) == 3
    assert calendar.calendar_events(people.actor(Role.FAMILY_MEMBER)) == []
    assert calendar.calendar_events(people.actor(Role.DELEGATE)) == []


def test_the_database_keeps_states_and_days_together() -> None:
    meeting = planned()
    for values, name in (
        ({"state": "held"}, "meeting_held_has_day"),
        ({"held_on": DAY}, "meeting_held_has_day"),
        ({"ends_at": meeting.starts_at}, "meeting_hours_span"),
        ({"starts_at": None, "ends_at": None}, "meeting_planned_has_hours"),
        ({"state": "magic"}, "meeting_state_known"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            PartnershipMeeting.objects.filter(pk=meeting.pk).update(**values)
