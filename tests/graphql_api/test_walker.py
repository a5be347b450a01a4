"""Every field and every id argument of the town's schema, walked by those who must not see a family.

The walk is made from the schema itself, so that a new field or mutation is walked from its first day.
Each private value of the family is a mark that may stand in no answer to a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_required_input_field,
)
from graphql.type import GraphQLNonNull

from core.audit.models import AuditEvent
from core.families.models import Case
from core.shared import clock
from core.shared.enums import Role
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.graphql_api.caller import Caller, token_for
from tests.graphql_api.marked import marked_family
from tests.graphql_api.walk import (
    MARK,
    NAMES,
    documents,
    fields_to_visit,
    id_arguments,
    visited,
)
from tests.support import vertical

# Beginnings of what the officer and the director do for the town: none of it is any family's.
OF_THE_TOWN = (
    # Meetings of the partnership.
    "agendaItem",
    "meetingDecision",
    "minutes",
    "partnershipMeeting",
    "partnershipTask",
    # Accession, from the map to a partner's addresses.
    "address",
    "assessment",
    "contactPeriod",
    "invitation",
    "partnerPerson",
    "partnerUpdate",
    "resource",
    "substitut",
    # Papers, texts, lessons and files.
    "certificate",
    "declaration",
    "legalBasis",
    "import",
    "lesson",
    "planItem",
    "signedCopy",
    "template",
    "text",
    # The basket.
    "assessmentForm",
    "capacity",
    "cardProposal",
    "fidelityTerms",
    "confirmation",
    "service",
)
OF_DATA_PROTECTION = {
    "dataRequestAnswer",
    "dataRequestExtend",
    "erasurePropose",
    "legalHoldLift",
    "legalHoldPlace",
}
# The director and the officer know the case by its number, and nobody in it.
OF_THE_FAMILY = {
    "Agreement",
    "ContactDetails",
    "AssessmentAnswer",
    "AssessmentParticipant",
    "AssessmentRevision",
    "Authorisation",
    "ConsentSheet",
    "FamilyAssessment",
    "CaseGround",
    "ClosingConversation",
    "Goal",
    "HouseholdFact",
    "Need",
    "Note",
    "NoteFile",
    "Path",
    "PathConsent",
    "Person",
    "SeparateProcedure",
    "Separation",
    "Reading",
    "ProgressReview",
    "Restriction",
    "Task",
    "Team",
    "TeamMeeting",
    "TeamMember",
    "UnmetNeed",
}
# Who may see a card or a lesson learns that it is not theirs to change or to hand over.
REFUSED = {"NOT_FOUND", "FORBIDDEN", "CARD_CHANGE_NOT_ALLOWED", "LESSON_OFFICE_ONLY"}
TOWN, OTHER = "g_2464011", "g_2475011"


def test_the_walk_leaves_no_field_out() -> None:
    """Every field of every object under the query, every argument that names a record."""
    every = dict.fromkeys((*schema().entities, *NAMES.values()), "x")
    fields, given = visited(documents(every))
    assert fields_to_visit() - fields == set()
    # `nodes` is asked with all ids at once.
    assert id_arguments() - given == {("nodes", "ids")}


def walked(caller: Caller, ids: dict[str, str]) -> str:
    """All answers of the walk, one after the other."""
    answers = [caller(document) for document in documents(ids)]
    assert [answer.codes for answer in answers if answer.body.get("errors")] == []
    return "\n".join(orjson.dumps(answer.body["data"]).decode() for answer in answers)


def asked_by_id(caller: Caller, ids: dict[str, str]) -> list[str]:
    """Types of the records that answer to the ids."""
    query = "query($ids:[ID!]!){nodes(ids:$ids){id __typename}}"
    found = caller(query, ids=list(ids.values())).data["nodes"]
    return sorted(row["__typename"] for row in found or () if row)


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(vertical.TODAY):
        yield


def test_the_walk_reaches_what_it_guards(in_town: str) -> None:
    """The leader of the case meets every mark: a walk that reads nothing would prove nothing."""
    made = marked_family()
    leader = Caller(schema, token_for(user=made.family.worker_user))
    seen = walked(leader, made.every)
    assert seen.count(MARK) > 20
    assert [name for name, text in made.ids.items() if text not in seen] == []
    assert asked_by_id(leader, made.ids) == sorted(made.ids)


def test_another_town_meets_no_mark(db: None) -> None:
    """An account with every role and scope there is, in the other town."""
    with in_tenant(TOWN):
        made = marked_family()
    with in_tenant(OTHER):
        vertical.family()
        caller = Caller(schema, token_for(*Role.values))
        seen = walked(caller, made.every)
        assert asked_by_id(caller, made.every) == []
    assert MARK not in seen
    assert not any(text in seen for text in made.every.values())


def test_strangers_in_the_same_town_meet_no_mark_of_the_family(in_town: str) -> None:
    """Other workers, directors, officers, delegates of other partners, other families."""
    made = marked_family()
    made.town.partner.name = made.town.partner.short_name = "Poradnia"
    made.town.partner.save()
    other_family = vertical.family()
    strangers = {
        "worker": token_for(user=other_family.worker_user),
        "director": token_for(Role.DIRECTOR),
        "officer": token_for(Role.NETWORK_OFFICER),
        "everything but the case": token_for(*(set(Role.values) - {Role.FAMILY_MEMBER, Role.DELEGATE})),
        "delegate": token_for(user=vertical.town("Inna Poradnia").delegate_user),
        "family": token_for(user=vertical.member_account(other_family, other_family.mother)),
        "nobody": token_for(),
    }
    for name, token in strangers.items():
        caller = Caller(schema, token)
        assert MARK not in walked(caller, made.every), name
        assert not OF_THE_FAMILY & set(asked_by_id(caller, made.ids)), name


def value_for(kind: Any, name: str, ids: dict[str, str]) -> Any:
    """A value that fits an input field; ids are those of the marked family."""
    named = get_named_type(kind)
    if named.name == "ID":
        found: Any = ids[NAMES[name]]
    elif isinstance(named, GraphQLInputObjectType):
        found = inputs_of(named, ids)
    elif isinstance(named, GraphQLEnumType):
        found = next(iter(named.values))
    else:
        found = {
            "Date": "2026-05-01",
            "DateTime": "2026-05-01T08:00:00Z",
            "Int": 1,
            "Boolean": True,
            "FileContent": "eA==",
            "SmallFile": "eA==",
        }.get(named.name, "x")
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return [found] if is_list_type(bare) else found


def inputs_of(kind: GraphQLInputObjectType, ids: dict[str, str]) -> dict[str, Any]:
    """Everything a mutation needs, and every id that it can take."""
    return {
        name: value_for(field.type, name, ids)
        for name, field in kind.fields.items()
        if is_required_input_field(field) or get_named_type(field.type).name == "ID"
    }


def refusals(caller: Caller, ids: dict[str, str], left_out: frozenset[str] = frozenset()) -> dict[str, str]:
    """What each mutation that names a record answers when it is given the family's."""
    found = {}
    mutation = schema().graphql.mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        given_type = get_named_type(field.args["input"].type)
        assert isinstance(given_type, GraphQLInputObjectType)
        given = inputs_of(given_type, ids)
        named = any(get_named_type(each.type).name == "ID" for each in given_type.fields.values())
        if not named or name in left_out:
            continue
        result = get_named_type(get_named_type(field.type).fields["result"].type)
        query = (
            f"mutation($input:{given_type.name}!){{{name}(input:$input)"
            f"{{result{'' if is_leaf_type(result) else '{__typename}'} userErrors{{code}}}}}}"
        )
        answer = caller(query, input=given)
        assert "data" in answer.body, (name, answer.body)
        payload = answer.body["data"][name]
        if payload is None:
            found[name] = ",".join(answer.codes)
        elif payload["userErrors"]:
            assert payload["result"] is None, name
            found[name] = payload["userErrors"][0]["code"]
        else:
            found[name] = "DONE"
    return found


