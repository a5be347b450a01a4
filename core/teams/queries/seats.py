"""Who sits in a team, and its meetings as they were held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from core.families import queries as families
from core.families.enums import Stage
from core.families.models import Case
from core.partnership import queries as partnership
from core.partnership.models import PartnerOrganisation, PartnerPerson
from core.privacy.models import ParticipationAgreement
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import MemberKind, PlanState, Step
from core.teams.models import CaseTeam, MeetingAttendance, PlannedMeeting, TeamMeeting, TeamMember
from core.teams.rules import Due, Standing, due_of

_RELATIONS = ("person", "user", "partner", "partner_person")
_KIND_ORDER = tuple(MemberKind.values)


def team_of(case: Case) -> CaseTeam | None:
    """The task team of a case, or None before it is formed."""
    return CaseTeam.objects.select_related("case").filter(case=case).first()


def members_of(team: CaseTeam, on: date | None = None) -> list[TeamMember]:
    """Who belongs to the team on a day (today): family first, then the moderator, then partners.

    A person of the family who has withdrawn the agreement does not belong any more, from that day.
    """
    day = on or clock.today()
    agreeing = ParticipationAgreement.objects.in_force(day).filter(case=team.case_id)
    rows = TeamMember.objects.on(day).filter(
        ~Q(kind=MemberKind.FAMILY) | Q(person__in=agreeing.values("person")), team=team
    )
    found = rows.select_related(*_RELATIONS).order_by("starts_on", "created_at", "pk")
    return sorted(found, key=lambda row: (_KIND_ORDER.index(row.kind), not row.is_moderator))


def member_visible(actor: Actor, case: Case, member_id: UUID | str) -> TeamMember:
    """One seat in the team of a case that the actor leads, or `NotVisibleError`."""
    rows = TeamMember.objects.filter(team__case=case, pk=member_id)
    member = rows.select_related("team__case", *_RELATIONS).first()
    if member is None or not families.leads(actor, case):
        raise NotVisibleError
    return member


def meetings_of(case: Case) -> QuerySet[TeamMeeting]:
    """Meetings of the case's team, newest first, with `present_number` and `invited_number`."""
    return (
        TeamMeeting.objects.filter(team__case=case)
        .annotate(
            present_number=Count("attendance", filter=Q(attendance__present=True)),
            invited_number=Count("attendance"),
        )
        .order_by("-held_on", "-number", "pk")
    )


def meeting_visible(actor: Actor, case: Case, meeting_id: UUID | str) -> TeamMeeting:
    """One meeting of a case that the actor leads, or `NotVisibleError`."""
    meeting = meetings_of(case).filter(pk=meeting_id).select_related("team").first()
    if meeting is None or not families.leads(actor, case):
        raise NotVisibleError
    return meeting


def attendance_of(meeting: TeamMeeting) -> list[MeetingAttendance]:
    """Who was invited and who came, in the order of the team."""
    relations = [f"member__{name}" for name in _RELATIONS]
    rows = meeting.attendance.select_related(*relations).order_by(
        "member__starts_on", "member__created_at", "member_id"
    )
    return sorted(rows, key=lambda row: (_KIND_ORDER.index(row.member.kind), not row.member.is_moderator))


def teams_of_partner(partner_id: UUID | None, on: date | None = None) -> QuerySet[CaseTeam]:
    """Teams in which an organisation has a seat on a day (today), newest first."""
    seats = TeamMember.objects.on(on or clock.today()).filter(partner=partner_id)
    teams = CaseTeam.objects.filter(pk__in=seats.values("team")).select_related("case")
    return teams.order_by("-formed_on", "pk")


def is_member(actor: Actor, case: Case) -> bool:
    """Whether the actor, as a person, a worker or a partner's delegate, sits in the case's team today."""
    team = team_of(case)
    if team is None:
        return False
    for seat in members_of(team):
        if seat.person_id is not None and seat.person_id == actor.person_id:
            return True
        if seat.user_id is not None and seat.user_id == actor.user_id:
            return True
        if seat.partner_id is not None and seat.partner_id == actor.partner_id:
            return actor.has(Role.DELEGATE)
    return False


