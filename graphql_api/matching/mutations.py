"""Writing needs, answers and gaps; and the conditions of cards."""

from __future__ import annotations

from typing import Any

import graphene

from core.basket.operations import combining
from core.basket.operations.proposals import change_card
from core.basket.queries import card_visible
from core.families.queries import own_case
from core.matching.operations import answers as answering
from core.matching.operations import needs as operations
from core.matching.queries.needs import need_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.basket.types import CategoryEnum, ServiceCardType
from graphql_api.families.loaders import person_visible
from graphql_api.families.types import CaseType, GroundEnum
from graphql_api.matching.loaders import fact_visible
from graphql_api.matching.types import (
    CauseEnum,
    ConditionKindEnum,
    FactKindEnum,
    FactSourceEnum,
    HouseholdFactType,
    NeedType,
    UrgencyEnum,
)
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date, NoNullString

LEADERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write", "basket:read"))
_CARDS = ("basket:read", "basket:write")
WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=_CARDS)
PUBLISHERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=_CARDS)
CASE = reference("Case", own_case, "The case.")
NEED = reference("Need", need_visible, "The need.")
SERVICE = reference("ServiceCard", card_visible, "The service card.")
CARD = reference("ServiceCard", card_visible, "The card.")
OTHER = reference("ServiceCard", card_visible, "The other card.")
PERSON = reference("Person", person_visible, "Whose it is; the family's when left out.", required=False)


class SimpleConditionInput(graphene.InputObjectType):
    """One condition that asks about a fact."""

    type = graphene.InputField(ConditionKindEnum, required=True, description="Kind.")
    min = graphene.InputField(graphene.Int, description="Youngest age.")
    max = graphene.InputField(graphene.Int, description="Oldest age.")
    under = graphene.InputField(graphene.Int, description="A child is younger than this.")
    percent = graphene.InputField(graphene.Int, description="Of the income criterion.")
    values = graphene.InputField(
        graphene.List(graphene.NonNull(NoNullString)), description="Codes, one of which must be the case."
    )


class ConditionInput(SimpleConditionInput):
    """A condition; with ANY_OF a group of alternatives."""

    conditions = graphene.InputField(
        graphene.List(graphene.NonNull(SimpleConditionInput)), description="Alternatives of a group."
    )


def _raw(given: dict[str, Any]) -> dict[str, Any]:
    found = {name: each for name, each in given.items() if each is not None}
    if "conditions" in found:
        found["conditions"] = [_raw(each) for each in found["conditions"]]
    return found


def _set_conditions(*, actor: Actor, card: Any, conditions: list[dict[str, Any]], **given: Any) -> Any:
    raw = [_raw(each) for each in conditions]
    return change_card(actor=actor, card=card, eligibility=raw, **given).card


def _combine(*, actor: Actor, card: Any, **given: Any) -> Any:
    combining.set_combination(actor=actor, card=card, **given)
    return card


def _exclude(*, actor: Actor, card: Any, other: Any, reason: str) -> Any:
    combining.exclude(actor=actor, card=card, other=other, reason=reason)
    return card


def _allow(*, actor: Actor, card: Any, other: Any) -> Any:
    combining.allow_again(actor=actor, card=card, other=other)
    return card


def _unmet(*, actor: Actor, need: Any, **given: Any) -> Any:
    operations.mark_unmet(actor=actor, need=need, **given)
    return need


_FLAGS = {"true": True, "false": False}


def _answer(*, actor: Actor, values: list[str], kind: str, **given: Any) -> Any:
    """One value for most kinds, a list for languages, true or false for kinds with a code."""
    single: Any = values[0] if len(values) == 1 else values
    if kind == "language":
        single = values
    elif given.get("code") and isinstance(single, str):
        single = _FLAGS.get(single, single)
    return answering.answer(actor=actor, kind=kind, value=single, **given)


def _forget(*, actor: Actor, fact: Any) -> Any:
    case = fact.case
    answering.forget(actor=actor, fact=fact)
    return case


