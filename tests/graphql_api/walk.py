"""Requests that together select every field of a schema, written from the schema itself.

Each list and each record asked for by id is read with everything it leads to: records with ids as far as
their own fields, since what they lead to is walked from themselves; all else to the end. A type of which
the walk has no example is read by the shortest way from the root.
"""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphql import (
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    parse,
    visit,
)

from graphql_api.limits import LIMITS, check_cost
from graphql_api.municipality.schema import schema

# Which record an input field of a mutation names; a field that is not here fails the walk.
NAMES = {
    "about": "Person",
    "absent": "Partner",
    "acceptance": "TextAcceptance",
    "address": "PartnerAddress",
    "agreement": "Agreement",
    "amendment": "DeclarationAmendment",
    "assessment": "LocalNeedsAssessment",
    "attendance": "PartnershipAttendance",
    "authorisation": "Authorisation",
    "basis": "LegalBasis",
    "came": "Partner",
    "capacityPeriod": "CapacityPeriod",
    "card": "ServiceCard",
    "cardProposal": "CardProposal",
    "case": "Case",
    "certificate": "Certificate",
    "claim": "PlaceClaim",
    "conversation": "ClosingConversation",
    "consentSheet": "ConsentSheet",
    "copy": "SignedCopy",
    "dataRequest": "DataRequest",
    "decision": "MeetingDecision",
    "dateProposal": "DateProposal",
    "declaration": "Declaration",
    "disposal": "Disposal",
    "draft": "DeclarationDraft",
    "dropped": "Person",
    "entry": "ResourceMapEntry",
    "fact": "HouseholdFact",
    "familyAssessment": "FamilyAssessment",
    "familyImport": "FamilyImport",
    "file": "NoteFile",
    "forPerson": "Person",
    "goal": "Goal",
    "ground": "CaseGround",
    "guardian": "Person",
    "hold": "LegalHold",
    "invitation": "PartnerInvitation",
    "invited": "Partner",
    "item": "AgendaItem",
    "kept": "Person",
    "keptFrom": "Person",
    "lesson": "Lesson",
    "meeting": "PartnershipMeeting",
    "merge": "PersonMerge",
    "need": "Need",
    "note": "Note",
    # A gmina's offer is read in the powiat asked, never in the gmina.
    "offer": "Partner",
    "offered": "TemplateVersion",
    "other": "ServiceCard",
    "owner": "Partner",
    "ownerPartner": "Partner",
    "ownerPerson": "Person",
    "partner": "Partner",
    "partnerPerson": "PartnerPerson",
    "partners": "Partner",
    "path": "Path",
    "period": "ContactPeriod",
    "person": "Person",
    "joinRequest": "JoinRequest",
    "plannedMeeting": "PlannedMeeting",
    "proposedTime": "MeetingSlot",
    "seatInvitation": "MeetingInvitation",
    "seats": "TeamMember",
    "teamPoint": "TeamAgendaPoint",
    "teamProposal": "TeamAmendment",
    "persons": "Person",
    "present": "TeamMember",
    "presenter": "Partner",
    "proposal": "MinutesAmendment",
    "proposedPerson": "Person",
    "question": "InvolvementQuestion",
    "protected": "Person",
    "referral": "Referral",
    "request": "ConfirmationRequest",
    "review": "ProgressReview",
    "run": "ImportRun",
    "separation": "Separation",
    "service": "ServiceCard",
    "spokenBy": "Person",
    "substitute": "PartnerPerson",
    "substitution": "PersonSubstitution",
    "task": "Task",
    "team": "Team",
    "version": "TextVersion",
}
# The same under a name that means another record in this field of the query or of a mutation.
NAMED = {
    ("mergeConflicts", "templateVersion"): "TemplateVersion",
    ("templateComparison", "after"): "TemplateVersion",
    ("templateComparison", "before"): "TemplateVersion",
    ("textComparison", "after"): "TextVersion",
    ("textComparison", "before"): "TextVersion",
}
MARK = "ZNAK"
# What fields take that is no id.
GIVEN = {
    ("brokenCases", "constraint"): "ASSESSMENT_FIRST",
    ("cardDifferences", "after"): "2",
    ("cardDifferences", "before"): "1",
    ("cardOn", "on"): '"2026-12-31"',
    ("monthPreview", "month"): '"2026-09-01"',
    ("certificateCheck", "code"): '"NIEZNANYKOD1"',
    ("ownFigures", "figures"): '["12","19"]',
    ("ownFigures", "kind"): "MONTH",
    ("verifyDisclosure", "receipt"): '"U1-0000"',
    ("serviceSearch", "search"): f'"{MARK}"',
}
BY_ID = frozenset({"node", "nodes"})
Pair = tuple[str, str]


