"""Reading questions."""

from __future__ import annotations

from typing import Any

import graphene

from core.families.queries import led_cases
from core.involvement import queries
from graphql_api import ids
from graphql_api.connection import connection
from graphql_api.involvement.types import READERS, InvolvementQuestionType
from graphql_api.node import lookup


def _questions(actor: Any, *, case: str | None = None) -> Any:
    found = queries.questions_visible_to(actor)
    if case is None:
        return found
    key = ids.key_of(case, "Case")
    return found.filter(case=key, case__in=led_cases(actor)) if key else found.none()


class InvolvementQueries:
    """Who already helps."""

    involvement_question = lookup(InvolvementQuestionType, policy=READERS, description="One question.")
    involvement_questions = connection(
        InvolvementQuestionType,
        rows=_questions,
        order=("-asked_on",),
        policy=READERS,
        description="Questions of the caller's cases, or put to the caller's institution, the newest first.",
        filters={"case": graphene.Argument(graphene.ID, description="Only of this case, for its leader.")},
    )
