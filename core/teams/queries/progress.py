"""How far the teams of cases are: of many cases in two queries, of one from its whole record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q

from core.families.enums import Stage
from core.families.models import Case
from core.privacy.models import ParticipationAgreement
from core.shared import clock
from core.teams.enums import PlanState, Step
from core.teams.models import CaseTeam, PlannedMeeting, TeamMeeting
from core.teams.queries.seats import meetings_of, team_of
from core.teams.rules import Due, Standing, due_of


@dataclass(frozen=True)
class Held:
    """What the meetings of a team come to."""

    number: int = 0
    last: date | None = None
    next: date | None = None
    family: int = 0


@dataclass(frozen=True)
class Progress:
    """What the list of cases shows about a case's team: figures and the next step, no names."""

    formed_on: date | None
    meetings: int
    last_meeting_on: date | None
    with_family: int
    due: Due


@dataclass(frozen=True)
class TeamRecord:
    """What a page needs to know of one case's team, read once: meetings with what `meetings_of` says of
    them and the day since which their minutes are shown, and the days of those that are set.
    """

    case: Case
    team: CaseTeam | None
    meetings: list[TeamMeeting]
    set_days: list[date]

    def next_set_on(self, today: date) -> date | None:
        """Day of the first meeting ahead."""
        return next((day for day in self.set_days if day >= today), None)

    def progress(self, *, someone_agrees: bool) -> Progress:
        """How far the team is today."""
        today = clock.today()
        rows = [row for row in self.meetings if row.held_on <= today]
        held = Held(
            number=len(rows),
            last=max((row.held_on for row in rows), default=None),
            next=max((row.next_on for row in rows if row.next_on), default=None),
            family=sum(row.family_present for row in rows),
        )
        formed_on = self.team.formed_on if self.team else None
        set_on = next(iter(self.set_days), None)
        return _progress(self.case, formed_on, held, today, someone_agrees=someone_agrees, set_on=set_on)


def record_of(case: Case) -> TeamRecord:
    """The record of a case's team: one query before it is formed, three afterwards."""
    team = team_of(case)
    if team is None:
        return TeamRecord(case, None, [], [])
    shown = meetings_of(case).annotate(planned_here=F("planned"), shown_on=F("planned__record__shown_on"))
    planned = PlannedMeeting.objects.filter(team=team, state=PlanState.SET).order_by("day")
    set_days = [day for day in planned.values_list("day", flat=True) if day is not None]
    return TeamRecord(case, team, list(shown), set_days)


def progress_of(cases: Iterable[Case], on: date | None = None) -> dict[UUID, Progress]:
    """Progress by case, in three queries however many cases."""
    day = on or clock.today()
    listed = list(cases)
    agreeing = set(
        ParticipationAgreement.objects.in_force(day)
        .filter(case__in=listed)
        .order_by()
        .values_list("case", flat=True)
    )
    until = Q(meetings__held_on__lte=day)
    held = {
        row["case"]: (row["formed_on"], Held(row["number"], row["last"], row["next"], row["family"]))
        for row in CaseTeam.objects.filter(case__in=listed)
        .values("case", "formed_on")
        .annotate(
            number=Count("meetings", filter=until),
            last=Max("meetings__held_on", filter=until),
            next=Max("meetings__next_on", filter=until),
            family=Count("meetings", filter=until & Q(meetings__family_present=True)),
        )
        .order_by()
    }
    planned = PlannedMeeting.objects.filter(team__case__in=listed, state=PlanState.SET).order_by()
    set_on = dict(planned.values_list("team__case").annotate(first=Min("day")))
    found = {}
    for case in listed:
        formed_on, meetings = held.get(case.pk, (None, Held()))
        agrees = case.pk in agreeing
        found[case.pk] = _progress(
            case, formed_on, meetings, day, someone_agrees=agrees, set_on=set_on.get(case.pk)
        )
    return found


def _progress(
    case: Case,
    formed_on: date | None,
    held: Held,
    day: date,
    *,
    someone_agrees: bool,
    set_on: date | None,
) -> Progress:
    planned = held.next
    if planned is not None and held.last is not None and planned <= held.last:
        planned = None
    standing = Standing(
        case.opened_on, case.agreed_on, someone_agrees, formed_on, held.last, set_on or planned
    )
    closed = case.stage == Stage.CLOSED
    return Progress(
        formed_on=formed_on,
        meetings=held.number,
        last_meeting_on=held.last,
        with_family=held.family,
        due=Due(Step.NOTHING) if closed else due_of(standing, day),
    )
