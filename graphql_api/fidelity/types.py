"""Fidelity: findings of a case for its leader, counts of the town, the terms."""

from __future__ import annotations

import graphene

from core.fidelity.enums import Constraint, EventKind, Standing
from core.fidelity.models import FidelityTerms
from core.fidelity.queries.terms import terms_visible_to
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, scopes=("families:read",))

ConstraintEnum = enumeration(Constraint, "FidelityConstraint", "A rule of the model of work.")
StandingEnum = enumeration(Standing, "FidelityStanding", "How a case stands to a rule.")
EventKindEnum = enumeration(EventKind, "FidelityEvent", "What broke a rule.")


class CaseFindingType(graphene.ObjectType):
    """How a case stands to a rule."""

    class Meta:
        name = "CaseFinding"

    constraint = field(ConstraintEnum, required=True, policy=WITH_OBJECT, description="The rule.")
    sentence = field(NoNullString, required=True, policy=WITH_OBJECT, description="The rule in a sentence.")
    standing = field(StandingEnum, required=True, policy=WITH_OBJECT, description="How it stands.")
    event = field(EventKindEnum, policy=WITH_OBJECT, description="What broke it.")
    event_on = field(Date, policy=WITH_OBJECT, description="When.")
    broken = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How often it was broken.")
    checked = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Of how many events or steps."
    )


class TownFindingType(graphene.ObjectType):
    """How the cases of a town stand to a rule."""

    class Meta:
        name = "TownFinding"

    constraint = field(ConstraintEnum, required=True, policy=WITH_OBJECT, description="The rule.")
    sentence = field(NoNullString, required=True, policy=WITH_OBJECT, description="The rule in a sentence.")
    satisfied = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Cases that keep it.")
    violated = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Cases that break it.")
    pending = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Cases with time left.")
    not_applicable = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Cases that it does not concern."
    )
    share = field(
        graphene.Float,
        policy=WITH_OBJECT,
        description="Part of the decided cases that keep it, 0-1; null where none is decided.",
    )


class BrokenCaseType(graphene.ObjectType):
    """A case that breaks a rule."""

    class Meta:
        name = "BrokenCase"

    case_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the case.")
    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the case.")
    event = field(EventKindEnum, required=True, policy=WITH_OBJECT, description="What broke the rule.")
    event_on = field(Date, required=True, policy=WITH_OBJECT, description="When.")


class FidelityTermsType(EntityType):
    """A version of the terms."""

    class Meta:
        model = FidelityTerms
        name = "FidelityTerms"
        description = "The terms by which a town reads its fidelity, in versions."
        rows = terms_visible_to
        policy = READERS

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number.")
    decided_on = field(Date, required=True, policy=WITH_OBJECT, description="Since when.")
    first_meeting_days = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Days from agreement to first meeting."
    )
    answer_days = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Days to answer.")
    minutes_days = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Days for minutes.")
    review_weeks = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Weeks to a review.")
    basket_share = field(
        graphene.Int,
        required=True,
        policy=WITH_OBJECT,
        description="Least per cent of steps from the basket.",
    )
