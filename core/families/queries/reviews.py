"""Reading reviews and closing conversations: for whoever leads the case, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.families.models import Case, CaseQuerySet, ClosingConversation, ProgressReview
from core.families.queries.cases import leads, led_cases
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def reviews_visible_to(actor: Actor) -> QuerySet[ProgressReview]:
    """Reviews of the cases that the actor leads, the newest first."""
    return ProgressReview.objects.filter(case__in=led_cases(actor)).order_by("-held_on", "pk")


def closing_conversations_visible_to(actor: Actor) -> QuerySet[ClosingConversation]:
    """Closing conversations of the cases that the actor leads, the newest first."""
    found = ClosingConversation.objects.filter(case__in=led_cases(actor))
    return found.order_by("-held_on", "-created_at", "-pk")


def reviews_of(actor: Actor, case: Case) -> QuerySet[ProgressReview]:
    """Reviews of one case, the newest first, with who took part."""
    found = ProgressReview.objects.filter(case=case) if leads(actor, case) else ProgressReview.objects.none()
    return found.order_by("-held_on", "pk").prefetch_related("persons")


def review_visible(actor: Actor, case: Case, review_id: UUID | str) -> ProgressReview:
    """One review of a case that the actor leads, or `NotVisibleError`."""
    review = reviews_of(actor, case).filter(pk=review_id).first()
    if review is None:
        raise NotVisibleError
    review.case = case
    return review


def closing_conversations_of(actor: Actor, case: Case) -> list[ClosingConversation]:
    """Closing conversations of a case that the actor leads, the newest first: one more after a reopening."""
    if not leads(actor, case):
        return []
    found = ClosingConversation.objects.filter(case=case).prefetch_related("persons")
    rows = list(found.order_by("-held_on", "-created_at", "-pk"))
    for row in rows:
        row.case = case
    return rows


def closing_conversation_of(actor: Actor, case: Case) -> ClosingConversation | None:
    """The newest closing conversation of a case that the actor leads, if one was held."""
    return next(iter(closing_conversations_of(actor, case)), None)


def due_reviews(actor: Actor, by: date | None = None) -> CaseQuerySet:
    """Cases that the actor leads whose path is to be looked at by a day (today), the longest due first."""
    cases = Case.objects.filter(pk__in=led_cases(actor), review_due_on__lte=by or clock.today())
    return cases.select_related("household", "social_worker").order_by("review_due_on", "-opened_on", "pk")


def reviews_due(cases: Iterable[Case], by: date | None = None) -> list[Case]:
    """The same of cases that are read already."""
    day = by or clock.today()
    late = [(case.review_due_on, case) for case in cases if case.review_due_on is not None]
    order = sorted(late, key=lambda one: (one[0], -one[1].opened_on.toordinal(), one[1].pk))
    return [case for due_on, case in order if due_on <= day]
