"""Writing: one `input`, one payload, one transaction for the whole request.

What the domain refuses is data (`userErrors`), in the caller's language; a record that is absent,
another tenant's or not for the caller's eyes gives one and the same refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import graphene
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLObjectType, GraphQLResolveInfo, get_named_type

from core.shared.actor import Actor
from core.shared.errors import DomainError, NotVisible
from graphql_api import ids, planning
from graphql_api.errors import Code, FieldRefusedError, bad_input
from graphql_api.fields import DeclaredField
from graphql_api.limits import LIMITS
from graphql_api.policies import WITH_OBJECT, Policy
from graphql_api.scalars import NoNullString


class UserError(graphene.ObjectType):
    """Why a mutation was refused by the rules of the domain."""

    field = DeclaredField(
        graphene.List(graphene.NonNull(NoNullString)),
        policy=WITH_OBJECT,
        description="Path of the input field to blame, if one is.",
    )
    code = DeclaredField(
        NoNullString, required=True, policy=WITH_OBJECT, description="Stable code for programs."
    )
    message = DeclaredField(
        NoNullString, required=True, policy=WITH_OBJECT, description="A sentence for the user."
    )


@dataclass(frozen=True)
class Fault:
    """Values of `UserError`."""

    code: str
    message: str
    field: list[str] | None = None


@dataclass(frozen=True)
class Outcome:
    """Values of a payload."""

    result: Any = None
    user_errors: list[Fault] = field(default_factory=list)
    client_mutation_id: str | None = None


@dataclass(frozen=True)
class Given:
    """An input value: its GraphQL type, and for a reference how the record it names is found."""

    type: Any
    description: str
    required: bool = True
    names: str | None = None
    fetch: Callable[[Actor, UUID], Any] | None = None

    def mounted(self) -> graphene.InputField:
        """As a field of the input object."""
        return graphene.InputField(self.type, required=self.required, description=self.description)


def text(description: str, *, required: bool = True) -> Given:
    """Clean text."""
    return Given(NoNullString, description, required)


def value(type_: Any, description: str, *, required: bool = True) -> Given:
    """A value of any input type."""
    return Given(type_, description, required)


def reference(
    type_name: str,
    fetch: Callable[[Actor, UUID], Any],
    description: str,
    *,
    required: bool = True,
    many: bool = False,
) -> Given:
    """Id of a record of one type. `fetch` finds it as far as the caller may see it."""
    returned = graphene.List(graphene.NonNull(graphene.ID)) if many else graphene.ID
    return Given(returned, description, required, names=type_name, fetch=fetch)


Perform = Callable[..., Any]


def mutation(
    name: str,
    *,
    result: Any,
    policy: Policy,
    takes: Mapping[str, Given],
    perform: Perform,
    description: str,
) -> DeclaredField:
    """A mutation that calls one operation: `perform(actor=..., **inputs)`, references as records."""
    given_type = type(
        f"{name}Input",
        (graphene.InputObjectType,),
        {
            "__doc__": f"What {name} needs.",
            **{key: given.mounted() for key, given in takes.items()},
            "client_mutation_id": graphene.InputField(NoNullString, description="Handed back as it is."),
        },
    )

    def resolve(_source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Outcome:
        return _carried_out(info, dict(arguments["input"]), takes, perform)

    return DeclaredField(
        _payload(name, result),
        policy=policy,
        description=description,
        resolver=resolve,
        weight=10,
        loud=True,
        args={
            "input": graphene.Argument(graphene.NonNull(given_type), description="The input."),
        },
    )


def _payload(name: str, result: Any) -> Any:
    many = graphene.List(graphene.NonNull(UserError))
    return type(
        f"{name}Payload",
        (graphene.ObjectType,),
        {
            "__doc__": f"What {name} answers: the record, or why it was refused.",
            "result": DeclaredField(
                result, policy=WITH_OBJECT, planned=True, description="The record; null when refused."
            ),
            "user_errors": DeclaredField(
                many, required=True, size=1, policy=WITH_OBJECT, description="Refusals, or none."
            ),
            "client_mutation_id": DeclaredField(
                NoNullString, policy=WITH_OBJECT, description="From the input, as it was."
            ),
        },
    )


def _carried_out(
    info: GraphQLResolveInfo, given: dict[str, Any], takes: Mapping[str, Given], perform: Perform
) -> Outcome:
    if info.context.failed:
        raise FieldRefusedError(
            Code.OPERATION_RESOLUTION_FAILURE, _("Nie wykonano: wcześniejsza zmiana się nie udała.")
        )
    client_id = given.pop("client_mutation_id", None)
    try:
        with transaction.atomic():
            actor = info.context.actor
            record = perform(actor=actor, **_with_records(actor, given, takes))
    except DomainError as refusal:
        info.context.failed = True
        if refusal.afterwards is not None:
            refusal.afterwards()
        return Outcome(user_errors=[_fault(refusal)], client_mutation_id=client_id)
    except Exception:
        info.context.failed = True
        raise
    return Outcome(result=_result(info, record), client_mutation_id=client_id)


def _with_records(actor: Actor, given: dict[str, Any], takes: Mapping[str, Given]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, raw in given.items():
        wanted = takes[name]
        if raw is None:  # null is as good as left out: the operation's own default holds
            continue
        if wanted.fetch is None:
            found[name] = raw
        elif isinstance(raw, list):
            if len(raw) > LIMITS.page:
                raise bad_input(_("Lista w danych wejściowych jest za długa."))
            found[name] = [_record(actor, each, name, wanted) for each in raw]
        else:
            found[name] = _record(actor, raw, name, wanted)
    return found


class UnknownReferenceError(NotVisible):
    """No such record for the caller: nobody's id, another type's or town's, missing or forbidden."""

    text = gettext_lazy("Nie ma takiego wpisu.")


def _record(actor: Actor, text_of_id: str, name: str, wanted: Given) -> Any:
    key = ids.key_of(text_of_id, wanted.names or "")
    refusal = UnknownReferenceError()
    refusal.field = name
    if key is None or wanted.fetch is None:
        raise refusal
    try:
        return wanted.fetch(actor, key)
    except NotVisible as error:
        raise refusal from error


def _fault(refusal: DomainError) -> Fault:
    path = ["input", to_camel_case(refusal.field)] if refusal.field else None
    return Fault(code=str(refusal.code).upper(), message=refusal.message, field=path)


def _result(info: GraphQLResolveInfo, record: Any) -> Any:
    """The record as the caller may read it, with everything the query asks below it."""
    payload = get_named_type(info.return_type)
    if not isinstance(record, Model) or not isinstance(payload, GraphQLObjectType):
        return record
    nodes: planning.Nodes = []
    for group in planning.selected(info, payload, info.field_nodes):
        nodes += group if group[0].name.value == "result" else []
    target = get_named_type(payload.fields["result"].type)
    if not nodes or not isinstance(target, GraphQLObjectType):
        return None
    entity = info.context.api.entities[target.name]
    rows = entity.api_rows(info.context.actor).filter(pk=record.pk)
    found = planning.fetch(info, target, nodes, rows)
    planning.disclosed(info, target, found)
    return found[0] if found else None
