"""Who must not sit at one table, and who therefore hears nothing of a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from uuid import UUID

from django.db.models import Q

from core.families.models import Case
from core.safety.queries import separations
from core.safety.rules import Wall, invited_to
from core.teams.enums import PlanState
from core.teams.models import MeetingAttendance, MeetingInvitation, PlannedMeeting, TeamMember


def check_together(members: Iterable[TeamMember]) -> None:
    """Refuse a meeting of two persons of whom one must not know of the other (`TogetherError`)."""
    seats = list(members)
    if seats:
        persons = [seat.person_id for seat in seats if seat.person_id is not None]
        separations.check_together(seats[0].team.case, persons)


def invited_beside(seats: Sequence[TeamMember], came: AbstractSet[UUID], day: date) -> list[TeamMember]:
    """The seats that count as invited to a meeting held on a day, when these came (`TogetherError`)."""
    if not seats:
        return []
    case = seats[0].team.case
    coming = {seat.person_id for seat in seats if seat.person_id is not None and seat.pk in came}
    separations.check_together(case, coming, day)
    persons = [seat.person_id for seat in seats if seat.person_id is not None]
    history = [one.apart for one in separations.standing_in(case, day)]
    asked = invited_to(persons, coming, history, day)
    return [seat for seat in seats if seat.person_id is None or seat.person_id in asked]


def meetings_shown(wall: Wall) -> Q:
    """Meetings held of which a person may know: to one kept apart only the own ones without the other."""
    return separations.own_meetings(
        wall, MeetingAttendance.objects.all(), meeting="meeting", person="member__person"
    )


def planned_together(case: Case) -> list[PlannedMeeting]:
    """Meetings ahead to which two persons were asked who have been kept apart since; for the leader."""
    apart = [{one.kept_from_id, one.protected_id} for one in separations.standing_in(case)]
    if not apart:
        return []
    ahead = PlannedMeeting.objects.filter(team__case=case, state__in=[PlanState.CHOOSING, PlanState.SET])
    seats = MeetingInvitation.objects.filter(planned__in=ahead, member__person__isnull=False)
    asked: dict[UUID, set[UUID]] = {}
    for planned, person in seats.order_by().values_list("planned", "member__person"):
        asked.setdefault(planned, set()).add(person)
    wrong = [planned for planned, persons in asked.items() if any(pair <= persons for pair in apart)]
    return list(ahead.filter(pk__in=wrong).order_by("day", "created_at", "pk"))
