"""The vertical through the API: written by those who may, read by those who may, else nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families.models import Case
from core.paths import operations as paths
from core.privacy.models import Disclosure
from core.shared import clock, keyring
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.graphql_api.caller import Caller, token_for
from tests.support import people, vertical

TOWN, OTHER = "g_2464011", "g_2475011"

INVITE = """mutation($name:NoNullString!){partnerInvite(input:{name:$name,sector:HEALTH,kind:NGO,
  invitedOn:"2026-01-02"}){result{id name stage isLead invitedOn} userErrors{field code message}}}"""
SIGN = """mutation($partner:ID!,$on:Date!){declarationSign(input:{partner:$partner,signedOn:$on})
  {result{id number signedOn partner{stage} certificate{number}} userErrors{field code message}}}"""
CERTIFY = """mutation($d:ID!){certificateIssue(input:{declaration:$d})
  {result{number code issuedOn} userErrors{code}}}"""
DRAFT = """mutation($partner:ID!){serviceCardDraft(input:{partner:$partner,name:"Porady",
  description:"Porady dla rodzin.",category:HEALTH}){result{id status} userErrors{code message}}}"""
PUBLISH = """mutation($card:ID!){serviceCardPublish(input:{card:$card})
  {result{id status partnerName partner{name stage}} userErrors{code message}}}"""
REGISTER = """mutation($persons:[PersonInput!]!){householdRegister(input:{householdType:TWO_PARENTS,
  persons:$persons}){result{id number stage socialWorkerName household{number members{role person{id
  firstName bornOn sex}}}} userErrors{field code message}}}"""
GROUNDS = """mutation($case:ID!){groundsRecord(input:{case:$case,codes:[POVERTY,VIOLENCE]})
  {result{grounds{code startsOn}} userErrors{code}}}"""
AGREE = """mutation($case:ID!,$person:ID!){agreementRecord(input:{case:$case,person:$person,
  form:PAPER}){result{id givenOn person{firstName}} userErrors{code message}}}"""
APPOINT = """mutation($case:ID!){teamAppoint(input:{case:$case})
  {result{id members{id kind name isModerator}} userErrors{code message}}}"""
MEET = """mutation($team:ID!,$present:[ID!]!,$why:NoNullString){meetingRecord(input:{team:$team,
  present:$present,minutes:"Uzgodniono.",withoutFamilyReason:$why})
  {result{number familyPresent minutes presentNumber} userErrors{field code message}}}"""
START = "mutation($case:ID!){pathStart(input:{case:$case}){result{id version} userErrors{code}}}"
GOAL = """mutation($path:ID!,$for:ID){goalSet(input:{path:$path,title:"Spokój",area:HOME,
  forPerson:$for}){result{id title forPerson{firstName}} userErrors{code}}}"""
TASK = """mutation($goal:ID!,$title:NoNullString!,$kind:TaskKind!,$card:ID,$for:ID){taskAdd(input:{
  goal:$goal,title:$title,kind:$kind,service:$card,forPerson:$for,need:"Wsparcie dla rodziców."})
  {result{id title status kind proposedBy referral{id status service{name}}}
  userErrors{field code message}}}"""
PATH_AGREE = """mutation($path:ID!,$person:ID,$mode:ConsentMode!){pathAgree(input:{path:$path,
  person:$person,mode:$mode}){result{isAgreed consents{person{firstName} mode}}
  userErrors{code message}}}"""
COMPLETE = """mutation($task:ID!){taskComplete(input:{task:$task}){result{id status doneOn}
  userErrors{code}}}"""
OWN_PATH = """{ownPath{id caseNumber workerName helpers hasAgreed stepsDone stepsTotal
  goals{id title tasks{id title forPerson{firstName} referral{need}}}}}"""
CASES = """{cases(first:50){totalCount nodes{id number stage socialWorkerName agreements{givenOn}
  household{number members{person{firstName lastName}}} grounds{code}
  team{formedOn members{name partner{name}} meetings{minutes}}
  path{version goals{title tasks{title referral{need}}} consents{agreedOn}}}}}"""
REFERRALS = """{referrals(first:50){nodes{id caseNumber contactName status need answerDueOn
  service{name partner{name}}}}}"""


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.standing_at(vertical.TODAY):
        yield


def caller(*roles: str, user: Any = None, scopes: tuple[str, ...] | None = None) -> Caller:
    """A program for an account with roles in the town of the moment."""
    more = {} if scopes is None else {"scopes": scopes}
    return Caller(schema, token_for(*roles, user=user, **more))


def done(call: Caller, query: str, **variables: Any) -> Any:
    """Result of the request's one mutation, which must have succeeded."""
    ((_name, payload),) = call(query, **variables).data.items()
    assert payload["userErrors"] == []
    return payload["result"]


