"""Joining a team: somebody asks, the leader decides with the family.

Before the leader approves, the asker learns nothing: a number that is nobody's is answered like any other.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case
from core.families.permissions import require_open
from core.identity.models import User
from core.notifications.links import sealed
from core.notifications.operations import notify
from core.partnership.models import PartnerOrganisation, PartnerPerson
from core.partnership.queries import declaration_in_force
from core.partnership.queries.mailing import readers_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.encryption import blind_index
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.teams import rules
from core.teams.enums import JoinState, MemberKind
from core.teams.errors import MemberDayError, PartnerNotActiveError
from core.teams.errors.joining import (
    CaseNumberError,
    FamilyKnowsError,
    HelperEmailError,
    HelperNameError,
    InvitedWhoError,
    JoinDecidedError,
    JoinReasonError,
)
from core.teams.models import CaseTeam, JoinRequest, TeamMember
from core.teams.operations.locking import lock_case
from core.teams.operations.seats import add_partner_member
from core.teams.permissions import require_moderator
from core.teams.queries import team_of
from core.teams.queries.joining import INVITED, LINK_DAYS, invited_to_ask, stale
from tenants.context import current_schema

_NUMBER = 20


@transaction.atomic
def ask_by_number(*, actor: Actor, case_number: str, reason: str, key: UUID | None = None) -> JoinRequest:
    """A partner's delegate asks for a seat by the number that the family told them.

    The answer is one and the same whether the number is a family's or nobody's, has a team or not, and
    whether the institution sits there already. Asked twice while it waits, it is one request.
    Raises `CaseNumberError`, `JoinReasonError`, `PartnerNotActiveError`.
    """
    partner = _partner_of(actor)
    number = case_number.strip()[:_NUMBER].upper()
    if not number:
        raise CaseNumberError
    if not reason.strip():
        raise JoinReasonError
    mine = JoinRequest.objects.select_for_update().filter(partner=partner)
    known = mine.filter(pk=key).first() if key else None
    known = known or mine.filter(case_number=number, state=JoinState.WAITING).first()
    if known is not None:
        return known
    case = Case.objects.open().filter(number__iexact=number).select_related("social_worker").first()
    person = partner.people.filter(user=actor.user_id).first()
    request = JoinRequest.objects.create(
        pk=key or uuid7(),
        case=case,
        case_number=number,
        partner=partner,
        partner_person=person,
        asked_by_id=actor.user_id,
        asked_on=clock.today(),
        reason=reason.strip(),
        state=JoinState.WAITING,
    )
    record(actor, "teams.join_asked", request, partner=partner.pk)
    if case is not None:
        _tell_leader(actor, request, case)
    return request


@transaction.atomic
def invite_to_ask(
    *,
    actor: Actor,
    team: CaseTeam,
    partner: PartnerOrganisation | None = None,
    partner_person: PartnerPerson | None = None,
    helper_name: str = "",
    helper_email: str = "",
    key: UUID | None = None,
) -> JoinRequest:
    """The leader invites an institution, or somebody close to the family, to ask for a seat.

    The message tells only who invites. Raises `InvitedWhoError`, `HelperNameError`, `HelperEmailError`,
    `PartnerNotActiveError`.
    """
    require_moderator(actor, team.case)
    lock_case(team.case)
    if key is not None and (known := JoinRequest.objects.filter(pk=key, case=team.case).first()) is not None:
        return known
    name, email = helper_name.strip(), helper_email.strip()
    if (partner is None) == (not name and not email):
        raise InvitedWhoError
    if partner is None and not name:
        raise HelperNameError
    if partner is None and not email:
        raise HelperEmailError
    if partner is not None:
        _require_active(partner)
    request = JoinRequest.objects.create(
        pk=key or uuid7(),
        case=team.case,
        partner=partner,
        partner_person=partner_person,
        helper_name=name,
        helper_email=email,
        asked_on=clock.today(),
        state=JoinState.INVITED,
    )
    record(actor, "teams.join_invited", request, partner=partner.pk if partner else None)
    for reader, user in _addresses(request):
        notify(
            actor=actor,
            to=reader,
            user=user,
            kind="team_join_invitation",
            context={"worker": actor.name, "link": joining_page(request), "days": LINK_DAYS},
            key=f"join:{request.pk}:{_of(reader)}",
            about=f"teams.join:{request.pk}",
        )
    return request


@transaction.atomic
def ask_by_link(*, token: str, reason: str) -> JoinRequest:
    """Whoever was invited asks for the seat. Asked twice it is one request.

    Raises `LinkBrokenError`, `LinkExpiredError`, `JoinReasonError`, `JoinDecidedError`.
    """
    invited = invited_to_ask(token)
    request = JoinRequest.objects.select_for_update(of=("self",)).select_related("case").get(pk=invited.pk)
    if request.state == JoinState.WAITING:
        return request
    if request.state != JoinState.INVITED or request.case is None:
        raise JoinDecidedError
    if not reason.strip():
        raise JoinReasonError
    request.state, request.reason, request.asked_on = JoinState.WAITING, reason.strip(), clock.today()
    request.save(update_fields=["state", "reason", "asked_on"])
    actor = Actor.system("prośba z wiadomości", current_schema())
    record(actor, "teams.join_asked", request)
    _tell_leader(actor, request, request.case)
    return request


@transaction.atomic
def approve(
    *,
    actor: Actor,
    request: JoinRequest,
    family_agrees: bool,
    partner_person: PartnerPerson | None = None,
) -> TeamMember:
    """Give the asker a seat, with the family's word. Approved twice it is one seat.

    Raises `FamilyKnowsError`, `JoinDecidedError`, `PartnerNotActiveError`.
    """
    case, locked = _to_decide(actor, request)
    if locked.state == JoinState.APPROVED and locked.member is not None:
        return locked.member
    _require_waiting(locked)
    if not family_agrees:
        raise FamilyKnowsError
    team = team_of(case)
    if team is None:
        raise NotVisibleError
    if locked.partner is not None:
        member = add_partner_member(
            actor=actor,
            team=team,
            partner=locked.partner,
            partner_person=partner_person or locked.partner_person,
        )
    else:
        member = TeamMember.objects.create(
            team=team,
            kind=MemberKind.HELPER,
            helper_name=locked.helper_name,
            helper_email=locked.helper_email,
            starts_on=clock.today(),
        )
        record(actor, "teams.member_added", member, kind=member.kind)
    _decide(actor, locked, JoinState.APPROVED, "", member)
    return member


@transaction.atomic
def decline(*, actor: Actor, request: JoinRequest, reason: str) -> JoinRequest:
    """Say no, with a reason that the asker reads: it should tell nothing of the family.

    Raises `JoinReasonError`, `JoinDecidedError`.
    """
    _case, locked = _to_decide(actor, request)
    _require_waiting(locked)
    if not reason.strip():
        raise JoinReasonError
    return _decide(actor, locked, JoinState.DECLINED, reason.strip(), None)


@transaction.atomic
def end_helper(*, actor: Actor, member: TeamMember) -> TeamMember:
    """A helper leaves the team from today; meetings of the past keep the seat."""
    require_moderator(actor, member.team.case)
    if member.kind != MemberKind.HELPER:
        raise NotVisibleError
    today = clock.today()
    rules.check_ending(member.starts_on, today, today)
    if member.ends_on is not None:
        raise MemberDayError(starts_on=member.starts_on.strftime(rules.DAY_FORMAT))
    member.ends_on = today
    member.save(update_fields=["ends_on"])
    record(actor, "teams.membership_ended", member, ends_on=today)
    return member


def expire_stale(*, actor: Actor) -> int:
    """The daily round: what nobody answered within thirty days is closed; the asker is told."""
    rows = list(stale().values_list("pk", flat=True))
    for pk in rows:
        with transaction.atomic():
            found = JoinRequest.objects.select_for_update(of=("self",)).select_related("partner")
            request = found.get(pk=pk)
            if request.state in (JoinState.WAITING, JoinState.INVITED):
                tell = request.state == JoinState.WAITING
                _decide(actor, request, JoinState.EXPIRED, "", None, tell=tell)
    return len(rows)


def joining_page(request: JoinRequest) -> str:
    """Where whoever was invited asks for the seat."""
    return address(f"/dolacz/{sealed(INVITED, {'request': str(request.pk)}, days=LINK_DAYS)}/")


def _partner_of(actor: Actor) -> PartnerOrganisation:
    if not actor.has(Role.DELEGATE) or actor.partner_id is None or not actor.may_use("families:write"):
        raise NotVisibleError
    partner = PartnerOrganisation.objects.get(pk=actor.partner_id)
    _require_active(partner)
    return partner


def _require_active(partner: PartnerOrganisation) -> None:
    if declaration_in_force(partner, clock.today()) is None:
        raise PartnerNotActiveError(partner=partner.name)


def _to_decide(actor: Actor, request: JoinRequest) -> tuple[Case, JoinRequest]:
    if request.case is None:
        raise NotVisibleError
    require_moderator(actor, request.case)
    require_open(request.case)
    lock_case(request.case)
    found = JoinRequest.objects.select_for_update(of=("self",))
    return request.case, found.select_related("partner", "partner_person", "member").get(pk=request.pk)


def _require_waiting(request: JoinRequest) -> None:
    if request.state != JoinState.WAITING:
        raise JoinDecidedError


def _decide(
    actor: Actor,
    request: JoinRequest,
    state: JoinState,
    reason: str,
    member: TeamMember | None,
    *,
    tell: bool = True,
) -> JoinRequest:
    request.state, request.decision_reason, request.member = state, reason, member
    request.decided_at = clock.now()
    request.save(update_fields=["state", "decision_reason", "member", "decided_at"])
    record(actor, f"teams.join_{state.value}", request)
    for reader, user in _addresses(request) if tell else []:
        notify(
            actor=actor,
            to=reader,
            user=user,
            kind="team_join_answered",
            context={
                "state": state.value,
                "reason": reason,
                "page": address("/moje-spotkania/dolaczenie/") if user is not None else "",
            },
            key=f"join:{request.pk}:{state.value}:{_of(reader)}",
        )
    return request


def _of(reader: str) -> str:
    """An address in a key: told from another, and read by nobody."""
    return blind_index(reader.casefold(), "reader")[:16]


def _addresses(request: JoinRequest) -> list[tuple[str, User | None]]:
    """Who asked, else whom the institution's post goes to, else the helper."""
    if request.asked_by is not None and request.asked_by.is_active:
        return [(request.asked_by.email, request.asked_by)]
    if request.partner is not None:
        person = request.partner_person
        email = person.email or (person.user.email if person.user else "") if person is not None else ""
        if person is not None and email:
            return [(email, person.user)]
        found = readers_of([request.partner], clock.today())[request.partner.pk]
        return [(reader.email, reader.user) for reader in found]
    return [(request.helper_email, None)]


def _tell_leader(actor: Actor, request: JoinRequest, case: Case) -> None:
    worker = case.social_worker
    notify(
        actor=actor,
        to=worker.email,
        user=worker,
        kind="team_join_asked",
        context={"page": address(f"/rodziny/{case.pk}/sklad/")},
        key=f"join:{request.pk}:asked",
    )
