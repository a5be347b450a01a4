"""Who sees an assessment.

The worker who leads the case sees all of it. A person of the family sees finished talks about themselves,
and those about the whole family in which they took part: a household may hold somebody who is afraid of
another member, so that being of the household is not enough; who is kept apart from another member does
not see what is common either (`core.safety`). Directors see counts elsewhere, no readings.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from core.assessments.enums import AssessmentState
from core.assessments.models import (
    Answer,
    Assessment,
    AssessmentParticipant,
    AssessmentRevision,
    Reading,
)
from core.families import queries as families
from core.families.models import Case
from core.safety.queries import own_records, wall_of
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

_CONTENT = (
    Prefetch("readings", Reading.objects.order_by("created_at", "pk")),
    Prefetch("answers", Answer.objects.order_by("created_at", "pk")),
    Prefetch(
        "took_part", AssessmentParticipant.objects.select_related("person").order_by("created_at", "pk")
    ),
)


def whole(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Assessments with all that a page shows of them, in a fixed number of queries."""
    return found.select_related("form", "person", "worker", "case").prefetch_related(*_CONTENT)


def _own(actor: Actor) -> Q:
    """What a family member sees: finished, and theirs or of the family with them at the table."""
    case = families.case_of_person(actor.person_id) if actor.has(Role.FAMILY_MEMBER) else None
    if case is None:
        return Q(pk__in=[])
    there = AssessmentParticipant.objects.filter(assessment=OuterRef("pk"), person=actor.person_id)
    shown = Q(person=actor.person_id) | (Q(person__isnull=True) & Q(Exists(there)))
    apart = own_records(wall_of(actor.person_id), "person") if actor.person_id else Q(pk__in=[])
    return Q(case=case) & shown & apart & ~Q(state=AssessmentState.DRAFT)


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """Assessments that the actor may read, the newest first."""
    seen = Q(case__in=families.led_cases(actor)) | _own(actor)
    return Assessment.objects.filter(seen).order_by("-held_on", "-finished_at", "-pk")


def assessment_visible(actor: Actor, assessment_id: UUID | str) -> Assessment:
    """One of them with its content, or `NotVisibleError`."""
    found = whole(assessments_visible_to(actor)).filter(pk=assessment_id).first()
    if found is None:
        raise NotVisibleError
    return found


def led_assessment(actor: Actor, assessment_id: UUID | str) -> Assessment:
    """An assessment of a case that the actor leads, or `NotVisibleError`."""
    found = whole(Assessment.objects.filter(case__in=families.led_cases(actor), pk=assessment_id)).first()
    if found is None:
        raise NotVisibleError
    return found


def own_assessments(actor: Actor) -> QuerySet[Assessment]:
    """What a family member reads on the own page, the newest first."""
    return whole(Assessment.objects.filter(_own(actor)).order_by("-held_on", "-finished_at", "-pk"))


def of_case(actor: Actor, case: Case) -> QuerySet[Assessment]:
    """All assessments of a case that the actor leads, drafts too, the newest first."""
    if not families.leads(actor, case):
        raise NotVisibleError
    return whole(Assessment.objects.filter(case=case).order_by("-held_on", "-finished_at", "-pk"))


def heads_of(actor: Actor, case: Case) -> QuerySet[Assessment]:
    """The same without their content: for lists."""
    if not families.leads(actor, case):
        raise NotVisibleError
    found = Assessment.objects.filter(case=case).select_related("person")
    return found.order_by("-held_on", "-finished_at", "-pk")


def readings_visible_to(actor: Actor) -> QuerySet[Reading]:
    """Readings of the assessments that the actor may read, in the order of writing."""
    assessments = assessments_visible_to(actor).order_by()
    return Reading.objects.filter(assessment__in=assessments.values("pk")).order_by("created_at", "pk")


def answers_visible_to(actor: Actor) -> QuerySet[Answer]:
    """Answers of the same assessments."""
    assessments = assessments_visible_to(actor).order_by()
    return Answer.objects.filter(assessment__in=assessments.values("pk")).order_by("created_at", "pk")


def participants_visible_to(actor: Actor) -> QuerySet[AssessmentParticipant]:
    """Who took part, in the cases that the actor leads."""
    found = AssessmentParticipant.objects.filter(assessment__case__in=families.led_cases(actor))
    return found.order_by("created_at", "pk")


def revisions_visible_to(actor: Actor) -> QuerySet[AssessmentRevision]:
    """What corrections replaced, in the cases that the actor leads, the newest first."""
    found = AssessmentRevision.objects.filter(assessment__case__in=families.led_cases(actor))
    return found.order_by("-number", "pk")
