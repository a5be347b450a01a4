"""Every field and every id argument of the town's schema, walked by those who must not see a family.

The walk is made from the schema itself, so that a new field or mutation is walked from its first day.
Each private value of the family is a mark that may stand in no answer to a stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from graphql.type import GraphQLNonNull

from core.audit.models import AuditEvent
from core.basket.models import ServiceCard
from core.basket.operations import proposals
from core.basket.operations.confirmations import ask_partner
from core.families import operations as families
from core.families.models import Case
from core.matching.operations import needs
from core.matching.operations.answers import answer
from core.opendata.operations.uploading import start_import
from core.partnership.models import PartnerOrganisation
from core.partnership.operations import amendments, copies, drafts, papers, update_partner
from core.paths import operations as paths
from core.places import operations as places
from core.shared import clock
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.teams import operations as teams
from core.teams.queries import members_of
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.core.documents.test_papers import PNG
from tests.core.partnership.stories import invited
from tests.graphql_api.caller import Caller, token_for
from tests.support import people, vertical
from tests.support.accession import accession_of
from tests.support.meetings import published_meeting
from tests.support.texts import texts_of

TOWN, OTHER = "g_2464011", "g_2475011"
MARK = "ZNAK"
PER_REQUEST = 5
# Which record an input field of a mutation names; a field that is not here fails the walk.
NAMES = {
    "absent": "Partner",
    "address": "PartnerAddress",
    "assessment": "LocalNeedsAssessment",
    "entry": "ResourceMapEntry",
    "invitation": "PartnerInvitation",
    # A gmina's offer is read in the powiat asked, never in the gmina.
    "offer": "Partner",
    "acceptance": "TextAcceptance",
    "capacityPeriod": "CapacityPeriod",
    "claim": "PlaceClaim",
    "lesson": "Lesson",
    "offered": "TemplateVersion",
    "period": "ContactPeriod",
    "run": "ImportRun",
    "version": "TextVersion",
    "substitute": "PartnerPerson",
    "substitution": "PersonSubstitution",
    "agreement": "Agreement",
    "amendment": "DeclarationAmendment",
    "certificate": "Certificate",
    "copy": "SignedCopy",
    "draft": "DeclarationDraft",
    "attendance": "PartnershipAttendance",
    "came": "Partner",
    "decision": "MeetingDecision",
    "invited": "Partner",
    "item": "AgendaItem",
    "meeting": "PartnershipMeeting",
    "owner": "Partner",
    "partners": "Partner",
    "presenter": "Partner",
    "proposal": "MinutesAmendment",
    "card": "ServiceCard",
    "cardProposal": "CardProposal",
    "case": "Case",
    "declaration": "Declaration",
    "forPerson": "Person",
    "fact": "HouseholdFact",
    "goal": "Goal",
    "need": "Need",
    "other": "ServiceCard",
    "partner": "Partner",
    "partnerPerson": "PartnerPerson",
    "path": "Path",
    "person": "Person",
    "present": "TeamMember",
    "referral": "Referral",
    "request": "ConfirmationRequest",
    "service": "ServiceCard",
    "task": "Task",
    "team": "Team",
}

# What fields take that is no id, or an id under a name that says too little.
GIVEN = {
    ("certificateCheck", "code"): '"NIEZNANYKOD1"',
    ("serviceSearch", "search"): f'"{MARK}"',
    ("cardDifferences", "before"): "1",
    ("cardDifferences", "after"): "2",
    ("cardOn", "on"): '"2026-12-31"',
}
NAMED = {
    ("templateComparison", "before"): "TemplateVersion",
    ("templateComparison", "after"): "TemplateVersion",
    ("mergeConflicts", "templateVersion"): "TemplateVersion",
    ("textComparison", "before"): "TextVersion",
    ("textComparison", "after"): "TextVersion",
}


@dataclass
class Marked:
    """A family whose every word is a mark, with the ids of all its records.

    `beside` has ids of records that are none of the leading worker's business: to ask with, not to meet.
    """

    town: vertical.Town
    family: vertical.Family
    ids: dict[str, str]
    beside: dict[str, str]

    @property
    def every(self) -> dict[str, str]:
        """All ids to ask with."""
        return self.ids | self.beside


def marked_family() -> Marked:
    """A family with grounds, team, meeting, path and a request, all of it marked."""
    town = vertical.town(f"Poradnia {MARK}")
    family = vertical.family()
    for person in (family.mother, family.father):
        person.first_name = person.last_name = MARK
        person.save()
    team, plan = family.team, family.plan
    assert team is not None
    assert plan is not None
    worker = family.worker
    families.record_grounds(actor=worker, case=family.case, codes=["7"])
    seats = members_of(team)
    teams.hold_meeting(actor=worker, team=team, present=seats, minutes=MARK, place=MARK)
    goal = paths.set_goal(actor=worker, plan=plan, title=MARK, area="safety", why=MARK)
    task = paths.add_task(
        actor=worker,
        goal=goal,
        task=paths.TaskData(title=MARK, kind="service", service=town.card, need=MARK),
    )
    update_partner(actor=people.system(), partner=town.partner, email="poradnia@town.example")
    ServiceCard.objects.update(reviewed_on=None)
    wish = proposals.propose(actor=town.delegate, card=town.card, kind="suspension")
    need = needs.record_need(actor=worker, case=family.case, category="health", text=MARK)
    needs.mark_unmet(actor=worker, need=need, cause="no_service", note=MARK)
    records: dict[str, Any] = {
        "HouseholdFact": answer(actor=worker, case=family.case, kind="income", value="1"),
        "Need": need,
        "UnmetNeed": need.gaps.get(),
        "CardProposal": wish,
        "ConfirmationRequest": ask_partner(actor=town.officer, partner=town.partner),
        "Agreement": family.mother.agreements.get(),
        "Case": family.case,
        "Declaration": town.partner.declarations.get(),
        "Goal": goal,
        "Partner": town.partner,
        "PartnerPerson": town.partner.people.get(),
        "Path": plan,
        "Person": family.mother,
        "Referral": task.referral,
        "ServiceCard": town.card,
        "Task": task,
        "Team": team,
        "TeamMeeting": team.meetings.get(),
        "TeamMember": seats[0],
    }
    records |= published_meeting(town.partner) | papers_of(town.partner)
    records |= accession_of(town.partner) | texts_of(town.partner)
    period = places.set_period(actor=people.system(), card=town.card, places=2)
    records["CapacityPeriod"] = period
    records["PlaceClaim"] = places.hold_place(actor=worker, case=family.case, card=town.card)
    run = start_import(actor=town.officer, filename="uslugi.csv", content=b"nazwa\n")
    beside = {
        "ImportRun": global_id("ImportRun", run.pk),
        # Templates are the region's and offered to all its towns: none of this town's.
        "TemplateVersion": global_id("TemplateVersion", uuid7()),
    }
    return Marked(town, family, {name: global_id(name, row.pk) for name, row in records.items()}, beside)


def papers_of(partner: PartnerOrganisation) -> dict[str, Any]:
    """A paper of each kind that a partner can have."""
    system, declaration = people.system(), partner.declarations.get()
    certificate = papers.issue_certificate(actor=system, declaration=declaration)
    amendment = amendments.prepare_amendment(
        actor=system, declaration=declaration, effective_on=clock.today(), scope="Zakres"
    )
    draft = drafts.prepare_declaration(actor=system, partner=invited("Druga Poradnia"))
    copy = copies.add_copy(actor=system, paper=declaration, name="skan.png", content=PNG)
    return {
        "Certificate": certificate,
        "DeclarationAmendment": amendment,
        "DeclarationDraft": draft,
        "IssuedDocument": amendment.document,
        "SignedCopy": copy,
    }


def routes(
    parent: GraphQLObjectType, seen: tuple[str, ...], ids: dict[str, str]
) -> Iterator[tuple[str, ...]]:
    """Every way from an object down to objects, no type twice, as the texts of its fields."""
    yield ()
    for name, field in parent.fields.items():
        target = get_named_type(field.type)
        if not isinstance(target, GraphQLObjectType) or target.name in seen:
            continue
        for rest in routes(target, (*seen, target.name), ids):
            yield (f"{name}{arguments(name, field, ids)}", *rest)


def arguments(name: str, field: Any, ids: dict[str, str]) -> str:
    """Arguments that a field needs, and a small page where there are pages."""
    given = []
    for argument, definition in field.args.items():
        if argument == "first":
            given.append("first:3")
        elif argument == "id":
            kind = name[0].upper() + name[1:]
            given.append(f'id:"{ids[kind]}"')
        elif (name, argument) in GIVEN:
            given.append(f"{argument}:{GIVEN[name, argument]}")
        elif not is_required_argument(definition):
            continue
        elif kind := NAMED.get((name, argument)) or NAMES.get(argument):
            given.append(f'{argument}:"{ids[kind]}"')
        else:
            raise AssertionError(f"the walk does not know what to give for {name}({argument})")
    return f"({','.join(given)})" if given else ""


def leaves(parent: Any) -> str:
    """All plain fields of an object."""
    plain = [name for name, field in parent.fields.items() if is_leaf_type(get_named_type(field.type))]
    return " ".join([*plain, "__typename"])


def written(route: tuple[str, ...]) -> str:
    """A route as a selection with all plain fields on its way."""
    parent: Any = schema().graphql.query_type
    opened = ""
    for step in route:
        parent = get_named_type(parent.fields[step.partition("(")[0]].type)
        opened += f"{step}{{{leaves(parent)} "
    return opened + "}" * len(route)


def documents(ids: dict[str, str]) -> list[str]:
    """Requests that together visit every field, several routes in each."""
    query = schema().graphql.query_type
    assert query is not None
    without_ids = GraphQLObjectType(
        "Query", {name: each for name, each in query.fields.items() if name not in {"node", "nodes"}}
    )
    every = list(routes(without_ids, ("Query",), ids))
    passed = {route[:length] for route in every for length in range(len(route))}
    found = [written(route) for route in every if route not in passed]
    step = PER_REQUEST
    return ["{" + " ".join(found[start : start + step]) + "}" for start in range(0, len(found), step)]


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
        assert not {"Person", "Agreement", "Team", "Path", "Goal", "Task"} & set(
            asked_by_id(caller, made.ids)
        ), name


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
        query = (
            f"mutation($input:{given_type.name}!){{{name}(input:$input)"
            "{result{__typename} userErrors{code}}}"
        )
        answer = caller(query, input=given)
        payload = answer.body["data"][name]
        if payload is None:
            found[name] = ",".join(answer.codes)
        else:
            assert payload["result"] is None, name
            found[name] = payload["userErrors"][0]["code"]
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
        "declarationSign",
        "certificateIssue",
        "partnerPersonName",
        "serviceCardDraft",
        "serviceCardPublish",
        "serviceCardWithdraw",
    }
    # Meetings are the partnership's, not the family's: the officer and the director keep them.
    of_the_town |= {
        name
        for name in schema().graphql.mutation_type.fields  # type: ignore[union-attr]
        if name.startswith(
            (
                "partnershipMeeting",
                "partnershipTask",
                "agendaItem",
                "minutes",
                "meetingDecision",
                # So is accession, from the map to a partner's addresses.
                "assessment",
                "resource",
                "invitation",
                "partnerUpdate",
                "partnerPerson",
                "address",
                "substitut",
                "contactPeriod",
                # And its papers, texts, lessons and files, and the keeping of the basket.
                "amendment",
                "capacity",
                "cardProposal",
                "certificate",
                "confirmation",
                "copy",
                "declaration",
                "draft",
                "import",
                "lesson",
                "plan",
                "serviceCard",
                "signedCopy",
                "template",
                "text",
            )
        )
    }
    of_referrals = {"referralAccept", "referralDecline", "referralOutcomeReport"}
    strangers = {
        "worker": (token_for(user=other.worker_user), ()),
        "officer": (token_for(Role.NETWORK_OFFICER), of_the_town | of_referrals),
        "delegate": (token_for(user=vertical.town("Inna Poradnia").delegate_user), ()),
        "family": (token_for(user=vertical.member_account(other, other.mother)), ()),
        "director": (token_for(Role.DIRECTOR), of_the_town),
    }
    for name, (token, own_business) in strangers.items():
        caller = Caller(schema, token)
        found = {
            each: code
            for each, code in refusals(caller, made.every, frozenset(own_business)).items()
            if code not in {"NOT_FOUND", "FORBIDDEN"}
        }
        assert found == {}, name
    assert Case.objects.get(pk=made.family.case.pk).version == version
