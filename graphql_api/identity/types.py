"""The caller itself: what its token lets it do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from core.shared.enums import Role
from graphql_api.fields import field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import NoNullString
from tenants.context import current

ANYONE = policy(*Role.values)
"""Every account with a role; a scope is not needed to learn what one's own token is."""

RoleEnum = graphene.Enum.from_enum(Role, name="Role", description="What somebody does here.")


@dataclass(frozen=True)
class CallerValue:
    """Values of `Caller`."""

    name: str
    roles: list[str]
    scopes: list[str]
    tenant: str


class Caller(graphene.ObjectType):
    """The account behind the token."""

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name to show.")
    roles = field(
        graphene.List(graphene.NonNull(RoleEnum)),
        required=True,
        policy=WITH_OBJECT,
        description="Roles of the account.",
    )
    scopes = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Scopes of the token.",
    )
    tenant = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the tenant.")


def _caller(_source: Any, info: Any) -> CallerValue:
    actor = info.context.actor
    return CallerValue(
        name=actor.name,
        roles=sorted(actor.roles),
        scopes=sorted(actor.scopes or ()),
        tenant=str(getattr(current(), "name", "")),
    )


class CallerQueries:
    """What every schema answers."""

    me = field(Caller, policy=ANYONE, description="Who the token stands for.", resolver=_caller)
