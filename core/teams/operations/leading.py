"""The lead of a team passes from one social worker to another only here, with a reason, and both are told."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from core.audit.operations import record
from core.families.models import Case
from core.families.permissions import require_open
from core.families.queries import leads
from core.identity.models import User
from core.identity.queries import staff_with
from core.notifications.operations import notify
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import MemberKind
from core.teams.errors.joining import HandOverReasonError, NewLeaderError
from core.teams.models import HandOver, TeamMember
from core.teams.operations.locking import lock_case
from core.teams.queries import team_of


def may_hand_over(actor: Actor, case: Case) -> bool:
    """Whether the actor may pass the case on: who leads it, or the director when that worker cannot."""
    return actor.may_use("families:write") and (leads(actor, case) or actor.has(Role.DIRECTOR))


@transaction.atomic
def hand_over(*, actor: Actor, case: Case, to: User, reason: str) -> HandOver:
    """Pass a case, its team and its planned meetings to another social worker, from today.

    The one who passes it on sees the family no more. Raises `NewLeaderError`, `HandOverReasonError`,
    `CaseClosedError`.
    """
    if not may_hand_over(actor, case):
        raise NotVisibleError
    lock_case(case)
    current = Case.objects.select_related("social_worker").get(pk=case.pk)
    require_open(current)
    before = current.social_worker
    if to.pk == before.pk or not staff_with(Role.SOCIAL_WORKER).filter(pk=to.pk).exists():
        raise NewLeaderError
    if not reason.strip():
        raise HandOverReasonError
    today = clock.today()
    Case.objects.filter(pk=case.pk).update(social_worker=to, version=F("version") + 1)
    _reseat(current, to)
    passed = HandOver.objects.create(
        case=current, from_user=before, to_user=to, on=today, reason=reason.strip(), actor_name=actor.name
    )
    record(actor, "teams.handed_over", passed, from_user=before.pk, to_user=to.pk)
    for user in (before, to):
        notify(
            actor=actor,
            to=user.email,
            user=user,
            kind="team_handed_over",
            context={
                "number": current.number,
                "mine": user.pk == to.pk,
                "other": (before if user.pk == to.pk else to).name,
                "page": address(f"/rodziny/{current.pk}/"),
            },
            key=f"hand-over:{passed.pk}:{user.pk}",
        )
    return passed


def hand_over_to(*, actor: Actor, case: Case, email: str, reason: str) -> HandOver:
    """The same to whom an address names: who may not pass the case on learns nothing of addresses."""
    if not may_hand_over(actor, case):
        raise NotVisibleError
    to = staff_with(Role.SOCIAL_WORKER).filter(email__iexact=email.strip()).first()
    if to is None:
        raise NewLeaderError
    return hand_over(actor=actor, case=case, to=to, reason=reason)


def _reseat(case: Case, to: User) -> None:
    """The old moderator's seat ends and the new one begins today; planned meetings follow."""
    team = team_of(case)
    if team is None:
        return
    today = clock.today()
    old = team.members.filter(is_moderator=True, ends_on__isnull=True).first()
    if old is not None:
        old.ends_on = max(today, old.starts_on)
        old.save(update_fields=["ends_on"])
    seat = team.members.filter(user=to, ends_on__isnull=True).first()
    if seat is None:
        seat = TeamMember(team=team, kind=MemberKind.WORKER, user=to, starts_on=today)
    seat.is_moderator = True
    seat.save()
    for planned in team.planned.filter(state__in=["choosing", "set"]).order_by("pk"):
        if old is not None:
            planned.invitations.filter(member=old).update(member=seat)
        else:
            planned.invitations.get_or_create(member=seat)