def refused(call: Caller, query: str, **variables: Any) -> str:
    """Code of the request's one refusal; nothing may have come back."""
    ((_name, payload),) = call(query, **variables).data.items()
    assert payload["result"] is None
    (error,) = payload["userErrors"]
    return str(error["code"])


def test_a_partner_from_invitation_to_the_basket(in_town: str) -> None:
    """Invite, sign, certify, draft, publish; each refusal is a sentence and writes nothing."""
    officer = caller(Role.NETWORK_OFFICER)
    partner = done(officer, INVITE, name="Hospicjum Próbne")
    assert (partner["stage"], partner["invitedOn"]) == ("INVITED", "2026-01-02")
    card = done(officer, DRAFT, partner=partner["id"])
    assert refused(officer, PUBLISH, card=card["id"])
    early = officer(SIGN, partner=partner["id"], on="2026-01-01").data["declarationSign"]
    assert early["result"] is None
    assert early["userErrors"][0]["message"]
    declaration = done(officer, SIGN, partner=partner["id"], on="2026-01-10")
    assert declaration["partner"] == {"stage": "DECLARED"}
    assert declaration["certificate"] is None
    assert done(officer, CERTIFY, d=declaration["id"])["issuedOn"] == "2026-06-01"
    published = done(officer, PUBLISH, card=card["id"])
    assert published["status"] == "PUBLISHED"
    assert published["partner"] == {"name": "Hospicjum Próbne", "stage": "CERTIFIED"}
    found = officer('{serviceCards(first:5,search:"PORADY"){nodes{name description}}}').data
    assert [card["name"] for card in found["serviceCards"]["nodes"]] == ["Porady"]
    query = "query($id:ID){serviceCards(first:5,partner:$id){nodes{name}}}"
    assert len(officer(query, id=partner["id"]).data["serviceCards"]["nodes"]) == 1
    assert officer(query, id=card["id"]).data["serviceCards"]["nodes"] == []


