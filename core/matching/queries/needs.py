"""Needs and facts, each for the one who asks."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from core.families.models import Case
from core.families.queries import leads, led_cases
from core.matching.enums import NeedState, Urgency
from core.matching.models import HouseholdFact, Need, UnmetNeed
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import MemberKind
from core.teams.models import TeamMember

_URGENCIES = tuple(Urgency.values)


def readable_cases(actor: Actor) -> QuerySet[Case]:
    """Cases whose needs somebody may read: those they lead, and as a social worker those of whose team
    they are today. A token needs the scope of families.
    """
    if actor.is_system:
        return Case.objects.order_by()
    if actor.user_id is None or not (actor.has(Role.SOCIAL_WORKER) and actor.may_use("families:read")):
        return Case.objects.none()
    seats = TeamMember.objects.on(clock.today()).filter(kind=MemberKind.WORKER, user_id=actor.user_id)
    own = Q(pk__in=led_cases(actor).values("pk")) | Q(pk__in=seats.values("team__case"))
    return Case.objects.filter(own).order_by()


def readable_case(actor: Actor, case_id: UUID | str) -> Case:
    """A case whose needs the actor may read, or `NotVisibleError`."""
    found = readable_cases(actor).select_related("household", "social_worker").filter(pk=case_id).first()
    if found is None:
        raise NotVisibleError
    return found


def reads(actor: Actor, case: Case) -> bool:
    """Whether the actor may read the needs of a case."""
    return readable_cases(actor).filter(pk=case.pk).exists()


def may_write(actor: Actor, case: Case) -> bool:
    """Whether the actor may change them: who leads the open case."""
    return leads(actor, case) and case.closed_on is None


def needs_visible_to(actor: Actor) -> QuerySet[Need]:
    """Needs of the cases that the actor may read, in the order of recording."""
    found = Need.objects.filter(case__in=readable_cases(actor))
    return found.select_related("case", "person", "met_by").order_by("recorded_on", "pk")


def need_visible(actor: Actor, need_id: UUID | str) -> Need:
    """One need, or `NotVisibleError`."""
    found = needs_visible_to(actor).select_related("case__household").filter(pk=need_id).first()
    if found is None:
        raise NotVisibleError
    return found


def needs_of(actor: Actor, case: Case, state: str | None = None) -> list[Need]:
    """Needs of a case: what is still looked for first, the most urgent before the others."""
    found = needs_visible_to(actor).filter(case=case)
    rows = list(found.filter(state=state) if state else found)
    states = tuple(NeedState.values)
    return sorted(rows, key=lambda need: (states.index(need.state), _URGENCIES.index(need.urgency)))


def open_needs(actor: Actor, case: Case) -> int:
    """How many needs of a case wait for an answer, as far as the actor may read them."""
    if leads(actor, case) and actor.may_use("families:read"):
        return Need.objects.filter(case=case, state=NeedState.OPEN).count()
    return needs_visible_to(actor).filter(case=case, state=NeedState.OPEN).count()


def gaps_of(actor: Actor, case: Case) -> dict[UUID, UnmetNeed]:
    """The unresolved gap of each unmet need of a case, by need."""
    if not reads(actor, case):
        raise NotVisibleError
    rows = UnmetNeed.objects.filter(need__case=case, resolved_on__isnull=True).select_related("card")
    return {row.need_id: row for row in rows.order_by("recorded_on", "pk")}


def gaps_visible_to(actor: Actor) -> QuerySet[UnmetNeed]:
    """Gaps, resolved ones too, of the cases that the actor may read."""
    found = UnmetNeed.objects.filter(need__case__in=readable_cases(actor))
    return found.order_by("recorded_on", "pk")


def facts_of(case: Case) -> list[HouseholdFact]:
    """Answers kept for a case, the first given first; the caller has checked the case."""
    return list(HouseholdFact.objects.filter(case=case).order_by("stated_on", "pk"))


def facts_visible_to(actor: Actor) -> QuerySet[HouseholdFact]:
    """Answers of the cases that the actor may read."""
    found = HouseholdFact.objects.filter(case__in=readable_cases(actor))
    return found.select_related("person").order_by("stated_on", "pk")