def graph() -> Any:
    """The town's schema."""
    return schema().graphql


def below(field: Any) -> GraphQLObjectType | None:
    """The object type that a field answers, if it answers objects."""
    found = get_named_type(field.type)
    return found if isinstance(found, GraphQLObjectType) else None


def is_record(kind: GraphQLObjectType) -> bool:
    """Whether a type stands for records with ids, which are walked from themselves."""
    return kind.name in schema().entities


def arguments(name: str, field: Any, ids: dict[str, str], *, every: bool = False) -> str:
    """Arguments that a field needs, a small page where there are pages; `every`: other ids too."""
    given = []
    for argument, definition in field.args.items():
        is_id = get_named_type(definition.type).name == "ID"
        if argument == "first":
            given.append("first:3")
        elif argument == "id":
            given.append(f'id:"{ids[name[0].upper() + name[1:]]}"')
        elif (name, argument) in GIVEN:
            given.append(f"{argument}:{GIVEN[name, argument]}")
        elif not (is_required_argument(definition) or (every and is_id)):
            continue
        elif kind := NAMED.get((name, argument)) or NAMES.get(argument):
            given.append(f'{argument}:"{ids[kind]}"')
        else:
            raise AssertionError(f"the walk does not know what to give for {name}({argument})")
    return f"({','.join(given)})" if given else ""


def whole(kind: GraphQLObjectType, above: tuple[str, ...] = ()) -> str:
    """Everything that a field answers, as far as the records in it."""
    parts = ["__typename"]
    for name, field in kind.fields.items():
        target = below(field)
        if is_leaf_type(get_named_type(field.type)):
            parts.append(name)
        elif target is None or (is_record(kind) and is_record(target)):
            continue
        elif target.name in above:
            parts.append(f"{name}{{__typename}}")
        else:
            parts.append(f"{name}{{{whole(target, (*above, kind.name))}}}")
    return " ".join(parts)


def relations(kind: GraphQLObjectType | None) -> list[str]:
    """What a record leads to, a selection for each field that answers records."""
    found = [(name, below(field)) for name, field in kind.fields.items()] if kind else []
    return [f"{name}{{{whole(target)}}}" for name, target in found if target and is_record(target)]


