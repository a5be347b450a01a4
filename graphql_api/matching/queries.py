"""Reading needs, matches, bundles, gaps, and the terms of a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import graphene

from core.basket.eligibility import AnyOf, Condition, Question, conditions_of, words
from core.basket.queries import card_visible
from core.basket.queries.combining import combination_of, excluded_by
from core.matching.queries import bundles, gaps, matches
from core.matching.queries import needs as reading
from core.matching.rules.scoring import WEIGHTS
from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api.basket.types import READERS as CARD_READERS
from graphql_api.connection import connection
from graphql_api.families.types import LEADERS
from graphql_api.fields import field as declared
from graphql_api.ids import global_id, key_of
from graphql_api.limits import LIMITS
from graphql_api.matching.gap_types import GapListType
from graphql_api.matching.types import (
    COUNTERS,
    READERS,
    BundleType,
    CardTermsType,
    HouseholdFactType,
    MatchListType,
    NeedStateEnum,
    NeedType,
)
from graphql_api.node import lookup


@dataclass(frozen=True)
class ConditionValue:
    """Values of `ServiceCondition`."""

    kind: str
    requirement: str
    min: int | None = None
    max: int | None = None
    under: int | None = None
    percent: int | None = None
    values: list[str] = field(default_factory=list)
    any_of: list[ConditionValue] = field(default_factory=list)


def _condition(condition: Condition) -> ConditionValue:
    alternatives = condition.conditions if isinstance(condition, AnyOf) else ()
    raw = condition.as_json()
    return ConditionValue(
        kind=condition.type,
        requirement=words.requirement(condition),
        min=raw.get("min"),
        max=raw.get("max"),
        under=raw.get("under"),
        percent=raw.get("percent"),
        values=raw.get("values", []),
        any_of=[_condition(each) for each in alternatives],
    )


def _terms(_source: Any, info: Any, service: str) -> Any:
    actor = info.context.actor
    card = card_visible(actor, _key(service, "ServiceCard"))
    combination = combination_of(card)
    return SimpleNamespace(
        conditions=[_condition(each) for each in conditions_of(card.eligibility, card.min_age, card.max_age)],
        also_covers=combination.also_covers,
        approach=combination.approach,
        excluded=[
            SimpleNamespace(
                service_id=global_id("ServiceCard", row.card.pk),
                service_name=row.card.name,
                reason=row.reason,
            )
            for row in excluded_by(actor, card)
        ],
    )


def _key(text: str, type_name: str) -> Any:
    key = key_of(text, type_name)
    if key is None:
        raise NotVisible
    return key


def _question(question: Question, services: int | None = None) -> Any:
    return SimpleNamespace(
        kind=question.kind,
        code=question.code or None,
        person_id=global_id("Person", UUID(question.person)) if question.person else None,
        text=words.question_text(question),
        document=words.deciding_document(question) or None,
        services=services,
    )


def _match(found: matches.Match) -> Any:
    return SimpleNamespace(
        service_id=global_id("ServiceCard", found.card.pk),
        service_name=found.card.name,
        partner_name=found.card.partner.name,
        fit=found.fit.value,
        person_id=global_id("Person", UUID(found.person)) if found.person else None,
        free_places=found.free,
        waiting_days=found.waiting.median if found.waiting else None,
        score=found.score.total,
        points=[
            SimpleNamespace(part=part, points=points, weight=WEIGHTS[part])
            for part, points in found.score.points.items()
        ],
        reasons=[
            SimpleNamespace(
                verdict=reason.verdict.value, kind=reason.condition.type, sentence=words.sentence(reason)
            )
            for reason in found.result.reasons
        ],
        questions=[_question(each) for each in found.result.questions],
    )


def _matches(_source: Any, info: Any, need: str) -> Any:
    actor = info.context.actor
    wanted = reading.need_visible(actor, _key(need, "Need"))
    info.context.note_disclosure("Need", [wanted.pk])
    found = matches.match(actor, wanted.case, wanted)
    return SimpleNamespace(
        matches=[_match(each) for each in found[: LIMITS.page]],
        total=len(found),
        questions=[_question(row.question, row.services) for row in matches.open_questions(found)],
        proposed_cause=matches.cause_for(found),
    )


def _contradiction(pair: bundles.Contradiction) -> Any:
    return SimpleNamespace(
        first_id=global_id("ServiceCard", pair.first.pk),
        second_id=global_id("ServiceCard", pair.second.pk),
        reason=pair.reason or None,
    )


def _bundle(_source: Any, info: Any, case: str) -> Any:
    actor = info.context.actor
    found_case = reading.readable_case(actor, _key(case, "Case"))
    info.context.note_disclosure("Case", [found_case.pk])
    found = bundles.bundle(actor, found_case)
    return SimpleNamespace(
        services=[
            SimpleNamespace(
                service_id=global_id("ServiceCard", item.card.pk),
                service_name=item.card.name,
                need_ids=[global_id("Need", need.pk) for need, _ in item.matches],
                is_certain=all(match.fit == "yes" for _, match in item.matches),
                why=[each.value for each in item.why],
            )
            for item in found.chosen
        ],
        uncovered=[
            SimpleNamespace(need_id=global_id("Need", need.pk), cause=cause)
            for need, cause in found.uncovered
        ],
        avoided=[_contradiction(pair) for pair in found.avoided],
        present=[_contradiction(pair) for pair in found.present],
        is_proven=found.proven,
    )


def _gaps(_source: Any, info: Any) -> Any:
    found = gaps.gap_list(info.context.actor)
    return SimpleNamespace(
        gaps=[
            SimpleNamespace(
                category=gap.category,
                total=gap.total,
                needs=gap.needs,
                causes=[SimpleNamespace(cause=cause, count=count) for cause, count in gap.causes.items()],
            )
            for gap in found.gaps
        ],
        trend=list(found.trend),
    )


def _needs(actor: Actor, *, case: str | None = None, state: str | None = None) -> Any:
    found = reading.needs_visible_to(actor)
    if case is not None:
        key = key_of(case, "Case")
        found = found.filter(case=key) if key else found.none()
    return found.filter(state=state) if state else found


def _facts(actor: Actor, *, case: str | None = None) -> Any:
    found = reading.facts_visible_to(actor)
    if case is None:
        return found
    key = key_of(case, "Case")
    return found.filter(case=key) if key else found.none()


_CASE = {"case": graphene.Argument(graphene.ID, description="Only of this case.")}


class MatchingQueries:
    """Needs of the caller's own cases and what fits them; gaps of the town in counts."""

    need = lookup(NeedType, policy=LEADERS, description="One need.")
    needs = connection(
        NeedType,
        rows=_needs,
        order=("recorded_on",),
        policy=LEADERS,
        description="Needs of the caller's own cases, in the order of recording.",
        filters={**_CASE, "state": graphene.Argument(NeedStateEnum, description="Only in this state.")},
    )
    household_facts = connection(
        HouseholdFactType,
        rows=_facts,
        order=("stated_on",),
        policy=LEADERS,
        description="Answers to deciding questions in the caller's own cases.",
        filters=_CASE,
    )
    need_matches = declared(
        MatchListType,
        policy=READERS,
        description="The services of a need's kind with reasons; a person decides.",
        resolver=_matches,
        weight=50,
        args={"need": graphene.Argument(graphene.NonNull(graphene.ID), description="Id of the need.")},
    )
    case_bundle = declared(
        BundleType,
        policy=READERS,
        description="The fewest services that cover all open needs of a case.",
        resolver=_bundle,
        weight=100,
        args={"case": graphene.Argument(graphene.NonNull(graphene.ID), description="Id of the case.")},
    )
    gap_list = declared(
        GapListType,
        policy=COUNTERS,
        description="What the basket lacks today, in counts without a family.",
        resolver=_gaps,
        weight=30,
    )
    service_terms = declared(
        CardTermsType,
        policy=CARD_READERS,
        description="Who a service is for and how it combines with others.",
        resolver=_terms,
        weight=10,
        args={"service": graphene.Argument(graphene.NonNull(graphene.ID), description="Id of the card.")},
    )
