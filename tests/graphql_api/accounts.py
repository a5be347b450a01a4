"""A small schema over accounts: lists, relations both ways, a field for few, a mutation."""

from __future__ import annotations

from functools import cache
from typing import Any

import graphene
from django.db import connection
from django.db.models import QuerySet
from graphql import GraphQLError

from core.identity.models import RoleGrant, User
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import DomainError, NotVisible
from graphql_api.build import ApiSchema, build
from graphql_api.connection import connection as listed
from graphql_api.entity import EntityType
from graphql_api.fields import field, related
from graphql_api.mutations import mutation, reference, text
from graphql_api.node import lookup, node_field, nodes_field
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import DateTime, NoNullString

EVERYBODY = policy(*Role.values)
OFFICER = policy(Role.NETWORK_OFFICER, scopes=("partners:read",))


def everybody(actor: Actor, search: str = "") -> QuerySet[User]:
    """Everybody for staff, oneself for others."""
    rows = User.objects.filter(name__icontains=search)
    return rows if actor.has(Role.NETWORK_OFFICER) else rows.filter(pk__in=[actor.user_id])


def user_visible(actor: Actor, key: Any) -> User:
    """One of those."""
    found = everybody(actor).filter(pk=key).first()
    if found is None:
        raise NotVisible
    return found


class GrantType(EntityType):
    """A role of an account."""

    class Meta:
        model = RoleGrant
        name = "Grant"
        description = "A role of an account."

    role = field(NoNullString, required=True, policy=WITH_OBJECT, description="Role.")
    user = related(lambda: UserType, "user", policy=WITH_OBJECT, description="Account.", rows=everybody)


class UserType(EntityType):
    """An account."""

    class Meta:
        model = User
        name = "User"
        description = "An account."
        rows = everybody
        policy = EVERYBODY
        audited = True

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name.")
    email = field(NoNullString, policy=OFFICER, description="Address.")
    created_at = field(DateTime, required=True, policy=WITH_OBJECT, description="Since.")
    grants = related(GrantType, "grants", many=True, policy=WITH_OBJECT, description="Roles.")
    broken = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Fails.",
        resolver=lambda _source, _info: 1 / 0,
    )


class RefusalError(DomainError):
    """What a rule says."""

    code = "name_taken"
    text = "Nazwa jest zajęta: %(name)s."
    field = "new_name"


def rename(*, actor: Actor, user: User, new_name: str) -> User:
    """Write, then perhaps fail."""
    del actor
    user.name = new_name
    user.save()
    if new_name == "zajęta":
        raise RefusalError(name=new_name)
    if new_name == "bug":
        raise RuntimeError("secret path core/secret.py token=abc")
    if new_name == "graphql":
        raise GraphQLError("secret text")
    return user


def asked(expression: str) -> str:
    """What PostgreSQL says an expression is."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}")
        return str(cursor.fetchone()[0])


def limits() -> str:
    """The limits that the request runs under."""
    names = ("transaction_read_only", "statement_timeout")
    return " ".join(asked(f"current_setting('{name}')") for name in names)


class Query(graphene.ObjectType):
    """What can be read."""

    node = node_field(EVERYBODY)
    nodes = nodes_field(EVERYBODY)
    user = lookup(UserType, policy=EVERYBODY, description="One account.")
    users = listed(
        UserType,
        rows=everybody,
        order=("name",),
        policy=EVERYBODY,
        description="Accounts.",
        filters={"search": graphene.Argument(NoNullString, description="Part of the name.")},
    )
    newest = listed(
        UserType,
        rows=everybody,
        order=("-created_at", "name"),
        policy=EVERYBODY,
        description="Accounts, newest first.",
    )
    secret = field(NoNullString, policy=OFFICER, description="For officers.", resolver=lambda *_: "s")
    absent = field(NoNullString, policy=EVERYBODY, description="For nobody.", resolver=lambda *_: None)
    limits = field(
        NoNullString, policy=EVERYBODY, description="What holds now.", resolver=lambda *_: limits()
    )
    slow = field(
        NoNullString, policy=EVERYBODY, description="Sleeps.", resolver=lambda *_: asked("pg_sleep(5)")
    )
    writes = field(
        NoNullString,
        policy=EVERYBODY,
        description="A read that writes.",
        resolver=lambda *_: str(User.objects.update(name="x")),
    )


class Mutation(graphene.ObjectType):
    """What can be written."""

    user_rename = mutation(
        "UserRename",
        result=UserType,
        policy=policy(Role.NETWORK_OFFICER, scopes=("partners:write",)),
        takes={
            "user": reference("User", user_visible, "Account."),
            "new_name": text("Its name."),
        },
        perform=rename,
        description="Give an account another name.",
    )


@cache
def accounts_schema() -> ApiSchema:
    """The schema, once."""
    return build("accounts", query=Query, mutation=Mutation)
