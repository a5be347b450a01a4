"""Forming a team, giving and ending seats."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, Person
from core.families.operations import mark_team
from core.partnership import queries as partnership
from core.partnership.models import PartnerOrganisation, PartnerPerson
from core.privacy import queries as privacy
from core.shared import clock
from core.shared.actor import Actor
from core.teams import rules
from core.teams.enums import MemberKind
from core.teams.errors import (
    ModeratorStaysError,
    NobodyAgreesError,
    PartnerNotActiveError,
    PersonOfAnotherPartnerError,
    TeamExistsError,
)
from core.teams.models import CaseTeam, TeamMember
from core.teams.operations.locking import lock_case
from core.teams.permissions import require_moderator
from core.teams.queries import team_of


@transaction.atomic
def form_team(*, actor: Actor, case: Case, formed_on: date | None = None) -> CaseTeam:
    """Form the task team: the leading worker moderates, whoever of the family agreed is a member."""
    require_moderator(actor, case)
    today = clock.today()
    day = formed_on or today
    lock_case(case)
    if team_of(case) is not None:
        raise TeamExistsError
    family = privacy.persons_agreeing(case, day)
    if not family:
        raise NobodyAgreesError
    rules.check_formed(case.agreed_on or day, day, today)
    team = CaseTeam.objects.create(case=case, formed_on=day)
    TeamMember.objects.create(
        team=team,
        kind=MemberKind.WORKER,
        user_id=case.social_worker_id,
        is_moderator=True,
        starts_on=day,
    )
    for person in family:
        TeamMember.objects.create(team=team, kind=MemberKind.FAMILY, person=person, starts_on=day)
    mark_team(actor=actor, case=case, on=day)
    record(actor, "teams.team_formed", team, formed_on=day, family=len(family))
    return team


@transaction.atomic
def add_family_member(
    *, actor: Actor, team: CaseTeam, person: Person, starts_on: date | None = None
) -> TeamMember:
    """Seat a person of the family who has agreed since; seated already, they keep their seat."""
    require_moderator(actor, team.case)
    day = starts_on or clock.today()
    lock_case(team.case)
    if person.pk not in {agreeing.pk for agreeing in privacy.persons_agreeing(team.case, day)}:
        raise NobodyAgreesError
    seated = team.members.filter(person=person, ends_on__isnull=True).first()
    if seated is not None:
        return seated
    member = TeamMember.objects.create(team=team, kind=MemberKind.FAMILY, person=person, starts_on=day)
    record(actor, "teams.member_added", member, kind=member.kind)
    return member


@transaction.atomic
def add_partner_member(
    *,
    actor: Actor,
    team: CaseTeam,
    partner: PartnerOrganisation,
    partner_person: PartnerPerson | None = None,
    starts_on: date | None = None,
) -> TeamMember:
    """Seat a partner (by a named person, or without one yet); seated already, it keeps its seat.

    Needs the partner's declaration to be in force on the day: only who acceded shares this work.
    """
    require_moderator(actor, team.case)
    day = starts_on or clock.today()
    lock_case(team.case)
    rules.check_ending(team.formed_on, day, clock.today())
    if partner_person is not None and partner_person.partner_id != partner.pk:
        raise PersonOfAnotherPartnerError
    if partnership.declaration_in_force(partner, day) is None:
        raise PartnerNotActiveError(partner=partner.name)
    seated = team.members.filter(partner=partner, ends_on__isnull=True)
    if partner_person is not None:
        seated = seated.filter(partner_person=partner_person)
    present = seated.order_by("starts_on", "pk").first()
    if present is not None:
        return present
    member = TeamMember.objects.create(
        team=team,
        kind=MemberKind.PARTNER,
        partner=partner,
        partner_person=partner_person,
        starts_on=day,
    )
    record(actor, "teams.member_added", member, kind=member.kind, partner=str(partner.pk))
    return member


@transaction.atomic
def end_membership(*, actor: Actor, member: TeamMember, ends_on: date | None = None) -> TeamMember:
    """A seat is given up after a day (today); meetings of the past keep it."""
    require_moderator(actor, member.team.case)
    if member.is_moderator:
        raise ModeratorStaysError
    today = clock.today()
    day = ends_on or today
    rules.check_ending(member.starts_on, day, today)
    member.ends_on = day
    member.save(update_fields=["ends_on"])
    record(actor, "teams.membership_ended", member, ends_on=day)
    return member
