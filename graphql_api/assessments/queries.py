"""Reading assessments, what is due, and the town's form."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import graphene

from core.assessments.queries import due, forms, sight
from core.shared.actor import Actor
from graphql_api.assessments.types import (
    ASKERS,
    READERS,
    AssessmentDomainType,
    AssessmentType,
    DueAssessmentType,
    FormVersionType,
)
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS
from graphql_api.fields import field
from graphql_api.ids import global_id, key_of
from graphql_api.limits import LIMITS
from graphql_api.node import lookup


def _assessments(actor: Actor, *, case: str | None = None) -> Any:
    found = sight.assessments_visible_to(actor)
    if case is None:
        return found
    key = key_of(case, "Case")
    return found.filter(case=key) if key else found.none()


def _due(_source: Any, info: Any) -> list[Any]:
    rows = due.due_for(info.context.actor)[: LIMITS.page]
    info.context.note_disclosure("Case", [row.case.pk for row in rows])
    return [
        SimpleNamespace(
            case_id=global_id("Case", row.case.pk),
            person_id=global_id("Person", row.person_id) if row.person_id else None,
            last_on=row.last_on,
            due_on=row.due_on,
        )
        for row in rows
    ]


class AssessmentQueries:
    """Assessments of the caller's own cases, or the caller's own ones."""

    family_assessment = lookup(AssessmentType, policy=READERS, description="One assessment.")
    family_assessments = connection(
        AssessmentType,
        rows=_assessments,
        order=("-held_on",),
        policy=READERS,
        description="Assessments that the caller may read, the newest first.",
        filters={"case": graphene.Argument(graphene.ID, description="Only of this case.")},
    )
    due_assessments = field(
        graphene.List(graphene.NonNull(DueAssessmentType)),
        policy=LEADERS,
        description="Talks due within two weeks in the caller's own cases, the earliest first.",
        resolver=_due,
        weight=20,
    )
    assessment_forms = connection(
        FormVersionType,
        rows=forms.versions_visible_to,
        order=("-number",),
        policy=ASKERS,
        description="Versions of the town's form, the newest first.",
    )
    assessment_template = field(
        graphene.List(graphene.NonNull(AssessmentDomainType)),
        policy=ASKERS,
        description="The domains that a town may choose from.",
        resolver=lambda _source, _info: list(forms.template().domains),
        weight=5,
    )
