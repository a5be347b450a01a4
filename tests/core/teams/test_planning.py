"""Planning a meeting: times, answers, a choice, a move, a cancellation; nobody learns too much."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families.operations import close_case
from core.notifications.models import Message
from core.partnership import operations as partnership
from core.privacy import operations as privacy
from core.privacy.queries.agreements import own_agreement
from core.shared.clock import standing_at
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from core.shared.meeting_hours import MeetingInPastError, MeetingWithoutPlaceError
from core.teams.enums import Answer, PlanState, SlotChoice
from core.teams.errors import NotInTeamError
from core.teams.errors import meetings as refused
from core.teams.models import MeetingInvitation, PlannedMeeting
from core.teams.operations import answering, planning
from core.teams.queries import calendar
from core.teams.queries import planning as queries
from tests.support import people
from tests.support.teams import DAY, Table, at, planned, table

TODAY = date(2026, 10, 5)
_AWAY = date(2026, 10, 13)


@pytest.fixture
def own(in_town: str) -> object:
    with standing_at(TODAY):
        yield table()


def _proposed(own: Table, **more: Any) -> PlannedMeeting:
    times = [(at(day, 10), at(day, 11)) for day in (DAY + timedelta(1), DAY, DAY + timedelta(2))]
    return planning.propose_times(
        actor=own.worker,
        team=own.team,
        members=own.seats,
        times=times,
        place="Ośrodek",
        answer_by=date(2026, 10, 7),
        **more,
    )


def test_the_invited_get_day_hours_and_a_link_but_nothing_of_the_family(own: Table) -> None:
    meeting = planned(own)
    assert (meeting.state, meeting.day, meeting.sequence) == (PlanState.SET, DAY, 0)
    mails = list(Message.objects.filter(kind="team_meeting_invitation"))
    assert len(mails) == 3
    for mail in mails:
        told = (
            mail.subject
            + mail.body
            + b"".join(bytes(item.content) for item in mail.attachments.all()).decode()
        )
        for secret in ("Wzorcow", own.case.number, "pokój 3", "Moderująca", "Poradnia", "socjaln"):
            assert secret not in told
        assert "12.10.2026" in told
        assert "METHOD:REQUEST" in told
        assert "/spotkanie/" in told


def test_sent_twice_it_is_one_meeting_and_one_message(own: Table) -> None:
    key = uuid7()
    values: dict[str, Any] = {
        "actor": own.worker,
        "team": own.team,
        "members": own.seats,
        "place": "Ośrodek",
        "key": key,
    }
    first = planning.plan_meeting(starts_at=at(DAY, 10), ends_at=at(DAY, 11), **values)
    again = planning.plan_meeting(starts_at=at(DAY, 10), ends_at=at(DAY, 11), **values)
    assert first == again
    assert Message.objects.filter(kind="team_meeting_invitation").count() == 3


def test_what_cannot_be_planned(own: Table) -> None:
    def plan(**more: Any) -> object:
        values: dict[str, Any] = {
            "members": own.seats,
            "starts_at": at(DAY, 10),
            "ends_at": at(DAY, 11),
            "place": "Ośrodek",
        }
        return planning.plan_meeting(actor=own.worker, team=own.team, **{**values, **more})

    mother, father, moderator, partner = own.seats
    with pytest.raises(refused.ModeratorAskedError):
        plan(members=[mother, partner])
    with pytest.raises(refused.NobodyAskedError):
        plan(members=[moderator, partner])
    with pytest.raises(MeetingInPastError):
        plan(starts_at=at(date(2026, 10, 4), 10), ends_at=at(date(2026, 10, 4), 11))
    with pytest.raises(MeetingWithoutPlaceError):
        plan(place=" ")
    with pytest.raises(NotInTeamError):
        plan(members=[*own.seats, table("Gmina").seats[0]])
    with pytest.raises(NotVisibleError):
        planning.plan_meeting(
            actor=people.actor("social_worker"),
            team=own.team,
            members=own.seats,
            starts_at=at(DAY, 10),
            ends_at=at(DAY, 11),
            place="Ośrodek",
        )
    assert PlannedMeeting.objects.filter(team=own.team).count() == 0
    assert father in own.seats


def test_the_earliest_time_that_suits_all_is_proposed_first(own: Table) -> None:
    meeting = _proposed(own)
    first, second, third = queries.slots_of(meeting)
    free, needed, busy = SlotChoice.FREE.value, SlotChoice.IF_NEEDED.value, SlotChoice.BUSY.value
    says = {
        own.mother: (busy, free, free),
        own.father: (free, needed, free),
        own.delegate: (free, free, free),
    }
    for who, choices in says.items():
        answering.answer_times(
            actor=who,
            invitation=queries.own_invitation(who, meeting.pk),
            choices=dict(zip((first.pk, second.pk, third.pk), choices, strict=True)),
        )
    rows = queries.slot_table(meeting)
    assert [(row.fit.free, row.fit.if_needed, row.fit.busy) for row in rows] == [
        (3, 0, 1),
        (3, 1, 0),
        (4, 0, 0),
    ]
    assert [row.best for row in rows] == [False, True, False]
    assert not queries.unanswered(meeting)
    chosen = planning.choose_time(actor=own.worker, planned=meeting, slot=second, version=meeting.version)
    assert (chosen.state, chosen.starts_at) == (PlanState.SET, second.starts_at)
    assert planning.choose_time(actor=own.worker, planned=meeting, slot=second) == chosen
    with pytest.raises(refused.PlanIsSetError):
        planning.choose_time(actor=own.worker, planned=meeting, slot=third)
    with pytest.raises(refused.PlanIsSetError):
        answering.answer_times(
            actor=own.mother, invitation=queries.own_invitation(own.mother, meeting.pk), choices={}
        )


def test_each_time_needs_an_answer_and_only_the_invited_give_one(own: Table) -> None:
    meeting = _proposed(own)
    mine = queries.own_invitation(own.mother, meeting.pk)
    first, second, third = queries.slots_of(meeting)
    with pytest.raises(refused.AnswersNeededError):
        answering.answer_times(actor=own.mother, invitation=mine, choices={first.pk: "free"})
    whole = {first.pk: "free", second.pk: "free", third.pk: "busy"}
    for stranger in (own.father, own.delegate, people.actor("director"), people.actor("social_worker")):
        with pytest.raises(NotVisibleError):
            answering.answer_times(actor=stranger, invitation=mine, choices=whole)
    answering.answer_times(actor=own.worker, invitation=mine, choices=whole)
    assert queries.own_choices(mine) == whole
    assert not queries.own_choices(queries.own_invitation(own.father, meeting.pk))


def test_a_link_answers_for_its_seat_without_an_account(own: Table) -> None:
    meeting = planned(own)
    mail = Message.objects.get(kind="team_meeting_invitation", user=own.mother.user_id)
    token = mail.body.split("/spotkanie/")[1].split("/")[0]
    line = answering.answer_by_link(token=token, answer="remote")
    assert (line.member.person_id, line.answer) == (own.mother.person_id, Answer.REMOTE)
    agreement = own_agreement(own.mother)
    assert agreement is not None
    privacy.withdraw_agreement(actor=own.worker, agreement=agreement)
    with standing_at(TODAY + timedelta(1)), pytest.raises(NotVisibleError):
        answering.answer_by_link(token=token, answer="yes")
    with standing_at(TODAY + timedelta(1)), pytest.raises(NotVisibleError):
        queries.own_invitation(own.mother, meeting.pk)


def test_a_move_needs_a_reason_and_takes_the_answers_back(own: Table) -> None:
    meeting = planned(own)
    mine = queries.own_invitation(own.mother, meeting.pk)
    answering.answer(actor=own.mother, invitation=mine, answer="yes")
    times: dict[str, Any] = {"starts_at": at(_AWAY, 12), "ends_at": at(_AWAY, 13), "place": "Ośrodek"}
    with pytest.raises(refused.WhyMissingError):
        planning.move_meeting(actor=own.worker, planned=meeting, reason=" ", **times)
    with pytest.raises(ConflictError):
        planning.move_meeting(actor=own.worker, planned=meeting, reason="x", version=9, **times)
    moved = planning.move_meeting(
        actor=own.worker,
        planned=meeting,
        reason="Choroba dziecka",
        version=1,
        **times,
    )
    assert (moved.day, moved.sequence, moved.changed_because) == (_AWAY, 1, "Choroba dziecka")
    assert not MeetingInvitation.objects.exclude(answer="").exists()
    mails = Message.objects.filter(kind="team_meeting_changed")
    assert mails.count() == 3
    assert not any("Choroba" in mail.body for mail in mails)


def test_a_cancelled_meeting_leaves_calendars_and_is_not_changed_any_more(own: Table) -> None:
    meeting = planned(own)
    gone = planning.cancel_meeting(actor=own.worker, planned=meeting, reason="Pogrzeb")
    assert planning.cancel_meeting(actor=own.worker, planned=meeting, reason="Inny") == gone
    mail = Message.objects.filter(kind="team_meeting_cancelled").first()
    assert mail is not None
    content = bytes(mail.attachments.get().content).decode()
    assert "METHOD:CANCEL" in content
    assert "SEQUENCE:1" in content
    assert "Pogrzeb" not in content + mail.body
    with pytest.raises(refused.PlanOverError):
        planning.invite(actor=own.worker, planned=gone, members=own.seats)
    assert not queries.own_meetings_ahead(own.mother).exists()


def test_the_feed_of_a_person_shows_the_own_teams_meetings_and_no_place(own: Table) -> None:
    meeting = planned(own)
    planned(table("Szkoła"))
    for who in (own.mother, own.worker, own.delegate):
        (event,) = calendar.calendar_events(who)
        assert (event.uid, event.summary, event.location) == (meeting.uid, "Spotkanie", "")
        assert own.case.number not in event.description
    assert calendar.calendar_events(people.actor("director")) == []


def test_a_substitute_comes_to_one_meeting_and_is_told(own: Table) -> None:
    meeting = planned(own)
    mine = queries.own_invitation(own.delegate, meeting.pk)
    second = partnership.name_person(
        actor=people.system(), partner=own.partner, name="Ola Druga", email="ola@partner.example"
    )
    other = partnership.name_person(
        actor=people.system(), partner=table("Szkoła").partner, name="Cudzy", email="cudzy@partner.example"
    )
    for wrong in (other, mine.member.partner_person):
        with pytest.raises(refused.SubstituteError):
            answering.name_substitute(actor=own.delegate, invitation=mine, substitute=wrong)
    answering.name_substitute(actor=own.delegate, invitation=mine, substitute=second)
    assert Message.objects.filter(recipient="ola@partner.example").count() == 1
    assert own.seats[-1].partner_person == mine.member.partner_person
    answering.name_substitute(actor=own.worker, invitation=mine, substitute=None)
    mine.refresh_from_db()
    assert mine.substitute_id is None


def test_the_daily_round_recalls_once(own: Table) -> None:
    planned(own)
    system = people.system()
    with standing_at(DAY - timedelta(2)):
        assert answering.remind_before(actor=system) == 3
        assert answering.remind_before(actor=system) == 0
    with standing_at(DAY - timedelta(1)):
        row = queries.own_meetings_ahead(own.mother).get()
        answering.answer(actor=own.mother, invitation=row, answer="yes")
        answering.remind_before(actor=system)
        answering.remind_before(actor=system)
    assert Message.objects.filter(kind="team_meeting_tomorrow").count() == 1


def test_a_closed_case_plans_nothing_and_can_still_be_called_off(own: Table) -> None:
    meeting = planned(own)
    own.case.refresh_from_db()
    close_case(actor=own.worker, case=own.case, outcome="other", reason="Wyprowadzka")
    meeting = queries.planned_visible(own.worker, meeting.pk)
    assert not queries.own_meetings_ahead(own.mother).exists()
    planning.cancel_meeting(actor=own.worker, planned=meeting, reason="Sprawa zamknięta")


def test_lists_cost_the_same_with_one_row_and_three(own: Table) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            list(queries.own_meetings_ahead(own.mother))
            list(queries.coming_meetings(own.worker))
        return len(found)

    planned(own)
    one = cost()
    planned(own, DAY + timedelta(1))
    planned(own, DAY + timedelta(2))
    assert cost() == one
