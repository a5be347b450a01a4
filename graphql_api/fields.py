"""Fields that say who may read them; a schema with any other kind of field does not build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import graphene
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from graphene.types.resolver import get_default_resolver

from core.shared.actor import Actor
from core.shared.errors import NotVisible
from graphql_api.context import ApiContext
from graphql_api.errors import Code, FieldRefusedError
from graphql_api.policies import Policy

LIST_SIZE = 10

Rows = Callable[..., QuerySet[Any]]


@dataclass(frozen=True)
class Relation:
    """A field answered from related rows that are fetched for all parents at once.

    `rows` narrows them to what the actor may see; without it they are seen with their parent.
    """

    path: str
    rows: Callable[[Actor], QuerySet[Any]] | None = None

    @property
    def attribute(self) -> str:
        """Where the planner leaves the fetched rows on each parent."""
        return f"api_{self.path}"


class Guarded:
    """A resolver that answers null to whom its policy does not name.

    The planned executor asks the policy once for each field of the query; here it is asked again
    for any executor that does not plan.
    """

    __slots__ = ("attribute", "inner", "loud", "planned", "policy", "relation", "size", "weight")

    def __init__(
        self,
        *,
        policy: Policy,
        inner: Callable[..., Any] | None,
        attribute: str | None,
        relation: Relation | None,
        weight: int,
        size: int,
        loud: bool,
        planned: bool,
    ) -> None:
        self.policy = policy
        self.loud = loud
        self.planned = planned
        self.inner = inner
        self.attribute = attribute
        self.relation = relation
        self.weight = weight
        self.size = size

    def __call__(self, source: Any, info: Any, **arguments: Any) -> Any:
        if not info.context.allows(self.policy):
            return self.denied(info.context)
        if self.attribute is not None:
            return getattr(source, self.attribute)
        if self.inner is None:
            raise TypeError("a guarded field has neither attribute nor resolver")
        try:
            return self.inner(source, info, **arguments)
        except NotVisible:
            return None

    def denied(self, context: ApiContext) -> None:
        """A read is answered like something absent; a write must not seem to have happened."""
        if self.loud:
            context.failed = True
            raise FieldRefusedError(Code.FORBIDDEN, _("Ta zmiana nie należy do Twoich uprawnień."))


class DeclaredField(graphene.Field):
    """A graphene field with a policy; `weight` and `size` are what it costs (see limits).

    `planned` says that the resolver fetches its records with all that the query reads below them; a
    field that answers records in any other way does not build.
    """

    def __init__(
        self,
        type_: Any,
        *,
        policy: Policy | None = None,
        description: str = "",
        relation: Relation | None = None,
        weight: int = 0,
        size: int = LIST_SIZE,
        loud: bool = False,
        planned: bool = False,
        **options: Any,
    ) -> None:
        self.policy = policy
        self.loud = loud
        self.planned = planned or relation is not None
        self.relation = relation
        self.weight = weight
        self.size = size
        sentence = policy.sentence if policy else ""
        text = f"{description} {sentence}".strip()
        super().__init__(type_, description=text, **options)

    def wrap_resolve(self, parent_resolver: Any) -> Guarded:
        """Put the policy in front of whatever answers the field."""
        if self.policy is None:
            raise TypeError("a field without a policy reached the schema")
        inner = self.resolver or parent_resolver
        attribute: str | None = None
        if self.relation is not None:
            attribute = self.relation.attribute
        elif isinstance(inner, partial) and inner.func is get_default_resolver():
            attribute = str(inner.args[0])
        return Guarded(
            policy=self.policy,
            inner=None if attribute else inner,
            attribute=attribute,
            relation=self.relation,
            weight=self.weight,
            size=self.size,
            loud=self.loud,
            planned=self.planned,
        )


def field(type_: Any, *, policy: Policy | None = None, description: str, **options: Any) -> Any:
    """A field of an object type; the name it gets is the class attribute's."""
    return DeclaredField(type_, policy=policy, description=description, **options)


def enumeration(choices: Any, name: str, description: str) -> Any:
    """The GraphQL enum of a list of choices, under a name of its own."""
    return graphene.Enum.from_enum(choices, name=name, description=description)


def filled(attribute: str) -> Callable[[Any, Any], Any]:
    """A resolver for an attribute that the record keeps as an empty text when there is nothing."""
    return lambda source, _info: getattr(source, attribute) or None


def related(
    type_: Any,
    path: str,
    *,
    policy: Policy,
    description: str,
    rows: Callable[[Actor], QuerySet[Any]] | None = None,
    many: bool = False,
    **options: Any,
) -> Any:
    """A field answered from a relation of the model, at one statement for all parents."""
    returned = graphene.List(graphene.NonNull(type_)) if many else type_
    return DeclaredField(
        returned,
        policy=policy,
        description=description,
        relation=Relation(path, rows),
        **options,
    )
