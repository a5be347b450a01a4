"""Who sits in a team, and its meetings as they were held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from core.families import queries as families
from core.families.models import Case
from core.partnership import queries as partnership
from core.partnership.models import PartnerOrganisation, PartnerPerson
from core.privacy.models import ParticipationAgreement
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.loading import attach
from core.teams.enums import MemberKind
from core.teams.models import CaseTeam, MeetingAttendance, TeamMeeting, TeamMember

_RELATIONS = ("person", "user", "partner", "partner_person")
_KIND_ORDER = tuple(MemberKind.values)


def team_of(case: Case) -> CaseTeam | None:
    """The task team of a case, or None before it is formed."""
    team = CaseTeam.objects.filter(case=case).order_by().first()
    if team is not None:
        team.case = case
    return team


def members_of(team: CaseTeam, on: date | None = None, known: Iterable[Model] = ()) -> list[TeamMember]:
    """Who belongs to the team on a day (today): family first, then the moderator, then partners.

    A person of the family who has withdrawn the agreement does not belong any more, from that day.
    """
    day = on or clock.today()
    rows = TeamMember.objects.on(day).filter(_belongs(team.case_id, day), team=team)
    found = list(rows.order_by("starts_on", "created_at", "pk"))
    attach(found, *_RELATIONS, known=known)
    return sorted(found, key=lambda row: (_KIND_ORDER.index(row.kind), not row.is_moderator))


def _belongs(case: Case | UUID, day: date) -> Q:
    """Seats of people who agree to take part on a day, and all that are not the family's."""
    agreeing = ParticipationAgreement.objects.in_force(day).filter(case=case).order_by()
    return ~Q(kind=MemberKind.FAMILY) | Q(person__in=agreeing.values("person"))


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


def seats_of(actor: Actor, case: Case) -> QuerySet[TeamMember]:
    """Seats that the actor has in the case's team today: as a person, a worker or a partner's delegate."""
    today = clock.today()
    mine = Q(pk__in=[])
    if actor.person_id is not None:
        mine |= Q(person=actor.person_id)
    if actor.user_id is not None:
        mine |= Q(user=actor.user_id)
    if actor.partner_id is not None and actor.has(Role.DELEGATE):
        mine |= Q(partner=actor.partner_id)
    return TeamMember.objects.on(today).filter(mine, _belongs(case, today), team__case=case).order_by()


def is_member(actor: Actor, case: Case) -> bool:
    """Whether the actor sits in the case's team today."""
    return seats_of(actor, case).exists()


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