def test_a_family_from_its_door_to_its_path(in_town: str) -> None:
    """The social worker's whole way, with the family's own consent at the end."""
    town = vertical.town()
    user = people.account(Role.SOCIAL_WORKER, name="Sonia Socjalna")
    worker = caller(user=user)
    persons = [
        {"firstName": "Anna", "lastName": "Przykładowa", "role": "LEAD", "pesel": "90041200060"},
        {"firstName": "Jan", "lastName": "Przykładowy", "role": "PARTNER", "bornOn": "1988-02-03"},
    ]
    assert refused(worker, REGISTER, persons=[{**persons[0], "pesel": "90041200061"}])
    case = done(worker, REGISTER, persons=persons)
    members = [row["person"] for row in case["household"]["members"]]
    by_name = {person["firstName"]: person["id"] for person in members}
    assert (case["stage"], case["socialWorkerName"]) == ("SCREENING", "Sonia Socjalna")
    assert sorted(by_name) == ["Anna", "Jan"]
    assert {person["bornOn"] for person in members} == {"1988-02-03", "1990-04-12"}
    assert [each["code"] for each in done(worker, GROUNDS, case=case["id"])["grounds"]] == [
        "POVERTY",
        "VIOLENCE",
    ]
    assert refused(worker, APPOINT, case=case["id"])
    for name in by_name:
        assert done(worker, AGREE, case=case["id"], person=by_name[name])["person"]["firstName"] == name
    team = done(worker, APPOINT, case=case["id"])
    seats = [seat["id"] for seat in team["members"]]
    assert team["members"][0]["isModerator"]
    alone = worker(MEET, team=team["id"], present=seats[:1]).data["meetingRecord"]
    assert alone["result"] is None
    assert alone["userErrors"][0]["code"]
    meeting = done(worker, MEET, team=team["id"], present=seats)
    assert (meeting["number"], meeting["familyPresent"], meeting["minutes"]) == (1, True, "Uzgodniono.")
    path = done(worker, START, case=case["id"])
    goal = done(worker, GOAL, path=path["id"])
    card = global_id("ServiceCard", town.card.pk)
    task = done(worker, TASK, goal=goal["id"], title="Konsultacje", kind="SERVICE", card=card)
    assert task["referral"]["service"] == {"name": "Konsultacje dla rodziców"}
    agreed = done(worker, PATH_AGREE, path=path["id"], person=by_name["Anna"], mode="MEETING")
    assert agreed == {
        "isAgreed": True,
        "consents": [{"person": {"firstName": "Anna"}, "mode": "MEETING"}],
    }
    finished = done(worker, COMPLETE, task=task["id"])
    assert (finished["status"], finished["doneOn"]) == ("DONE", "2026-06-01")
    (found,) = worker(CASES).data["cases"]["nodes"]
    assert found["stage"] == "PATH"
    assert found["path"]["goals"][0]["tasks"][0]["referral"] == {"need": "Wsparcie dla rodziców."}
    assert {seat["name"] for seat in found["team"]["members"]} >= {"Sonia Socjalna", "Anna Przykładowa"}


def test_a_withdrawn_service_gives_no_task(in_town: str) -> None:
    """A clear refusal, and neither task nor request is left behind."""
    town, family = vertical.town(), vertical.family()
    officer = caller(user=people.account(Role.NETWORK_OFFICER))
    card = global_id("ServiceCard", town.card.pk)
    done(
        officer, "mutation($c:ID!){serviceCardWithdraw(input:{card:$c}){result{id} userErrors{code}}}", c=card
    )
    assert family.goal is not None
    goal = global_id("Goal", family.goal.pk)
    worker = caller(user=family.worker_user)
    assert refused(worker, TASK, goal=goal, title="Konsultacje", kind="SERVICE", card=card)
    (case,) = worker(CASES).data["cases"]["nodes"]
    assert case["path"]["goals"][0]["tasks"] == []
    assert worker(REFERRALS).data["referrals"]["nodes"] == []


def leaky_town() -> tuple[vertical.Town, vertical.Family, vertical.Family]:
    """Two families of two workers in one town, each with a request to the one partner."""
    town = vertical.town()
    made = []
    for number in range(2):
        family = vertical.family()
        assert family.goal is not None
        paths.add_task(
            actor=family.worker,
            goal=family.goal,
            task=paths.TaskData(
                title=f"Tajne zadanie {number}",
                kind="service",
                service=town.card,
                need=f"Tajna potrzeba {number}",
            ),
        )
        made.append(family)
    return town, made[0], made[1]


NAMES = ("Anna", "Jan", "Przykładow", "Tajn")


def text_of(call: Caller, query: str, **variables: Any) -> str:
    return orjson.dumps(call(query, **variables).data).decode()


