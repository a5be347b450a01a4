"""Writing a meeting down as it was held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.partnership.models import PartnerPerson
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.teams import rules
from core.teams.errors import NotInTeamError
from core.teams.models import CaseTeam, MeetingAttendance, TeamMeeting, TeamMember
from core.teams.operations.locking import lock_case
from core.teams.permissions import require_moderator
from core.teams.queries import members_of
from core.teams.queries.apart import invited_beside
from core.teams.queries.planning import quorum


@dataclass(frozen=True)
class Manner:
    """How a seat came: at a distance, through somebody else; or that it had told it could not."""

    remote: bool = False
    excused: bool = False
    substitute: PartnerPerson | None = None


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    team: CaseTeam,
    held_on: date | None = None,
    present: Iterable[TeamMember],
    minutes: str = "",
    place: str = "",
    remote: bool = False,
    without_family_reason: str = "",
    next_on: date | None = None,
    key: UUID | None = None,
    manners: Mapping[UUID, Manner] | None = None,
    asked: Collection[UUID] | None = None,
) -> TeamMeeting:
    """Write down a meeting with who came and what was agreed.

    All members of that day count as invited, or those in `asked`; of two persons who are kept apart only
    the one who came (`TogetherError` for both), so that nothing of it tells the other. Without anybody of
    the family a reason must be given (`FamilyAbsentError`); the meeting is then recorded and counted as one
    without the family. A form sent twice with one `key` records one meeting. `manners` tells how seats came
    or why they did not.
    """
    require_moderator(actor, team.case)
    lock_case(team.case)  # first: the same form sent twice at once waits here, and then finds its meeting
    if key is not None and (known := team.meetings.filter(pk=key).first()) is not None:
        return known
    today = clock.today()
    day = held_on or today
    rules.check_meeting_days(team.formed_on, day, next_on, today)
    came = {member.pk for member in present}
    seats = [seat for seat in members_of(team, day) if asked is None or seat.pk in asked]
    if not came <= {member.pk for member in seats}:
        raise NotInTeamError
    invited = invited_beside(seats, came, day)
    attendance = [rules.Presence(member.kind, member.is_moderator, member.pk in came) for member in invited]
    rules.check_attendance(attendance, without_family_reason)
    family = rules.family_present(attendance)
    meeting = TeamMeeting.objects.create(
        pk=key or uuid7(),
        team=team,
        number=(team.meetings.aggregate(last=Max("number"))["last"] or 0) + 1,
        held_on=day,
        place=place.strip(),
        remote=remote,
        minutes=minutes.strip(),
        family_present=family,
        without_family_reason="" if family else without_family_reason.strip(),
        next_on=next_on,
        quorate=rules.is_quorate(attendance, quorum()),
    )
    told = manners or {}
    MeetingAttendance.objects.bulk_create(
        MeetingAttendance(
            meeting=meeting,
            member=member,
            present=member.pk in came,
            **vars(told.get(member.pk, Manner())),
        )
        for member in invited
    )
    record(
        actor,
        "teams.meeting_held",
        meeting,
        held_on=day,
        present=len(came),
        invited=len(invited),
        family_present=family,
        quorate=meeting.quorate,
    )
    return meeting
