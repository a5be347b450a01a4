"""Asking and answering who already helps."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import graphene

from core.families.queries import case_visible
from core.involvement import operations
from core.involvement.queries import waiting_one
from core.partnership.queries import partner_visible
from core.privacy.enums import Channel
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.families.loaders import person_visible
from graphql_api.involvement.types import InvolvementQuestionType, NumbersTakenBackType, OpenedQuestionType
from graphql_api.ledger.types import INSTITUTIONS, DataCategoryEnum
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy

ASKERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "families:write"))
ANSWERERS = policy(Role.DELEGATE, scopes=("families:read", "families:write"))
QUESTION = reference("InvolvementQuestion", waiting_one, "A question put to the caller's institution.")
HELPS = value(
    graphene.List(graphene.NonNull(DataCategoryEnum)), "In what it helps; none for no.", required=False
)
WORKER = text("Whom to call there.", required=False)


def _asked(*, actor: Actor, partner: Any, **given: Any) -> Any:
    (question,) = operations.ask(actor=actor, partners=[partner], **given)
    return question


def _opened(*, actor: Actor, question: Any) -> Any:
    return operations.open_question(actor=actor, question=question, channel=Channel.API)


def _taken_back(*, actor: Actor) -> Any:
    return SimpleNamespace(number=operations.take_numbers_back(actor=actor))


class InvolvementMutations:
    """The leader asks, the institution answers."""

    involvement_ask = mutation(
        "InvolvementAsk",
        result=InvolvementQuestionType,
        policy=ASKERS,
        takes={
            "case": reference("Case", case_visible, "The case."),
            "person": reference("Person", person_visible, "About whom."),
            "partner": reference("Partner", partner_visible, "Which institution."),
        },
        perform=_asked,
        description="Ask an institution whether it already helps a person who lets it be asked.",
    )
    involvement_open = mutation(
        "InvolvementOpen",
        result=OpenedQuestionType,
        policy=INSTITUTIONS,
        takes={"question": QUESTION},
        perform=_opened,
        description="Read a question; a name read stands in the person's ledger.",
    )
    involvement_answer = mutation(
        "InvolvementAnswer",
        result=InvolvementQuestionType,
        policy=ANSWERERS,
        takes={"question": QUESTION, "helps": HELPS, "worker": WORKER},
        perform=operations.answer,
        description="Answer about the person named.",
    )
    involvement_answer_blindly = mutation(
        "InvolvementAnswerBlindly",
        result=InvolvementQuestionType,
        policy=ANSWERERS,
        takes={
            "question": QUESTION,
            "numbers": text("PESEL numbers, one a line.", required=False),
            "helps": HELPS,
            "worker": WORKER,
            "keep": value(graphene.Boolean, "Keep them ninety days as keyed hashes.", required=False),
        },
        perform=operations.answer_blindly,
        description="Answer without knowing about whom: numbers are matched and forgotten.",
    )
    involvement_numbers_take_back = mutation(
        "InvolvementNumbersTakeBack",
        result=NumbersTakenBackType,
        policy=ANSWERERS,
        takes={},
        perform=_taken_back,
        description="Delete the numbers that the institution left.",
    )