def test_no_mutation_takes_another_towns_record(db: None) -> None:
    """Whatever the roles: not found, or forbidden, and nothing written in either town."""
    with in_tenant(TOWN):
        made = marked_family()
        before = AuditEvent.objects.count()
    with in_tenant(OTHER):
        vertical.family()
        caller = Caller(schema, token_for(*Role.values))
        written_before = AuditEvent.objects.count()
        found = refusals(caller, made.every)
        assert AuditEvent.objects.count() == written_before
    assert len(found) > 15
    assert set(found.values()) == {"NOT_FOUND"}
    with in_tenant(TOWN):
        assert AuditEvent.objects.count() == before


def test_no_stranger_writes_to_the_family(in_town: str) -> None:
    """Another worker, an officer, another partner's delegate, another family."""
    made = marked_family()
    other = vertical.family()
    version = Case.objects.get(pk=made.family.case.pk).version
    of_the_town = {
        name
        for name in schema().graphql.mutation_type.fields  # type: ignore[union-attr]
        if name.startswith(OF_THE_TOWN)
    }
    of_referrals = {
        "referralAccept",
        "referralDecline",
        "referralFirstContactNote",
        "referralOutcomeReport",
    }
    strangers = {
        # All staff writes the town's lessons down; who hands them to the region is another question.
        "worker": (token_for(user=other.worker_user), {"lessonEdit"}),
        "officer": (token_for(Role.NETWORK_OFFICER), of_the_town | of_referrals),
        # A text is put to all partners; each accepts it for itself.
        "delegate": (token_for(user=vertical.town("Inna Poradnia").delegate_user), {"textAccept"}),
        "family": (token_for(user=vertical.member_account(other, other.mother)), ()),
        # The contact for data protection answers requests by number; a case it does not open.
        # Nor does it open the case that it gives to another worker when the one who leads it cannot.
        "director": (token_for(Role.DIRECTOR), of_the_town | OF_DATA_PROTECTION | {"teamHandOver"}),
    }
    for name, (token, own_business) in strangers.items():
        caller = Caller(schema, token)
        found = {
            each: code
            for each, code in refusals(caller, made.every, frozenset(own_business)).items()
            if code not in REFUSED
        }
        assert found == {}, name
    assert Case.objects.get(pk=made.family.case.pk).version == version