class MatchingMutations:
    """What the leader of a case writes about needs, and keepers of cards about conditions."""

    need_record = mutation(
        "NeedRecord",
        result=NeedType,
        policy=LEADERS,
        takes={
            "case": CASE,
            "category": value(CategoryEnum, "Kind of service that is needed."),
            "text": text("The need, in a sentence."),
            "person": PERSON,
            "ground": value(GroundEnum, "Ground behind it.", required=False),
            "urgency": value(UrgencyEnum, "How soon.", required=False),
            "recorded_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.record_need,
        description="Write down what a family or one of its persons needs.",
    )
    need_edit = mutation(
        "NeedEdit",
        result=NeedType,
        policy=LEADERS,
        takes={
            "need": NEED,
            "category": value(CategoryEnum, "Kind of service that is needed.", required=False),
            "text": text("The need, in a sentence.", required=False),
            "person": PERSON,
            "ground": value(GroundEnum, "Ground behind it.", required=False),
            "urgency": value(UrgencyEnum, "How soon.", required=False),
            "version": value(graphene.Int, "Version read before.", required=False),
        },
        perform=operations.edit_need,
        description="Change what an open need says.",
    )
    need_meet = mutation(
        "NeedMeet",
        result=NeedType,
        policy=LEADERS,
        takes={
            "need": NEED,
            "service": SERVICE,
            "on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.meet_need,
        description="Say that a service meets a need.",
    )
    need_mark_unmet = mutation(
        "NeedMarkUnmet",
        result=NeedType,
        policy=LEADERS,
        takes={
            "need": NEED,
            "cause": value(CauseEnum, "Why."),
            "note": text("A note for the worker.", required=False),
            "on": value(Date, "Day; today when left out.", required=False),
        },
        perform=_unmet,
        description="Confirm that a need finds no service, and why.",
    )
    need_reopen = mutation(
        "NeedReopen",
        result=NeedType,
        policy=LEADERS,
        takes={"need": NEED},
        perform=operations.reopen_need,
        description="Look for a service again.",
    )
    need_drop = mutation(
        "NeedDrop",
        result=NeedType,
        policy=LEADERS,
        takes={"need": NEED},
        perform=operations.drop_need,
        description="Say that a need no longer exists; it counts nowhere.",
    )
    question_answer = mutation(
        "QuestionAnswer",
        result=HouseholdFactType,
        policy=LEADERS,
        takes={
            "case": CASE,
            "kind": value(FactKindEnum, "What was asked."),
            "code": text("Which document, referral or readiness.", required=False),
            "values": value(
                graphene.List(graphene.NonNull(NoNullString)),
                "The answer: a code, a number, true or false; several codes for languages.",
            ),
            "person": PERSON,
            "source": value(FactSourceEnum, "How it is known.", required=False),
            "stated_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=_answer,
        description="Keep the answer to a deciding question.",
    )
    answer_take_back = mutation(
        "AnswerTakeBack",
        result=CaseType,
        policy=LEADERS,
        takes={"fact": reference("HouseholdFact", fact_visible, "The answer.")},
        perform=_forget,
        description="Take an answer back: the question is open again.",
    )
    service_conditions_set = mutation(
        "ServiceConditionsSet",
        result=ServiceCardType,
        policy=WRITERS,
        takes={
            "card": CARD,
            "conditions": value(graphene.List(graphene.NonNull(ConditionInput)), "All that must hold."),
            "version": value(graphene.Int, "Version read before.", required=False),
            "comment": text("For the network officer.", required=False),
        },
        perform=_set_conditions,
        description="Say who a service is for; a partner's change of a published card waits for approval.",
    )
    service_combination_set = mutation(
        "ServiceCombinationSet",
        result=ServiceCardType,
        policy=WRITERS,
        takes={
            "card": CARD,
            "also_covers": value(
                graphene.List(graphene.NonNull(CategoryEnum)), "Categories beside its own.", required=False
            ),
            "approach": text("Way of working, a code; ordinary when left out.", required=False),
        },
        perform=_combine,
        description="Say what a service covers beside its category, and how it works.",
    )
    services_exclude = mutation(
        "ServicesExclude",
        result=ServiceCardType,
        policy=PUBLISHERS,
        takes={"card": CARD, "other": OTHER, "reason": text("Why.")},
        perform=_exclude,
        description="Say that one family does not use two services at one time.",
    )
    services_allow = mutation(
        "ServicesAllow",
        result=ServiceCardType,
        policy=PUBLISHERS,
        takes={"card": CARD, "other": OTHER},
        perform=_allow,
        description="Let two services go together again.",
    )
