"""Who asked to join which team, each for the one who may know."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from core.families.queries import led_cases
from core.notifications.links import opened
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.enums import JoinState
from core.teams.models import JoinRequest

# What links of invitations to ask for a seat are sealed for, and how long they work.
INVITED: Final = "teams.join"
LINK_DAYS: Final = 30
EXPIRES: Final = timedelta(days=30)


def joining_visible_to(actor: Actor) -> QuerySet[JoinRequest]:
    """Requests for seats in teams of the cases that the actor leads; those that wait stand first."""
    found = JoinRequest.objects.filter(case__in=led_cases(actor))
    return found.select_related("case", "partner", "partner_person", "asked_by").order_by(
        "-state", "-asked_on", "pk"
    )


def joining_readable(actor: Actor) -> QuerySet[JoinRequest]:
    """For the leader the requests to the own cases, for a delegate those of the own institution."""
    mine = Q(case__in=led_cases(actor))
    if actor.has(Role.DELEGATE) and actor.partner_id is not None:
        mine |= Q(partner=actor.partner_id) & ~Q(case_number="")
    return JoinRequest.objects.filter(mine).order_by("-asked_on", "-pk")


def joining_visible(actor: Actor, request_id: UUID | str) -> JoinRequest:
    """One request for the leader."""
    found = joining_visible_to(actor).filter(pk=request_id).first()
    if found is None:
        raise NotVisibleError
    return found


def waiting_of(actor: Actor) -> QuerySet[JoinRequest]:
    """Requests that wait for the actor's decision, the oldest first."""
    return joining_visible_to(actor).filter(state=JoinState.WAITING).order_by("asked_on", "pk")


def own_requests(actor: Actor) -> QuerySet[JoinRequest]:
    """What the actor's institution asked for: the typed number, the state and the reason, never the case."""
    if not actor.has(Role.DELEGATE) or actor.partner_id is None or not actor.may_use("families:read"):
        raise NotVisibleError
    found = JoinRequest.objects.filter(partner=actor.partner_id).exclude(case_number="")
    return found.order_by("-asked_on", "-pk")


def invited_to_ask(token: str) -> JoinRequest:
    """The invitation behind a sealed link, as long as it waits for its answer.

    Raises `LinkBrokenError`, `LinkExpiredError`, `NotVisibleError`.
    """
    found = JoinRequest.objects.select_related("case", "partner").filter(
        pk=opened(INVITED, token)["request"], case__closed_on__isnull=True
    )
    request = found.first()
    if request is None:
        raise NotVisibleError
    return request


def stale() -> QuerySet[JoinRequest]:
    """Requests and invitations nobody answered within thirty days."""
    since = clock.today() - EXPIRES
    found = JoinRequest.objects.filter(state__in=[JoinState.WAITING, JoinState.INVITED], asked_on__lt=since)
    return found.order_by("asked_on", "pk")
