"""Reading fidelity: of a case, of the town, the terms."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import graphene

from core.families.queries import own_case
from core.fidelity.queries import findings
from core.fidelity.queries.terms import terms_visible_to
from core.shared.errors import NotVisible
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS
from graphql_api.fidelity.types import (
    READERS,
    BrokenCaseType,
    CaseFindingType,
    ConstraintEnum,
    FidelityTermsType,
    TownFindingType,
)
from graphql_api.fields import field
from graphql_api.ids import global_id, key_of
from graphql_api.limits import LIMITS


def _case(_source: Any, info: Any, case: str) -> list[Any]:
    key = key_of(case, "Case")
    if key is None:
        raise NotVisible
    actor = info.context.actor
    found = own_case(actor, key)
    info.context.note_disclosure("Case", [found.pk])
    return [
        SimpleNamespace(
            constraint=constraint.value,
            sentence=str(constraint.label),
            standing=one.standing.value,
            event=one.event.kind.value if one.event else None,
            event_on=one.event.on if one.event else None,
            broken=one.broken,
            checked=one.checked,
        )
        for constraint, one in findings.findings_of(actor, found).items()
    ]


def _town(_source: Any, info: Any) -> list[Any]:
    return [
        SimpleNamespace(
            constraint=constraint.value,
            sentence=str(constraint.label),
            satisfied=share.satisfied,
            violated=share.violated,
            pending=share.pending,
            not_applicable=share.not_applicable,
            share=share.share,
        )
        for constraint, share in findings.town_shares(info.context.actor).items()
    ]


def _broken(_source: Any, info: Any, constraint: str) -> list[Any]:
    rows = findings.broken_cases(info.context.actor, constraint)[: LIMITS.page]
    info.context.note_disclosure("Case", [row.case.pk for row in rows])
    return [
        SimpleNamespace(
            case_id=global_id("Case", row.case.pk),
            number=row.case.number,
            event=row.event.kind.value,
            event_on=row.event.on,
        )
        for row in rows
    ]


class FidelityQueries:
    """Findings with their events for the leader of a case; counts and numbers for the town's heads."""

    case_fidelity = field(
        graphene.List(graphene.NonNull(CaseFindingType)),
        policy=LEADERS,
        description="How a case that the caller leads stands to every rule of the model.",
        resolver=_case,
        weight=20,
        args={"case": graphene.Argument(graphene.NonNull(graphene.ID), description="Id of the case.")},
    )
    town_fidelity = field(
        graphene.List(graphene.NonNull(TownFindingType)),
        policy=READERS,
        description="How the cases that the caller may list stand to every rule.",
        resolver=_town,
        weight=50,
    )
    broken_cases = field(
        graphene.List(graphene.NonNull(BrokenCaseType)),
        policy=READERS,
        description="Cases that break a rule, by their numbers, the latest event first; at most a page.",
        resolver=_broken,
        weight=50,
        args={"constraint": graphene.Argument(graphene.NonNull(ConstraintEnum), description="The rule.")},
    )
    fidelity_terms = connection(
        FidelityTermsType,
        rows=terms_visible_to,
        order=("-number",),
        policy=READERS,
        description="Versions of the town's terms, the newest first.",
    )
