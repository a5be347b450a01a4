"""Reading cases, each for the one who asks.

A social worker sees the cases they lead, with persons. Directors and network officers see numbers,
stages and workers: never a name. Delegates see nothing here; a family member comes in through the
portal, as a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.families.enums import Stage
from core.families.models import (
    Case,
    CaseGround,
    CaseQuerySet,
    CaseTransition,
    FamilyKey,
    HouseholdMember,
    Person,
)
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.text import folded, searched

_NAMES = ("person__first_name", "person__last_name")
SEES_FIGURES = (Role.DIRECTOR, Role.NETWORK_OFFICER)


def erased_households(households: Iterable[UUID]) -> set[UUID]:
    """Families whose key is destroyed, in one query."""
    found = FamilyKey.objects.filter(pk__in=list(households), destroyed_at__isnull=False)
    return set(found.values_list("pk", flat=True))


def is_erased(case: Case) -> bool:
    """Whether the family of a case is erased."""
    return bool(erased_households([case.household_id]))


def erased_on(case: Case) -> date | None:
    """The day on which the family of a case was erased."""
    key = FamilyKey.objects.filter(pk=case.household_id, destroyed_at__isnull=False).first()
    return clock.day_of(key.destroyed_at) if key is not None and key.destroyed_at else None


def leads(actor: Actor, case: Case) -> bool:
    """Whether the actor is the social worker who leads the case: the condition for names and writing."""
    return actor.is_system or (actor.has(Role.SOCIAL_WORKER) and case.social_worker_id == actor.user_id)


def cases_visible_to(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor may list, newest first.

    Search takes a case's or source system's number; names are searched only in cases that the actor
    leads, so that a director cannot find out by a name whether a family is known here.
    """
    own = Q() if actor.is_system else Q(social_worker_id=actor.user_id)
    if actor.is_system or actor.has(*SEES_FIGURES):
        cases = Case.objects.all()
    elif actor.has(Role.SOCIAL_WORKER):
        cases = Case.objects.filter(own)
    else:
        return Case.objects.none()
    if stage:
        cases = cases.filter(stage=stage)
    if search.strip():
        found = Q(number__icontains=search.strip())
        if actor.is_system or actor.has(Role.SOCIAL_WORKER):
            found |= Q(household__source_number__icontains=search.strip()) & own
            found |= Q(household__in=_households_by_name(cases.filter(own), search))
        cases = cases.filter(found)
    return cases.select_related("household", "social_worker").order_by("-opened_on", "-number", "pk")


def _households_by_name(cases: CaseQuerySet, search: str) -> set[UUID]:
    """Households where somebody's name has all the words: names are sealed, so they are opened here.

    Only those of the given cases; no index of names exists that could be stolen.
    """
    words = searched(search)
    if not words:
        return set()
    members = HouseholdMember.objects.on(clock.today()).filter(household__in=cases.values("household"))
    fields: list[Any] = [Person._meta.get_field(name) for name in ("first_name", "last_name")]
    first, last = fields
    found = set()
    for household, pk, *names in members.order_by().values_list("household", "person", *_NAMES):
        name = folded(f"{first.opened(pk, names[0])} {last.opened(pk, names[1])}")
        if all(word in name for word in words):
            found.add(household)
    return found


def own_cases(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor leads: the social worker's own list, also of one who is director too."""
    return cases_visible_to(actor, search, stage).filter(social_worker_id=actor.user_id)


def case_visible(actor: Actor, case_id: UUID | str) -> Case:
    """A case that the actor may know of, or `NotVisibleError`; its persons need `persons_visible`."""
    case = cases_visible_to(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisibleError
    return case


def own_case(actor: Actor, case_id: UUID | str) -> Case:
    """A case that the actor leads, with all that is known of it, or `NotVisibleError`."""
    case = case_visible(actor, case_id)
    if not leads(actor, case):
        raise NotVisibleError
    return case


def transitions_of(case: Case) -> list[CaseTransition]:
    """Steps of the case from the first."""
    return list(case.transitions.order_by("at", "pk"))


def stage_counts(actor: Actor) -> dict[str, int]:
    """How many of the cases that the actor may list stand at each stage; every stage is named."""
    rows = cases_visible_to(actor).order_by().values_list("stage").annotate(number=Count("pk"))
    return dict.fromkeys(Stage.values, 0) | dict(rows)


def led_cases(actor: Actor) -> QuerySet[Case]:
    """Cases that the actor leads, without an order: the rule of `leads` for many rows at once."""
    if actor.is_system:
        return Case.objects.order_by()
    if not actor.has(Role.SOCIAL_WORKER):
        return Case.objects.none()
    return Case.objects.filter(social_worker_id=actor.user_id).order_by()


def cases_by_number(actor: Actor, search: str = "", stage: str | None = None) -> CaseQuerySet:
    """Cases that the actor may list, searched by their number alone: the list without names."""
    cases = cases_visible_to(actor, stage=stage)
    return cases.filter(number__icontains=search.strip()) if search.strip() else cases


def grounds_of(case: Case, on: date | None = None) -> list[CaseGround]:
    """Grounds in force on a day (today) in the order of the statute."""
    day = on or clock.today()
    grounds = case.grounds.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)
    return list(grounds.order_by("starts_on", "code", "pk"))


def grounds_visible_to(actor: Actor) -> QuerySet[CaseGround]:
    """Grounds, with their days, of the cases that the actor leads."""
    grounds = CaseGround.objects.filter(case__in=led_cases(actor))
    return grounds.order_by("starts_on", "code", "pk")


def ground_visible(actor: Actor, case: Case, ground_id: UUID | str) -> CaseGround:
    """One ground of a case that the actor leads, or `NotVisibleError`."""
    ground = case.grounds.filter(pk=ground_id).first() if leads(actor, case) else None
    if ground is None:
        raise NotVisibleError
    ground.case = case
    return ground


def all_grounds_visible(actor: Actor, case: Case) -> list[CaseGround]:
    """Grounds of a case with past and future ends: those in force first, for the leading worker."""
    if not leads(actor, case):
        return []
    today = clock.today()
    grounds = case.grounds.order_by("-starts_on", "code", "pk")
    return sorted(grounds, key=lambda row: row.ends_on is not None and row.ends_on <= today)