def partners_to_invite(team: CaseTeam) -> list[PartnerOrganisation]:
    """Partners with a declaration in force that have no seat yet; the lead is there by its worker."""
    seated = TeamMember.objects.on(clock.today()).filter(team=team, partner__isnull=False)
    partners = partnership.active_partners(clock.today()).filter(is_lead=False)
    return list(partners.exclude(pk__in=seated.values("partner")))


def delegates_to_invite(team: CaseTeam) -> list[PartnerPerson]:
    """Persons whom those partners sent to teams, by partner and name, in one query."""
    partners = [partner.pk for partner in partners_to_invite(team)]
    people = PartnerPerson.objects.filter(partner__in=partners, is_delegate=True)
    today = clock.today()
    current = people.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)
    return list(current.select_related("partner").order_by("partner__name", "name", "pk"))


@dataclass(frozen=True)
class Progress:
    """What the list of cases shows about a case's team: figures and the next step, no names."""

    formed_on: date | None
    meetings: int
    last_meeting_on: date | None
    with_family: int
    due: Due


def progress_of(cases: Iterable[Case], on: date | None = None) -> dict[UUID, Progress]:
    """Progress by case, in four queries however many cases."""
    day = on or clock.today()
    listed = list(cases)
    teams = dict(CaseTeam.objects.filter(case__in=listed).values_list("case", "formed_on"))
    agreeing = set(
        ParticipationAgreement.objects.in_force(day).filter(case__in=listed).values_list("case", flat=True)
    )
    held = {
        row["team__case"]: row
        for row in TeamMeeting.objects.filter(team__case__in=listed, held_on__lte=day)
        .values("team__case")
        .annotate(
            number=Count("pk"),
            last=Max("held_on"),
            next=Max("next_on"),
            family=Count("pk", filter=Q(family_present=True)),
        )
        .order_by("team__case")
    }
    planned = PlannedMeeting.objects.filter(team__case__in=listed, state=PlanState.SET)
    set_on = dict(planned.values("team__case").annotate(first=Min("day")).values_list("team__case", "first"))
    return {
        case.pk: _progress(
            case,
            teams.get(case.pk),
            held.get(case.pk),
            day,
            someone_agrees=case.pk in agreeing,
            set_on=set_on.get(case.pk),
        )
        for case in listed
    }


def _progress(
    case: Case,
    formed_on: date | None,
    held: Mapping[str, Any] | None,
    day: date,
    *,
    someone_agrees: bool,
    set_on: date | None,
) -> Progress:
    last = held["last"] if held else None
    planned = held["next"] if held else None
    if planned is not None and last is not None and planned <= last:
        planned = None
    standing = Standing(case.opened_on, case.agreed_on, someone_agrees, formed_on, last, set_on or planned)
    closed = case.stage == Stage.CLOSED
    return Progress(
        formed_on=formed_on,
        meetings=held["number"] if held else 0,
        last_meeting_on=last,
        with_family=held["family"] if held else 0,
        due=Due(Step.NOTHING) if closed else due_of(standing, day),
    )


def teams_visible_to(actor: Actor) -> QuerySet[CaseTeam]:
    """Teams of the cases that the actor leads, the newest first."""
    return CaseTeam.objects.filter(case__in=families.led_cases(actor)).order_by("-formed_on", "pk")


def seats_visible_to(actor: Actor) -> QuerySet[TeamMember]:
    """Seats taken today in the teams of the cases that the actor leads, the moderator first.

    As in `members_of`, a person who has withdrawn the agreement does not belong any more.
    """
    today = clock.today()
    agreeing = ParticipationAgreement.objects.in_force(today).filter(
        case=OuterRef("team__case"), person=OuterRef("person")
    )
    seats = TeamMember.objects.on(today).filter(
        ~Q(kind=MemberKind.FAMILY) | Q(Exists(agreeing)), team__case__in=families.led_cases(actor)
    )
    return seats.select_related(*_RELATIONS).order_by("-is_moderator", "starts_on", "created_at", "pk")


def meetings_visible_to(actor: Actor) -> QuerySet[TeamMeeting]:
    """Meetings of the cases that the actor leads, newest first, with the number of those present."""
    return (
        TeamMeeting.objects.filter(team__case__in=families.led_cases(actor))
        .annotate(
            present_number=Count("attendance", filter=Q(attendance__present=True)),
            invited_number=Count("attendance"),
        )
        .order_by("-held_on", "-number", "pk")
    )
