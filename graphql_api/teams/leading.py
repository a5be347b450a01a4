"""Who leads a team, who must be together, who is asked to join: the leader's and the director's writing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import graphene

from core.families.queries import case_visible
from core.partnership.queries import partner_visible, person_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from core.teams.operations import joining, leading, quorum
from core.teams.queries import planning
from graphql_api.families.mutations import WRITERS
from graphql_api.fields import field
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString
from graphql_api.teams.mutations import TEAM
from graphql_api.teams.planning_types import JoinRequestType

_SCOPES = ("families:read", "families:write")
LEADERS = policy(Role.SOCIAL_WORKER, Role.DIRECTOR, scopes=_SCOPES)
DIRECTORS = policy(Role.DIRECTOR, scopes=_SCOPES)
READERS = policy(Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER, scopes=("families:read",))


class TeamQuorumType(graphene.ObjectType):
    """Who must be together to agree a path."""

    class Meta:
        name = "TeamQuorum"

    family = field(graphene.Int, required=True, policy=WITH_OBJECT, description="At least so many of it.")
    others = field(graphene.Int, required=True, policy=WITH_OBJECT, description="At least so many others.")


class HandOverType(graphene.ObjectType):
    """The lead of a case passed on; who passed it on sees the family no more."""

    class Meta:
        name = "TeamHandOver"

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the case.")
    on = field(Date, required=True, policy=WITH_OBJECT, description="Since when.")
    worker = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who leads it now.")


@dataclass(frozen=True)
class HandOverValue:
    """Values of `TeamHandOver`."""

    number: str
    on: date
    worker: str


def _hand_over(*, actor: Actor, case: Any, worker: str, reason: str) -> HandOverValue:
    passed = leading.hand_over_to(actor=actor, case=case, email=worker, reason=reason)
    return HandOverValue(case.number, passed.on, passed.to_user.name)


class LeadingMutations:
    """What goes beyond a meeting."""

    team_hand_over = mutation(
        "TeamHandOver",
        result=HandOverType,
        policy=LEADERS,
        takes={
            "case": reference("Case", case_visible, "The case."),
            "worker": text("E-mail address of the social worker who leads it from today."),
            "reason": text("Why; kept with the case."),
        },
        perform=_hand_over,
        description="Pass a case, its team and its planned meetings to another social worker, from today.",
    )
    team_quorum_set = mutation(
        "TeamQuorumSet",
        result=TeamQuorumType,
        policy=DIRECTORS,
        takes={
            "family": value(graphene.Int, "At least so many of the family."),
            "others": value(graphene.Int, "At least so many others."),
        },
        perform=quorum.set_quorum,
        description="Say who must be together to agree a path, for the meetings to come.",
    )
    team_join_invite = mutation(
        "TeamJoinInvite",
        result=JoinRequestType,
        policy=WRITERS,
        takes={
            "team": TEAM,
            "partner": reference("Partner", partner_visible, "The institution.", required=False),
            "partner_person": reference("PartnerPerson", person_visible, "Whom it sends.", required=False),
            "helper_name": text("Somebody close to the family instead.", required=False),
            "helper_email": text("Where that person is written to.", required=False),
        },
        perform=joining.invite_to_ask,
        description="Invite an institution, or somebody close to the family, to ask for a seat.",
    )


class LeadingQueries:
    """The town's rule."""

    team_quorum = field(
        TeamQuorumType,
        policy=READERS,
        description="Who must be together to agree a path in this town.",
        resolver=lambda _source, _info: planning.quorum(),
    )
