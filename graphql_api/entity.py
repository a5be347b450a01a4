"""Object types that stand for records, and the one interface they share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import graphene
from django.db.models import Model, QuerySet
from graphene_django import DjangoObjectType

from core.shared.actor import Actor
from graphql_api.fields import DeclaredField
from graphql_api.ids import global_id
from graphql_api.policies import WITH_OBJECT, Policy

RowsFor = Callable[[Actor], QuerySet[Any]]


def _own_id(source: Any, info: Any) -> str:
    return global_id(info.parent_type.name, source.pk)


class Node(graphene.Interface):
    """A record with an id that can be asked for again."""

    id = DeclaredField(
        graphene.ID,
        required=True,
        policy=WITH_OBJECT,
        description="Opaque id; the same record always has the same one.",
        resolver=_own_id,
    )

    @classmethod
    def resolve_type(cls, instance: Model, info: Any) -> Any:
        """One type of a schema stands for one model."""
        return info.context.api.type_of(type(instance))


class EntityType(DjangoObjectType):
    """A record's type. `rows` gives what an actor may see; `policy` says who may ask by id.

    No field comes from the model by itself: each is declared with its policy. `audited` marks records
    that are somebody's, whose reading is written down.
    """

    api_rows: ClassVar[RowsFor | None] = None
    api_policy: ClassVar[Policy | None] = None
    audited: ClassVar[bool] = False

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(
        cls,
        *,
        rows: RowsFor | None = None,
        policy: Policy | None = None,
        audited: bool = False,
        **options: Any,
    ) -> None:
        """Hand graphene-django the model only; keep the rest for the planner."""
        cls.api_rows = staticmethod(rows) if rows else None
        cls.api_policy = policy
        cls.audited = audited
        if rows is not None:
            options.setdefault("interfaces", (Node,))
        super().__init_subclass_with_meta__(fields=(), skip_registry=True, use_connection=False, **options)

    @classmethod
    def is_type_of(cls, root: Any, info: Any) -> bool:  # noqa: ARG003  graphene's signature
        """Whether the record belongs to the type's model."""
        return isinstance(root, cls._meta.model)
