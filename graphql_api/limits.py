"""How large a document may be, counted on its tree before validation and in every operation of it.

A fragment counts as often as it is used, but is measured once, so that a bomb of fragments costs
its author more than it costs us. Nothing is read from the text by pattern.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
    is_list_type,
)
from graphql.type import GraphQLNonNull

from graphql_api.errors import Code, Refused
from graphql_api.fields import Guarded

INTROSPECTION = frozenset({"__schema", "__type"})


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The largest document that is still answered; the defaults suit a case-work client."""

    body_bytes: int = 128 * 1024
    document_bytes: int = 64 * 1024
    tokens: int = 2_000
    comments: int = 200
    operations: int = 5
    fields: int = 500
    aliases: int = 30
    directives: int = 10
    depth: int = 12
    introspection_depth: int = 20
    root_fields: int = 20
    mutations: int = 4
    cost: int = 20_000
    page: int = 100
    errors: int = 20


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Measure:
    """What one selection set adds up to, its fragments written out."""

    fields: int = 0
    roots: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def plus(self, other: Measure) -> Measure:
        """Both side by side."""
        return Measure(
            self.fields + other.fields,
            self.roots + other.roots,
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.depth, other.depth),
        )


@dataclass
class _Survey:
    """One walk over a document; remembers each fragment's measure."""

    fragments: Mapping[str, FragmentDefinitionNode]
    limits: Limits
    known: dict[str, Measure] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def of(self, selections: SelectionSetNode | None, depth: int, ceiling: int) -> Measure:
        """Measure a selection set that stands `depth` levels down."""
        if depth > ceiling:
            raise Refused(Code.QUERY_TOO_DEEP, _("Zapytanie jest zagnieżdżone zbyt głęboko."))
        total = Measure()
        for node in selections.selections if selections else ():
            total = total.plus(Measure(directives=len(node.directives)))
            if isinstance(node, FieldNode):
                total = total.plus(self._field(node, depth, ceiling))
            elif isinstance(node, InlineFragmentNode):
                total = total.plus(self.of(node.selection_set, depth, ceiling))
            elif isinstance(node, FragmentSpreadNode):
                total = total.plus(self._fragment(node.name.value, ceiling))
        return total

    def _field(self, node: FieldNode, depth: int, ceiling: int) -> Measure:
        inspecting = node.name.value in INTROSPECTION
        inner = Measure()
        if node.selection_set:
            below = self.limits.introspection_depth if inspecting else ceiling
            inner = self.of(node.selection_set, depth + 1, below)
        return Measure(
            fields=1 + inner.fields,
            roots=1,
            aliases=inner.aliases + (1 if node.alias else 0),
            directives=inner.directives,
            depth=1 if inspecting else 1 + inner.depth,
        )

    def _fragment(self, name: str, ceiling: int) -> Measure:
        if name in self.known:
            return self.known[name]
        if name in self.open:
            raise Refused(Code.GRAPHQL_VALIDATION_FAILED, _("Fragmenty zapytania zawierają same siebie."))
        definition = self.fragments.get(name)
        if definition is None:  # validation names it
            return Measure()
        self.open.add(name)
        measure = self.of(definition.selection_set, 1, max(ceiling, self.limits.introspection_depth))
        self.open.discard(name)
        self.known[name] = measure
        return measure


def check_shape(document: DocumentNode, limits: Limits = LIMITS) -> None:
    """Refuse a document that is too large in any of its operations, used or not."""
    operations, fragments = _definitions(document)
    if len(operations) > limits.operations:
        raise too_complex()
    survey = _Survey(fragments, limits)
    for operation in operations:
        measure = survey.of(operation.selection_set, 1, limits.depth)
        roots_allowed = limits.mutations if operation.operation.value == "mutation" else limits.root_fields
        if measure.depth > limits.depth:
            raise Refused(Code.QUERY_TOO_DEEP, _("Zapytanie jest zagnieżdżone zbyt głęboko."))
        if (
            measure.fields > limits.fields
            or measure.roots > roots_allowed
            or measure.aliases > limits.aliases
            or measure.directives + len(operation.directives) > limits.directives
        ):
            raise too_complex()


def too_complex() -> Refused:
    """The answer to a document with too many parts of any kind."""
    return Refused(Code.QUERY_TOO_COMPLEX, _("Zapytanie jest zbyt złożone."))


def _definitions(
    document: DocumentNode,
) -> tuple[list[OperationDefinitionNode], dict[str, FragmentDefinitionNode]]:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    return operations, fragments


@dataclass
class _Pricing:
    """Counts how many objects an operation may ask for; a fragment is priced once."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    limits: Limits
    known: dict[str, int] = field(default_factory=dict)

    def of(self, selections: SelectionSetNode, parent: Any) -> int:
        """Price of one object's selection set."""
        total = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                total += self._field(node, parent)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else parent
                total += self.of(node.selection_set, inner)
            elif isinstance(node, FragmentSpreadNode):
                total += self._fragment(node.name.value)
        return total

    def _fragment(self, name: str) -> int:
        if name not in self.known:
            definition = self.fragments[name]
            parent = self.schema.get_type(definition.type_condition.name.value)
            self.known[name] = self.of(definition.selection_set, parent)
        return self.known[name]

    def _field(self, node: FieldNode, parent: Any) -> int:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        definition = parent.fields.get(node.name.value)
        if definition is None:  # __typename and introspection
            return 0
        guard = definition.resolve
        weight = guard.weight if isinstance(guard, Guarded) else 0
        named = get_named_type(definition.type)
        if is_leaf_type(named) or node.selection_set is None:
            return weight
        inner = self.of(node.selection_set, named)
        return weight + self._size(node, definition.type, guard) * (1 + inner)

    def _size(self, node: FieldNode, returned: Any, guard: Any) -> int:
        for argument in node.arguments:
            if argument.name.value in {"first", "last"}:
                return self._page(argument.value)
            if argument.name.value == "ids":
                return self.limits.page
        while isinstance(returned, GraphQLNonNull):
            returned = returned.of_type
        if is_list_type(returned):
            return guard.size if isinstance(guard, Guarded) else 20
        return 1

    def _page(self, value: Any) -> int:
        asked: Any = None
        if isinstance(value, IntValueNode):
            asked = int(value.value) if len(value.value) < 10 else 10**9  # noqa: PLR2004
        elif isinstance(value, VariableNode):
            asked = self.variables.get(value.name.value)
        if not isinstance(asked, int) or isinstance(asked, bool) or asked < 0:
            return self.limits.page
        return asked


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Mapping[str, Any],
    limits: Limits = LIMITS,
) -> int:
    """Price of the dearest operation of a valid document; refuses one above the limit."""
    operations, fragments = _definitions(document)
    dearest = 0
    for operation in operations:
        root = schema.get_root_type(operation.operation)
        pricing = _Pricing(schema, fragments, variables, limits)
        dearest = max(dearest, pricing.of(operation.selection_set, root))
    if dearest > limits.cost:
        raise Refused(
            Code.COST_LIMIT_EXCEEDED,
            _("Zapytanie prosi o zbyt wiele danych naraz (koszt %(cost)s, granica %(limit)s).")
            % {"cost": dearest, "limit": limits.cost},
        )
    return dearest
