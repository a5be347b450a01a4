"""Reading messages: the person their own, who leads the case those of its persons, nobody else any."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.access.models import FamilyMessage
from core.access.queries.sides import is_worker_side
from core.families import queries as families
from core.families.models import Case, Person
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def talk_of(actor: Actor, case: Case, person: Person) -> QuerySet[FamilyMessage]:
    """The talk with one person, the newest first, for either side of it."""
    is_worker_side(actor, case, person)
    found = FamilyMessage.objects.filter(case=case, person=person)
    return found.select_related("author", "person").order_by("-created_at", "-pk")


def own_messages(actor: Actor, present: Case | None = None) -> QuerySet[FamilyMessage]:
    """The acting family member's own talk in their present case, the newest first.

    `present` is that case, where it has been read.
    """
    case = None
    if actor.has(Role.FAMILY_MEMBER):
        case = present or families.case_of_person(actor.person_id)
    if case is None:
        raise NotVisibleError
    found = FamilyMessage.objects.filter(case=case, person=actor.person_id)
    return found.select_related("author").order_by("-created_at", "-pk")


def own_unread(actor: Actor, present: Case | None = None) -> int:
    """How many messages of the worker the acting family member has not read."""
    found = own_messages(actor, present).select_related(None)
    return found.filter(from_worker=True, read_at__isnull=True).count()


def messages_visible_to(actor: Actor) -> QuerySet[FamilyMessage]:
    """Messages in cases that the actor leads, and the acting family member's own, from the first."""
    seen = Q(case__in=families.led_cases(actor))
    if actor.has(Role.FAMILY_MEMBER) and actor.person_id is not None:
        case = families.case_of_person(actor.person_id)
        seen |= Q(case=case.pk if case else None, person=actor.person_id)
    return FamilyMessage.objects.filter(seen).select_related("author").order_by("created_at", "pk")


def unread_messages(actor: Actor) -> QuerySet[FamilyMessage]:
    """What the actor's own families wrote and the actor has not read, the longest waiting first."""
    found = FamilyMessage.objects.filter(
        case__in=families.own_cases(actor).order_by(), from_worker=False, read_at__isnull=True
    )
    return found.select_related("case", "person").order_by("created_at", "pk")


def unread_in(actor: Actor, case: Case) -> dict[UUID, int]:
    """How many unread messages there are by person, in a case that the actor leads."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = FamilyMessage.objects.filter(case=case, from_worker=False, read_at__isnull=True)
    return dict(found.order_by().values_list("person").annotate(number=Count("pk")))
