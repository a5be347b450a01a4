"""The director decides on the terms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import graphene

from core.fidelity.operations import decide_terms
from core.fidelity.queries.terms import terms_in_force
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.fidelity.types import FidelityTermsType
from graphql_api.mutations import mutation, value
from graphql_api.policies import policy

DECIDERS = policy(Role.DIRECTOR, scopes=("families:read", "families:write"))


def _decide(*, actor: Actor, after: int | None = None, **given: Any) -> Any:
    kept = {name: number for name, number in given.items() if number is not None}
    return decide_terms(actor=actor, terms=replace(terms_in_force(), **kept), after=after)


class FidelityMutations:
    """The terms of the town."""

    fidelity_terms_decide = mutation(
        "FidelityTermsDecide",
        result=FidelityTermsType,
        policy=DECIDERS,
        takes={
            "first_meeting_days": value(
                graphene.Int, "Days from agreement to the first meeting.", required=False
            ),
            "answer_days": value(graphene.Int, "Days for a partner's answer.", required=False),
            "minutes_days": value(graphene.Int, "Days for the minutes.", required=False),
            "review_weeks": value(graphene.Int, "Weeks to a review.", required=False),
            "basket_share": value(graphene.Int, "Least per cent of steps from the basket.", required=False),
            "after": value(graphene.Int, "Number of the version that was read.", required=False),
        },
        perform=_decide,
        description="Change the terms; what is left out stays.",
    )
