"""Decisions of meetings and the tasks that they gave."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.partnership.enums.meetings import MinutesPhase, TaskState
from core.partnership.models import MeetingDecision, MeetingMinutes
from core.partnership.queries.minutes import keeps_minutes, minutes_rule
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError

# From this phase on an organisation is told of what it is to do.
TOLD = (MinutesPhase.AMENDING, MinutesPhase.PUBLISHED)


def decisions_visible_to(actor: Actor) -> QuerySet[MeetingDecision]:
    """Decisions that the actor may read: with the minutes, and what the own organisation is to do."""
    rule = minutes_rule(actor, "meeting_id")
    if actor.partner_id is not None and not keeps_minutes(actor):
        rule |= Q(owner_id=actor.partner_id) & Q(_told())
    return MeetingDecision.objects.filter(rule).order_by("meeting_id", "ordinal", "pk")


def decisions_of(actor: Actor, meeting_id: UUID) -> list[MeetingDecision]:
    """Decisions of a meeting in their order, with owner, person and point."""
    found = decisions_visible_to(actor).filter(meeting_id=meeting_id)
    return list(found.select_related("owner", "person", "item").order_by("ordinal", "pk"))


def decision_visible(actor: Actor, decision_id: UUID | str) -> MeetingDecision:
    """One decision with its meeting, owner and person."""
    found = decisions_visible_to(actor).select_related("meeting", "owner", "person", "item")
    decision = found.filter(pk=decision_id).first()
    if decision is None:
        raise NotVisibleError
    return decision


def tasks(
    actor: Actor, *, owner: UUID | None = None, state: str | None = None, overdue: bool = False
) -> QuerySet[MeetingDecision]:
    """Tasks of the partnership: open ones first, the most urgent at the top, those without a day last."""
    found = decisions_visible_to(actor).exclude(state="").select_related("meeting", "owner", "person")
    if owner:
        found = found.filter(owner_id=owner)
    if overdue:
        found = found.filter(_overdue(clock.today()))
    elif state:
        found = found.filter(state=state)
    return found.order_by(F("finished_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")


def overdue_number(actor: Actor) -> int:
    """How many tasks that the actor may see are overdue."""
    return decisions_visible_to(actor).filter(_overdue(clock.today())).count()


def overdue_tasks(on: date) -> QuerySet[MeetingDecision]:
    """Every overdue task of which its owner was told, by owner and day: for reminding."""
    found = MeetingDecision.objects.filter(_overdue(on), _told()).select_related("owner", "meeting")
    return found.order_by("owner_id", "due_on", "pk")


def _overdue(on: date) -> Q:
    return Q(state=TaskState.OPEN, due_on__lt=on)


def _told() -> Exists:
    return Exists(MeetingMinutes.objects.filter(meeting_id=OuterRef("meeting_id"), phase__in=TOLD))
