"""A meeting in the room and its minutes through their four phases."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.db import connection

from core.families import queries as families
from core.notifications.models import Message
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.minutes import (
    AmendmentSameError,
    AmendmentsOpenError,
    AmendmentsOverError,
    AmendmentUndecidedError,
    MinutesChangedError,
    MinutesEmptyError,
    MinutesPhase,
    MinutesPhaseError,
    fingerprint,
)
from core.teams import queries as seats
from core.teams.enums import Coming, PlanState
from core.teams.errors import FamilyAbsentError, ModeratorAbsentError
from core.teams.errors import meetings as refused
from core.teams.models import PlannedMeeting, TeamMinutes
from core.teams.operations import answering, minutes, planning, quorum, room
from core.teams.queries import minutes as queries
from core.teams.queries import planning as plans
from core.teams.queries import printing
from tests.support import people
from tests.support.teams import DAY, Table, at, planned, table

TERM = DAY + timedelta(7)


@pytest.fixture
def own(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield table()


def _begun(own: Table) -> PlannedMeeting:
    meeting = planned(own)
    with standing_at(DAY):
        room.start(actor=own.worker, planned=meeting)
    return meeting


def _tick(own: Table, meeting: PlannedMeeting, **coming: str) -> None:
    names = dict(
        zip(("mother", "father", "moderator", "partner"), plans.invitations_of(meeting), strict=True)
    )
    for who, how in coming.items():
        room.tick(actor=own.worker, invitation=names[who], coming=how)


def _held(own: Table) -> PlannedMeeting:
    """Held: the mother there, the partner at a distance; a point about all and one about the mother."""
    meeting = _begun(own)
    mother = families.persons_of(own.case)[0]
    with standing_at(DAY):
        common = room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
        private = room.add_point(actor=own.worker, planned=meeting, title="Terapia", for_person=mother)
        room.save_point(actor=own.worker, point=common, text="Zosia ma wsparcie.", version=0)
        room.save_point(actor=own.worker, point=private, text="Tylko dla mamy.", version=0)
        room.add_decision(actor=own.worker, planned=meeting, text="Dyżur co wtorek.", point=common)
        room.add_decision(actor=own.worker, planned=meeting, text="Wizyta w czwartek.", point=private)
        _tick(own, meeting, mother="present", partner="remote")
        room.finish(actor=own.worker, planned=meeting)
    return plans.planned_visible(own.worker, meeting.pk)


def test_the_meeting_mode_opens_on_the_day(own: Table) -> None:
    meeting = planned(own)
    with pytest.raises(refused.PlanNotTodayError):
        room.start(actor=own.worker, planned=meeting)
    with standing_at(DAY):
        begun = room.start(actor=own.worker, planned=meeting)
        assert room.start(actor=own.worker, planned=meeting) == begun
        with pytest.raises(NotVisibleError):
            room.start(actor=own.delegate, planned=meeting)
    assert begun.phase == MinutesPhase.LIVE


def test_two_who_write_at_once_see_both_texts(own: Table) -> None:
    meeting = _begun(own)
    with standing_at(DAY):
        point = room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
        room.save_point(actor=own.worker, point=point, text="Pierwszy", version=0)
        room.save_point(actor=own.worker, point=point, text="Pierwszy", version=0)
        with pytest.raises(MinutesChangedError) as caught:
            room.save_point(actor=own.worker, point=point, text="Drugi", version=0)
        assert caught.value.data == {"theirs": "Pierwszy", "by": "Ewa Moderująca", "version": 1}
        saved = room.save_point(actor=own.worker, point=point, text="Wspólny\r\ntekst ", version=1)
    assert (saved.minutes, saved.version) == ("Wspólny\ntekst", 2)


def test_people_stand_up_and_it_is_known_who_came_and_how(own: Table) -> None:
    meeting = planned(own)
    answering.answer(actor=own.father, invitation=plans.own_invitation(own.father, meeting.pk), answer="no")
    with standing_at(DAY):
        room.start(actor=own.worker, planned=meeting)
        room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
        _tick(own, meeting, mother="remote")
        held = room.finish(actor=own.worker, planned=meeting, next_on=DAY + timedelta(42))
        assert room.finish(actor=own.worker, planned=meeting) == held
    came = [row.coming for row in seats.attendance_of(held)]
    assert came == [Coming.REMOTE, Coming.EXCUSED, Coming.PRESENT, Coming.NO_SHOW]
    assert (held.family_present, held.quorate, held.minutes) == (True, False, "")
    again = plans.planned_visible(own.worker, meeting.pk)
    assert (again.state, again.meeting) == (PlanState.HELD, held)
    with standing_at(DAY), pytest.raises(refused.PlanOverError):
        _tick(own, again, father="present")


def test_without_family_or_moderator_a_meeting_is_explained_or_none(own: Table) -> None:
    meeting = _begun(own)
    with standing_at(DAY):
        _tick(own, meeting, partner="present")
        with pytest.raises(FamilyAbsentError):
            room.finish(actor=own.worker, planned=meeting)
        held = room.finish(actor=own.worker, planned=meeting, without_family_reason="Szpital")
    assert held.quorate is False
    with pytest.raises(refused.QuorumMissingError):
        plans.require_quorum(own.case, DAY)
    plans.require_quorum(own.case, DAY + timedelta(1))
    other = planned(own, DAY + timedelta(2))
    with standing_at(DAY + timedelta(2)):
        room.start(actor=own.worker, planned=other)
        _tick(own, other, mother="present", moderator="")
        with pytest.raises(ModeratorAbsentError):
            room.finish(actor=own.worker, planned=other)


def test_the_towns_rule_decides_what_a_quorum_is(own: Table) -> None:
    director = people.actor("director")
    with pytest.raises(NotVisibleError):
        quorum.set_quorum(actor=own.worker, family=1, others=0)
    with pytest.raises(refused.QuorumRuleError):
        quorum.set_quorum(actor=director, family=0, others=1)
    quorum.set_quorum(actor=director, family=1, others=0)
    meeting = _begun(own)
    with standing_at(DAY):
        _tick(own, meeting, mother="present")
        assert room.finish(actor=own.worker, planned=meeting).quorate is True


def test_who_was_there_reads_and_amends_and_nobody_reads_what_is_anothers(own: Table) -> None:
    meeting = _held(own)
    for who in (own.mother, own.father, own.delegate):
        with pytest.raises(NotVisibleError):
            queries.own_minutes(who, meeting.pk)
    with standing_at(DAY):
        minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=TERM)
        invitation, record = queries.own_minutes(own.mother, meeting.pk)
        for who in (own.father, own.delegate, people.actor("director")):
            with pytest.raises(NotVisibleError):
                queries.own_minutes(who, meeting.pk)
        assert [point.title for point in queries.own_points(invitation)] == ["Szkoła", "Terapia"]
        assert len(queries.own_decisions(invitation)) == 2
        assert list(queries.own_minutes_to_read(own.mother)) == [record]
        common, private = queries.own_points(invitation)
        with pytest.raises(AmendmentSameError):
            minutes.propose_amendment(actor=own.mother, point=common, text="Zosia ma wsparcie.")
        key = uuid7()
        first = minutes.propose_amendment(actor=own.mother, point=common, text="Zosia chce.", key=key)
        assert minutes.propose_amendment(actor=own.mother, point=common, text="Zosia chce.", key=key) == first
        with pytest.raises(NotVisibleError):
            minutes.propose_amendment(actor=own.father, point=private, text="Co to?")
    assert meeting.meeting is not None
    meeting.meeting.refresh_from_db()
    told = meeting.meeting.minutes
    assert "Dyżur co wtorek." in told
    for secret in ("Terapia", "Tylko dla mamy", "czwartek"):
        assert secret not in told
    mails = Message.objects.filter(kind="team_minutes_to_amend")
    assert [mail.user_id for mail in mails] == [own.mother.user_id]
    with standing_at(TERM + timedelta(1)), pytest.raises(AmendmentsOverError):
        minutes.propose_amendment(actor=own.mother, point=common, text="Za późno")


def test_a_seat_that_was_there_does_not_see_points_of_another_person(own: Table) -> None:
    meeting = _begun(own)
    mother = families.persons_of(own.case)[0]
    with standing_at(DAY):
        common = room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
        private = room.add_point(actor=own.worker, planned=meeting, title="Terapia", for_person=mother)
        room.save_point(actor=own.worker, point=common, text="Wspólne.", version=0)
        room.add_decision(actor=own.worker, planned=meeting, text="Wizyta", point=private)
        _tick(own, meeting, mother="present", father="present")
        room.finish(actor=own.worker, planned=meeting)
        minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=TERM)
        invitation, _record = queries.own_minutes(own.father, meeting.pk)
    assert [point.title for point in queries.own_points(invitation)] == ["Szkoła"]
    assert not queries.own_decisions(invitation).exists()
    father = families.persons_of(own.case)[1]
    paper = json.dumps(printing.content_for(meeting, father), ensure_ascii=False)
    assert "Terapia" not in paper
    assert "Wizyta" not in paper
    assert "Terapia" in json.dumps(printing.content_for(meeting, mother), ensure_ascii=False)


def test_published_minutes_are_frozen_sealed_and_never_changed(own: Table) -> None:
    meeting = _held(own)
    with standing_at(DAY):
        minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=TERM)
        invitation, _record = queries.own_minutes(own.mother, meeting.pk)
        common, private = queries.own_points(invitation)
        one = minutes.propose_amendment(actor=own.mother, point=common, text="Zosia chce.")
        two = minutes.propose_amendment(actor=own.mother, point=private, text="Inaczej.")
        with pytest.raises(MinutesPhaseError):
            room.save_point(actor=own.worker, point=common, text="Po cichu", version=1)
        with pytest.raises(AmendmentsOpenError):
            minutes.publish(actor=own.worker, planned=meeting)
    with standing_at(TERM + timedelta(1)):
        with pytest.raises(AmendmentUndecidedError):
            minutes.publish(actor=own.worker, planned=meeting)
        with pytest.raises(MinutesChangedError):
            minutes.accept_amendment(actor=own.worker, amendment=one, version=0)
        minutes.accept_amendment(actor=own.worker, amendment=one, version=1)
        with pytest.raises(refused.WhyMissingError):
            minutes.decline_amendment(actor=own.worker, amendment=two, reason=" ")
        minutes.decline_amendment(actor=own.worker, amendment=two, reason="Tak uzgodniono.")
        frozen = minutes.publish(actor=own.worker, planned=meeting)
        assert minutes.publish(actor=own.worker, planned=meeting) == frozen
    content = queries.frozen_content(frozen)
    assert frozen.sha256 == fingerprint(content)
    assert content["items"][0]["minutes"] == "Zosia chce."
    assert content["declined"][0]["reason"] == "Tak uzgodniono."
    assert TeamMinutes.objects.get().phase == MinutesPhase.PUBLISHED
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM teams_frozenminutes")
        (stored,) = cursor.fetchone()
    assert "Zosia" not in stored
    assert meeting.meeting is not None
    meeting.meeting.refresh_from_db()
    assert "Zosia chce." in meeting.meeting.minutes


def test_empty_minutes_are_not_shown(own: Table) -> None:
    meeting = _begun(own)
    with standing_at(DAY):
        room.add_point(actor=own.worker, planned=meeting, title="Szkoła")
        _tick(own, meeting, mother="present")
        room.finish(actor=own.worker, planned=meeting)
        with pytest.raises(MinutesEmptyError):
            minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=TERM)


def test_points_are_ordered_and_only_unused_ones_removed(own: Table) -> None:
    meeting = planned(own)
    one, two, three = (
        room.add_point(actor=own.worker, planned=meeting, title=title) for title in ("A", "B", "C")
    )
    with pytest.raises(refused.PointTitleError):
        room.add_point(actor=own.worker, planned=meeting, title="  ")
    room.order_points(actor=own.worker, planned=meeting, points=[three, one])
    assert [point.title for point in queries.agenda_of(meeting)] == ["C", "A", "B"]
    room.remove_point(actor=own.worker, point=two)
    with standing_at(DAY):
        room.start(actor=own.worker, planned=meeting)
        decision = room.add_decision(actor=own.worker, planned=meeting, text="Tak", point=one)
        with pytest.raises(refused.PointUsedError):
            room.remove_point(actor=own.worker, point=one)
        step = uuid7()
        room.note_step(actor=own.worker, decision=decision, step_id=step)
        with pytest.raises(refused.DecisionHasStepError):
            room.note_step(actor=own.worker, decision=decision, step_id=uuid7())
        with pytest.raises(refused.DecisionHasStepError):
            room.remove_decision(actor=own.worker, decision=decision)


def test_a_stranger_finds_no_meeting_at_all(own: Table) -> None:
    meeting = _held(own)
    other = table("Szkoła")
    for stranger in (other.worker, other.mother, other.delegate, people.actor("director")):
        with pytest.raises(NotVisibleError):
            plans.planned_visible(stranger, meeting.pk)
        with pytest.raises(NotVisibleError):
            plans.own_invitation(stranger, meeting.pk)
    with pytest.raises(NotVisibleError):
        planning.cancel_meeting(actor=other.worker, planned=meeting, reason="x")
    assert at(DAY, 10) == meeting.starts_at


def test_an_annex_stands_beside_published_minutes_and_a_private_one_tells_nobody(own: Table) -> None:
    meeting = _held(own)
    with pytest.raises(MinutesPhaseError):
        minutes.add_annex(actor=own.worker, planned=meeting, text="Inaczej", reason="pomyłka")
    with standing_at(DAY):
        minutes.open_amendments(actor=own.worker, planned=meeting, amend_until=TERM)
    with standing_at(TERM + timedelta(1)):
        frozen = minutes.publish(actor=own.worker, planned=meeting)
        common, private = queries.agenda_of(meeting)
        for point, text in ((private, "Terapia w środy."), (common, "Zosia ma asystenta.")):
            minutes.add_annex(
                actor=own.worker, planned=meeting, point=point, text=text, reason="pomyłka w zapisie"
            )
    mother, father = families.persons_of(own.case)[:2]
    assert [one.text for one in queries.annexes_of(meeting, mother.pk)] == [
        "Terapia w środy.",
        "Zosia ma asystenta.",
    ]
    assert [one.text for one in queries.annexes_of(meeting, father.pk)] == ["Zosia ma asystenta."]
    told = printing.printed({}, annexes=queries.annexes_of(meeting, father.pk))["annexes"]
    assert [(one["number"], one["text"]) for one in told] == [(1, "Zosia ma asystenta.")]
    record = seats.meetings_of(own.case)[0].minutes
    assert record.endswith("Aneks 1: Zosia ma asystenta.")
    assert "Terapia w środy" not in record
    assert queries.frozen_of(meeting) == frozen
    with pytest.raises(NotVisibleError):
        minutes.add_annex(
            actor=people.actor("social_worker"), planned=meeting, text="Inaczej", reason="pomyłka"
        )