def test_who_sees_which_family(in_town: str) -> None:
    """The worker her own with names; director and officer numbers; delegate and family no list."""
    _town, mine, other = leaky_town()
    worker = caller(user=mine.worker_user)
    (case,) = worker(CASES).data["cases"]["nodes"]
    assert case["number"] == mine.case.number
    assert len(case["household"]["members"]) == 2
    assert other.case.number not in text_of(worker, CASES)
    for role in (Role.DIRECTOR, Role.NETWORK_OFFICER):
        rows = caller(role)(CASES).data["cases"]["nodes"]
        assert {row["number"] for row in rows} == {mine.case.number, other.case.number}
        hidden = ("agreements", "household", "grounds", "team", "path")
        assert all(row[name] is None for row in rows for name in hidden)
        assert not any(name in text_of(caller(role), CASES) for name in NAMES)
    member = vertical.member_account(mine, mine.mother)
    for outsider in (caller(Role.DELEGATE), caller(user=member), caller(Role.OPERATOR)):
        assert outsider(CASES).data == {"cases": None}


def test_a_worker_who_also_directs_reads_names_only_in_the_own_case(in_town: str) -> None:
    """Two roles do not add up to the names of another's family."""
    _town, mine, other = leaky_town()
    both = people.account(Role.SOCIAL_WORKER, Role.DIRECTOR)
    seen = caller(user=both)(CASES).data["cases"]["nodes"]
    assert {row["number"] for row in seen} == {mine.case.number, other.case.number}
    assert [row["household"] for row in seen] == [None, None]
    assert [row["grounds"] for row in seen] == [[], []]
    assert not any(name in text_of(caller(user=both), CASES) for name in NAMES)


def test_ids_of_others_read_like_no_ids(in_town: str) -> None:
    """Every record of another worker's family, for everybody who must not know of it."""
    town, mine, other = leaky_town()
    assert other.team is not None
    assert other.plan is not None
    assert other.goal is not None
    ids = [
        global_id("Person", other.mother.pk),
        global_id("Team", other.team.pk),
        global_id("Path", other.plan.pk),
        global_id("Goal", other.goal.pk),
        global_id("Task", other.goal.tasks.get().pk),
        global_id("Agreement", other.mother.agreements.get().pk),
    ]
    query = "query($ids:[ID!]!){nodes(ids:$ids){id}}"
    member = vertical.member_account(mine, mine.mother)
    strangers = (
        caller(user=mine.worker_user),
        caller(Role.DIRECTOR),
        caller(Role.NETWORK_OFFICER),
        caller(user=town.delegate_user),
        caller(user=member),
    )
    for stranger in strangers:
        assert stranger(query, ids=ids).data == {"nodes": [None] * len(ids)}
    leader = caller(user=other.worker_user)
    assert [row["id"] for row in leader(query, ids=ids).data["nodes"]] == ids


def test_a_partner_sees_only_its_own_requests(in_town: str) -> None:
    """Case number, service and whom to call, the need with the family's word; never a name."""
    town, mine, other = leaky_town()
    delegate = caller(user=town.delegate_user)
    rows = delegate(REFERRALS).data["referrals"]["nodes"]
    assert {row["need"] for row in rows} == {None}
    opening = "mutation($r:ID!){referralOpen(input:{referral:$r}){result{need} userErrors{code}}}"
    assert {done(delegate, opening, r=row["id"])["need"] for row in rows} == {None}
    for family in (mine, other):
        vertical.lets_read_requests(family, town.partner)
    read = {done(delegate, opening, r=row["id"])["need"] for row in rows}
    assert read == {"Tajna potrzeba 0", "Tajna potrzeba 1"}
    assert set(Disclosure.objects.values_list("channel", "actor_id")) == {("api", town.delegate.user_id)}
    assert {row["caseNumber"] for row in rows} == {mine.case.number, other.case.number}
    assert "Przykładow" not in text_of(delegate, REFERRALS)
    elsewhere = vertical.town("Druga Poradnia")
    assert caller(user=elsewhere.delegate_user)(REFERRALS).data["referrals"]["nodes"] == []
    officer = caller(Role.NETWORK_OFFICER)(REFERRALS).data["referrals"]["nodes"]
    assert [row["need"] for row in officer] == [None, None]
    worker = caller(user=mine.worker_user)(REFERRALS).data["referrals"]["nodes"]
    assert [row["need"] for row in worker] == ["Tajna potrzeba 0"]
    accept = "mutation($r:ID!){referralAccept(input:{referral:$r}){result{status} userErrors{code}}}"
    assert refused(caller(user=elsewhere.delegate_user), accept, r=rows[0]["id"]) == "NOT_FOUND"
    assert done(delegate, accept, r=rows[0]["id"]) == {"status": "ACCEPTED"}