def shortest(ids: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The shortest way from the root to each type."""
    found: dict[str, tuple[str, ...]] = {"Query": ()}
    waiting = deque([graph().query_type])
    while waiting:
        kind = waiting.popleft()
        for name, field in kind.fields.items():
            target = below(field)
            if target is not None and target.name not in found:
                found[target.name] = (*found[kind.name], f"{name}{arguments(name, field, ids)}")
                waiting.append(target)
    return found


def steps(ids: dict[str, str]) -> Iterator[str]:
    """Selections at the root that together reach every field, each small enough to be asked alone."""
    for name, field in graph().query_type.fields.items():
        target = below(field)
        if is_leaf_type(get_named_type(field.type)):
            yield f"{name}{arguments(name, field, ids)}"
        if target is None:
            continue
        for given in sorted({arguments(name, field, ids, every=each) for each in (False, True)}):
            yield f"{name}{given}{{{whole(target)}}}"
            for relation in relations(below(target.fields["nodes"]) if "nodes" in target.fields else None):
                yield f"{name}{given}{{nodes{{{relation}}}}}"
    ways = shortest(ids)
    for type_name in schema().entities:
        kind = graph().type_map[type_name]
        if type_name in ids:
            for selection in (whole(kind), *relations(kind)):
                yield f'node(id:"{ids[type_name]}"){{...on {type_name}{{{selection}}}}}'
        else:
            way = ways[type_name]
            for relation in relations(kind):
                yield "{".join(way) + f"{{{relation}}}" + "}" * (len(way) - 1)


@dataclass
class Size:
    """How much of the limits a selection takes."""

    cost: int = 0
    fields: int = 0
    letters: int = 0
    tokens: int = 0
    steps: int = 0

    def plus(self, other: Size) -> Size:
        """Both in one request."""
        return Size(*(mine + theirs for mine, theirs in zip(self.all, other.all, strict=True)))

    @property
    def all(self) -> tuple[int, ...]:
        """The figures in the order of the limits."""
        return (self.cost, self.fields, self.letters, self.tokens, self.steps)

    @property
    def allowed(self) -> bool:
        """Whether the API answers a request of this size."""
        most = (LIMITS.cost, LIMITS.fields, LIMITS.document_bytes, LIMITS.tokens, LIMITS.root_fields)
        return all(size <= limit for size, limit in zip(self.all, most, strict=True))


def size_of(step: str) -> Size:
    """What the limits count in one step; a token too many rather than too few."""
    words = re.findall(r"\w+", re.sub(r'"[^"]*"', "text", step))
    return Size(
        cost=check_cost(graph(), parse(f"{{{step}}}"), {}),
        fields=len(words),
        letters=len(step) + 50,
        tokens=len(words) + len(re.findall(r"[^\w\s,]", step)) + 4,
        steps=1,
    )


def documents(ids: dict[str, str]) -> list[str]:
    """The steps packed into as few requests as the limits allow."""
    packed: list[tuple[Size, list[str]]] = []
    for step in steps(ids):
        size = size_of(step)
        free = next((each for each in packed if each[0].plus(size).allowed), None)
        if free is None:
            packed.append((size, [step]))
        else:
            packed.remove(free)
            packed.append((free[0].plus(size), [*free[1], step]))
    return ["{" + " ".join(map(_aliased, itertools.count(), each)) + "}" for _, each in packed]


def _aliased(number: int, step: str) -> str:
    """A step under a name of its own that still tells its field."""
    return f"s{number}_{step.partition('{')[0].partition('(')[0]}:{step}"


def fields_to_visit() -> set[Pair]:
    """Every field of every object that a query can reach, by itself or by an id."""
    every = {*shortest(dict.fromkeys(schema().entities, "x")), *schema().entities}
    return {(kind, name) for kind in every for name in graph().type_map[kind].fields if name not in BY_ID}


@cache
def id_arguments() -> frozenset[Pair]:
    """Every argument of the query that names a record."""
    return frozenset(
        (name, argument)
        for name, field in graph().query_type.fields.items()
        for argument, definition in field.args.items()
        if get_named_type(definition.type).name == "ID"
    )


class _Visits(Visitor):
    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.fields: set[Pair] = set()
        self.given: set[Pair] = set()

    def enter_field(self, node: Any, *_: Any) -> None:
        parent = self.info.get_parent_type()
        assert parent is not None
        self.fields.add((parent.name, node.name.value))
        self.given |= {(node.name.value, argument.name.value) for argument in node.arguments}


def visited(texts: list[str]) -> tuple[set[Pair], set[Pair]]:
    """Fields that the documents select, and arguments that they give."""
    info = TypeInfo(graph())
    visits = _Visits(info)
    for text in texts:
        visit(parse(text), TypeInfoVisitor(info, visits))
    return visits.fields, visits.given
