"""graphql-core's executor with the work that is the same for every row done once a query.

For each selection set the fields, their policies and their leaf serialisers are looked up once; rows
then only read attributes. Whatever is not plain (arguments, objects, lists, errors) goes through
graphql-core itself, so that both give the same answer; a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    ExecutionContext,
    FieldNode,
    GraphQLError,
    GraphQLNonNull,
    GraphQLObjectType,
    Undefined,
    is_leaf_type,
    located_error,
)
from graphql.execution.values import get_argument_values
from graphql.pyutils import Path

from graphql_api.errors import Code
from graphql_api.fields import Guarded


@dataclass(frozen=True, slots=True)
class Step:
    """One field of a selection set: absent for this caller, a plain attribute, or neither."""

    name: str
    nodes: list[FieldNode]
    denied: bool = False
    attribute: str | None = None
    serialize: Callable[[Any], Any] | None = None
    required: bool = False


class PlannedExecution(ExecutionContext):
    """Answers a selection set by a plan made at its first row."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._plans: dict[int, tuple[dict[str, list[FieldNode]], list[Step]]] = {}

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        fields: dict[str, list[FieldNode]],
    ) -> dict[str, Any]:
        """Fields of one object, plain ones without graphql-core's ceremony."""
        known = self._plans.get(id(fields))
        if known is None:  # the fields are kept beside the plan, so that their id stays theirs
            known = self._plans[id(fields)] = (fields, self._plan(parent_type, fields))
        results: dict[str, Any] = {}
        for step in known[1]:
            if step.denied:
                results[step.name] = None
                continue
            if step.serialize is not None and step.attribute is not None:
                done, value = _plain(step, source_value)
                if done:
                    results[step.name] = value
                    continue
            where = Path(path, step.name, parent_type.name)
            completed = self.execute_field(parent_type, source_value, step.nodes, where)
            if completed is not Undefined:
                results[step.name] = completed
        return results

    def _plan(self, parent_type: GraphQLObjectType, fields: dict[str, list[FieldNode]]) -> list[Step]:
        return [self._step(parent_type, name, nodes) for name, nodes in fields.items()]

    def _step(self, parent_type: GraphQLObjectType, name: str, nodes: list[FieldNode]) -> Step:
        definition = parent_type.fields.get(nodes[0].name.value)
        guard = definition.resolve if definition else None
        if definition is None or not isinstance(guard, Guarded):
            return Step(name, nodes)
        if not guard.loud and not self.context_value.allows(guard.policy):
            return Step(name, nodes, denied=True)
        required = isinstance(definition.type, GraphQLNonNull)
        leaf: Any = definition.type
        if isinstance(leaf, GraphQLNonNull):
            leaf = leaf.of_type
        if definition.args or guard.attribute is None or not is_leaf_type(leaf):
            return Step(name, nodes)
        return Step(name, nodes, attribute=guard.attribute, serialize=leaf.serialize, required=required)

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_nodes: list[FieldNode],
        path: Path,
    ) -> Any:
        """As graphql-core does, but what is wrong with arguments counts as the caller's mistake."""
        definition = parent_type.fields.get(field_nodes[0].name.value)
        if definition is not None and definition.args:
            try:
                get_argument_values(definition, field_nodes[0], self.variable_values)
            except GraphQLError as error:
                error.extensions = {"code": Code.BAD_USER_INPUT, **(error.extensions or {})}
                located = located_error(error, field_nodes, path.as_list())
                self.handle_field_error(located, definition.type, path)
                return None
        return super().execute_field(parent_type, source, field_nodes, path)


def _plain(step: Step, source: Any) -> tuple[bool, Any]:
    """The serialised attribute; (False, None) when graphql-core should word what is wrong."""
    value = getattr(source, step.attribute, Undefined)  # type: ignore[arg-type]
    if value is None and not step.required:
        return True, None
    if value is None or value is Undefined or isinstance(value, Exception) or callable(value):
        return False, None
    try:
        answer = step.serialize(value)  # type: ignore[misc]
    except Exception:  # noqa: BLE001  graphql-core meets it again and locates it
        return False, None
    return answer is not None and answer is not Undefined, answer
