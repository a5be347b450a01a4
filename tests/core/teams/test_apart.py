"""Persons kept apart never sit at one table, and neither learns of the other's meetings."""

from __future__ import annotations

from datetime import date

import pytest

from core.families import queries as families
from core.notifications.models import Message
from core.safety.errors import TogetherError
from core.safety.operations import separate
from core.shared.clock import standing_at
from core.shared.errors import NotVisibleError
from core.teams.operations import planning
from core.teams.queries import calendar
from core.teams.queries import planning as queries
from tests.support.teams import DAY, Table, at, planned, table


@pytest.fixture
def own(in_town: str) -> object:
    with standing_at(date(2026, 10, 5)):
        yield table()


def test_two_kept_apart_are_never_invited_together(own: Table) -> None:
    mother, father = families.persons_of(own.case)[:2]
    before = planned(own)
    separate(actor=own.worker, case=own.case, kept_from=father, protected=mother, reason="Strach")
    with pytest.raises(TogetherError):
        planned(own)
    her, his, moderator, partner = own.seats
    meeting = planning.plan_meeting(
        actor=own.worker,
        team=own.team,
        members=[her, moderator, partner],
        starts_at=at(DAY, 14),
        ends_at=at(DAY, 15),
        place="Ośrodek",
    )
    with pytest.raises(TogetherError):
        planning.invite(actor=own.worker, planned=meeting, members=[his])
    with pytest.raises(TogetherError):
        planning.move_meeting(
            actor=own.worker,
            planned=before,
            starts_at=at(DAY, 16),
            ends_at=at(DAY, 17),
            place="Ośrodek",
            reason="x",
        )
    assert not calendar.calendar_events(own.father)
    with pytest.raises(NotVisibleError):
        queries.own_invitation(own.father, meeting.pk)
    assert queries.own_invitation(own.mother, meeting.pk)
    told = Message.objects.filter(user=own.father.user_id, about=f"teams.meeting:{meeting.pk}")
    assert not told.exists()