def test_a_delegate_reads_the_papers_of_the_own_organisation_only(in_town: str) -> None:
    """Names of all partners; people, papers and addresses of the own one."""
    town, other = vertical.town(), vertical.town("Druga Poradnia")
    query = "{partners(first:9){nodes{name email people{name} declarations{number certificate{code}}}}}"
    rows = caller(user=town.delegate_user)(query).data["partners"]["nodes"]
    seen = {row["name"]: (row["people"], row["declarations"]) for row in rows}
    assert seen[other.partner.name] == ([], [])
    assert len(seen[town.partner.name][0]) == len(seen[town.partner.name][1]) == 1
    member = caller(Role.FAMILY_MEMBER)
    assert member(query).data == {"partners": None}
    card = global_id("ServiceCard", town.card.pk)
    found = member("query($id:ID!){serviceCard(id:$id){name partnerName partner{name}}}", id=card).data
    assert found["serviceCard"] == {
        "name": "Konsultacje dla rodziców",
        "partnerName": town.partner.name,
        "partner": None,
    }


def test_a_person_sees_the_own_path_and_never_anothers_steps(in_town: str) -> None:
    """Shared steps and the own ones; the other's leave no trace, not even in a count."""
    family = vertical.family()
    assert family.goal is not None
    assert family.plan is not None
    goal, worker = family.goal, family.worker
    paths.set_goal(
        actor=worker, plan=family.plan, title="Tajny cel matki", area="safety", for_person=family.mother
    )
    for title, person in (("Wspólne", None), ("Tajne matki", family.mother), ("Moje", family.father)):
        paths.add_task(actor=worker, goal=goal, task=paths.TaskData(title=title, for_person=person))
    father = caller(user=vertical.member_account(family, family.father))
    own = father(OWN_PATH).data["ownPath"]
    assert [each["title"] for each in own["goals"]] == ["Spokojny dom"]
    tasks = {task["title"]: task["id"] for task in own["goals"][0]["tasks"]}
    assert sorted(tasks) == ["Moje", "Wspólne"]
    assert own["stepsTotal"] == 2
    assert "Tajn" not in text_of(father, OWN_PATH)
    secret = next(task for task in goal.tasks.all() if task.title == "Tajne matki")
    assert refused(father, COMPLETE, task=global_id("Task", secret.pk)) == "NOT_FOUND"
    assert done(father, COMPLETE, task=tasks["Moje"])["status"] == "DONE"
    proposed = done(father, TASK, goal=own["goals"][0]["id"], title="Pomysł", kind="FAMILY")
    assert proposed["proposedBy"] == "FAMILY"
    agreed = father(PATH_AGREE, path=own["id"], mode="OWN_PAGE").data["pathAgree"]
    assert agreed["userErrors"] == []
    assert father(OWN_PATH).data["ownPath"]["hasAgreed"]
    mother = global_id("Person", family.mother.pk)
    assert refused(father, PATH_AGREE, path=own["id"], person=mother, mode="OWN_PAGE") == "NOT_FOUND"
    secret.refresh_from_db()
    assert secret.status == "planned"


def test_nobody_else_has_an_own_path(in_town: str) -> None:
    """A family member of no family, and everybody else: null."""
    vertical.family()
    for role in Role.values:
        assert caller(role)(OWN_PATH).data == {"ownPath": None}


