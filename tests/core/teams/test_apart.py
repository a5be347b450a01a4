"""Two persons who are kept apart: no common table, and no trace of the other's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from core.notifications.models import Message
from core.paths.queries import own_path
from core.safety import operations as safety
from core.safety.errors import TogetherError
from core.safety.models import Separation
from core.safety.operations import ContactData
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.meeting_hours import WARSAW
from core.teams import operations
from core.teams.models import MeetingAttendance, TeamMeeting, TeamMember
from core.teams.operations.planning import plan_meeting
from core.teams.queries import members_of
from core.teams.queries.planning import invited_by_link, own_meetings_ahead
from tests.support import people, vertical

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]
COMING = date(2026, 10, 20)
STARTS = datetime(2026, 10, 20, 10, tzinfo=WARSAW)


def separate(family: vertical.Family) -> Separation:
    return safety.separate(
        actor=family.worker,
        case=family.case,
        kept_from=family.father,
        protected=family.mother,
        reason="Boi się go.",
    )


def seats(family: vertical.Family, *persons: object) -> list[TeamMember]:
    """The moderator and some persons."""
    return [seat for seat in members_of(family.team) if seat.person in (None, *persons)]


def held(family: vertical.Family, *persons: object) -> TeamMeeting:
    return operations.hold_meeting(
        actor=family.worker,
        team=family.team,
        present=seats(family, *persons),
        next_on=COMING,
        without_family_reason="" if persons else "Nikt nie mógł",
    )


def actors(family: vertical.Family) -> tuple[Actor, Actor]:
    return tuple(  # type: ignore[return-value]
        people.actor_of(vertical.member_account(family, person)) for person in (family.father, family.mother)
    )


def test_both_at_one_table_are_refused_with_a_sentence() -> None:
    family = vertical.family()
    separate(family)
    for attempt in (
        lambda: held(family, family.mother, family.father),
        lambda: plan_meeting(
            actor=family.worker,
            team=family.team,
            members=seats(family, family.mother, family.father),
            starts_at=STARTS,
            ends_at=STARTS + timedelta(hours=1),
            place="Ośrodek",
        ),
    ):
        with pytest.raises(TogetherError) as refused:
            attempt()
        assert "Zrób dwa osobne spotkania." in refused.value.message
    assert not TeamMeeting.objects.exists()


def test_a_meeting_of_one_leaves_no_trace_with_the_other() -> None:
    family = vertical.family()
    him, her = actors(family)
    separate(family)
    hers, his, nobodys = held(family, family.mother), held(family, family.father), held(family)
    there = {
        meeting.pk: set(
            MeetingAttendance.objects.filter(meeting=meeting, member__person__isnull=False).values_list(
                "member__person", flat=True
            )
        )
        for meeting in (hers, his, nobodys)
    }
    assert there == {
        hers.pk: {family.mother.pk},
        his.pk: {family.father.pk},
        nobodys.pk: {family.mother.pk},
    }
    assert [meeting.pk for meeting in own_path(him).meetings] == [his.pk]
    assert {meeting.pk for meeting in own_path(her).meetings} == {hers.pk, nobodys.pk}


def test_a_common_meeting_of_before_disappears_with_its_next_day() -> None:
    family = vertical.family()
    him, her = actors(family)
    held(family, family.mother, family.father)
    for actor in (him, her):
        assert len(own_path(actor).meetings) == 1
    separate(family)
    for actor in (him, her):
        assert own_path(actor).meetings == []


def test_a_link_in_an_old_mail_opens_nothing_any_more() -> None:
    family = vertical.family()
    him, _her = actors(family)
    planned = plan_meeting(
        actor=family.worker,
        team=family.team,
        members=seats(family, family.mother, family.father),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1),
        place="Ośrodek",
    )
    mail = Message.objects.get(user=him.user_id)
    token = mail.body.split("/spotkanie/")[1].split("/")[0]
    assert invited_by_link(token).planned == planned
    assert own_meetings_ahead(him).count() == 1
    separate(family)
    with pytest.raises(NotVisibleError):
        invited_by_link(token)
    assert own_meetings_ahead(him).count() == 0


def test_an_invitation_obeys_the_safe_way_and_hours() -> None:
    family = vertical.family()
    actors(family)
    safety.set_contact(
        actor=family.worker,
        case=family.case,
        person=family.mother,
        contact=ContactData(email="anna@dom.example", ways=["email"], weekdays="3"),
    )
    safety.set_contact(
        actor=family.worker,
        case=family.case,
        person=family.father,
        contact=ContactData(ways=["in_person"]),
    )
    plan_meeting(
        actor=family.worker,
        team=family.team,
        members=seats(family, family.mother, family.father),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=1),
        place="Ośrodek",
    )
    mail = Message.objects.get()
    assert (mail.recipient, mail.hours) == ("anna@dom.example", "3")
    assert mail.not_before.astimezone(WARSAW).date() == date(2026, 10, 7)