def test_writing_needs_the_role_and_the_scope(in_town: str) -> None:
    """What a delegate, a director or a read-only token may not write is FORBIDDEN and unwritten."""
    _town, mine, _other = leaky_town()
    case = global_id("Case", mine.case.pk)
    for stranger in (caller(Role.DELEGATE), caller(Role.DIRECTOR)):
        assert stranger(GROUNDS, case=case).codes == ["FORBIDDEN"]
    other_worker = caller(Role.SOCIAL_WORKER)
    assert refused(other_worker, GROUNDS, case=case) == "NOT_FOUND"
    reader = caller(user=mine.worker_user, scopes=("families:read", "paths:read"))
    assert reader(GROUNDS, case=case).codes == ["FORBIDDEN"]
    assert caller(user=mine.worker_user, scopes=("partners:read",))(CASES).data == {"cases": None}
    assert mine.case.grounds.count() == 0


def test_another_town_answers_nothing_for_these_ids(db: None) -> None:
    """The same roles in the other town, with the ids of this one, and a family there, too."""
    with in_tenant(TOWN):
        town, mine, _other = leaky_town()
        ids = [
            global_id("Case", mine.case.pk),
            global_id("Person", mine.mother.pk),
            global_id("Partner", town.partner.pk),
            global_id("ServiceCard", town.card.pk),
        ]
        token = token_for(user=mine.worker_user)
    with in_tenant(OTHER):
        assert Caller(schema, token)(CASES).status == 401
        family = vertical.family()
        worker = caller(user=family.worker_user)
        assert worker("query($ids:[ID!]!){nodes(ids:$ids){id}}", ids=ids).data == {"nodes": [None] * 4}
        (case,) = worker(CASES).data["cases"]["nodes"]
        assert case["id"] == global_id("Case", family.case.pk)
        assert refused(worker, GROUNDS, case=ids[0]) == "NOT_FOUND"


def test_statements_do_not_grow_with_families(in_town: str) -> None:
    """Five levels deep, as many statements for six families as for one."""
    town = vertical.town()
    first = vertical.family()
    worker = caller(user=first.worker_user)

    def add_task(family: vertical.Family) -> None:
        assert family.goal is not None
        task = paths.TaskData(title="Krok", kind="service", service=town.card, need="Rozmowa.")
        paths.add_task(actor=family.worker, goal=family.goal, task=task)

    def statements() -> int:
        keyring.forget()  # what earlier calls opened would be asked for again after five seconds
        with CaptureQueriesContext(connection) as found:
            assert worker(CASES).data
        return len(found)

    add_task(first)
    statements()
    few = statements()
    for _number in range(5):
        more = vertical.family()
        add_task(more)
        Case.objects.filter(pk=more.case.pk).update(social_worker=first.worker_user)
    assert len(worker(CASES).data["cases"]["nodes"]) == 6
    assert statements() == few


def test_why_a_step_was_put_aside_stays_with_the_worker(in_town: str) -> None:
    """The worker's words may speak of another person at home; the own page does not show them."""
    made = vertical.family()
    task = paths.add_task(actor=made.worker, goal=made.goal, task=paths.TaskData("Wspólny krok"))
    paths.abandon_task(actor=made.worker, task=task, reason="SŁOWA-PRACOWNIKA")
    query = "{ownPath{goals{tasks{title status abandonedReason}}}}"
    member = caller(user=vertical.member_account(made, made.father))
    assert member(query).data == {
        "ownPath": {
            "goals": [{"tasks": [{"title": "Wspólny krok", "status": "ABANDONED", "abandonedReason": None}]}]
        }
    }
    leader = caller(user=made.worker_user)
    assert "SŁOWA-PRACOWNIKA" in text_of(
        leader, "{cases(first:9){nodes{path{goals{tasks{abandonedReason}}}}}}"
    )
