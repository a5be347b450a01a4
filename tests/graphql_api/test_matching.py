"""Needs, matches, bundle, gaps and conditions over GraphQL: the rules of the pages."""

from __future__ import annotations

from typing import Any

import pytest

from core.basket.models import CardProposal
from core.matching.models import HouseholdFact, Need
from core.matching.operations import needs
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.core.matching.stories import Home, home, need, service
from tests.graphql_api.caller import Caller, token_for
from tests.support import vertical

PUPIL = {"type": "age", "min": 7, "max": 15}
JOBLESS = {"type": "labour", "values": ["registered"]}
RECORD = """mutation($case:ID!,$person:ID){needRecord(input:{case:$case,category:EDUCATION,
  text:"Pomoc w nauce",person:$person,urgency:URGENT}){
  result{id text state urgency person{firstName} gaps{cause}} userErrors{code field}}}"""
MATCHES = """query($need:ID!){needMatches(need:$need){total proposedCause
  questions{kind text document services personId}
  matches{serviceName fit score points{part points weight} personId
    reasons{verdict kind sentence} questions{kind text}}}}"""


@pytest.fixture
def at(in_town: str) -> Home:
    return home()


def leader(at: Home) -> Caller:
    return Caller(schema, token_for(user=at.user))


def key(name: str, record: Any) -> str:
    return global_id(name, record.pk)


def test_a_program_records_a_need_and_reads_what_fits(at: Home) -> None:
    service("Korepetycje", "education", PUPIL)
    service("Kurs", "education", {"type": "age", "min": 18}, JOBLESS)
    ask = leader(at)
    made = ask(RECORD, case=key("Case", at.case), person=key("Person", at.father)).data["needRecord"]
    assert made["userErrors"] == []
    assert made["result"]["person"] == {"firstName": "Jan"}
    found = ask(MATCHES, need=made["result"]["id"]).data["needMatches"]
    assert [(row["serviceName"], row["fit"]) for row in found["matches"]] == [
        ("Kurs", "UNKNOWN"),
        ("Korepetycje", "NO"),
    ]
    assert sum(part["weight"] for part in found["matches"][0]["points"]) == 100
    assert found["matches"][0]["score"] == sum(part["points"] for part in found["matches"][0]["points"])
    assert found["questions"] == [
        {
            "kind": "LABOUR",
            "text": "Jaka jest sytuacja tej osoby na rynku pracy?",
            "document": "zaświadczenie z urzędu pracy albo od pracodawcy",
            "services": 1,
            "personId": key("Person", at.father),
        }
    ]
    assert found["proposedCause"] is None
    answer = """mutation($case:ID!,$person:ID){questionAnswer(input:{case:$case,person:$person,
      kind:LABOUR,values:["registered"],source:DOCUMENT}){result{kind values source person{firstName}}
      userErrors{code}}}"""
    kept = ask(answer, case=key("Case", at.case), person=key("Person", at.father)).data["questionAnswer"]
    assert kept["result"] == {
        "kind": "LABOUR",
        "values": ["registered"],
        "source": "DOCUMENT",
        "person": {"firstName": "Jan"},
    }
    found = ask(MATCHES, need=made["result"]["id"]).data["needMatches"]
    assert found["matches"][0]["fit"] == "YES"


@pytest.mark.parametrize(
    ("kind", "more", "values", "kept"),
    [
        ("INCOME", "", ["900,50"], ["90050"]),
        ("DOCUMENT", 'code:"medical",', ["true"], ["true"]),
        ("LANGUAGE", "", ["uk"], ["uk"]),
    ],
)
def test_answers_of_every_shape(at: Home, kind: str, more: str, values: list[str], kept: list[str]) -> None:
    query = f"""mutation($case:ID!,$values:[NoNullString!]!){{questionAnswer(input:{{case:$case,kind:{kind},
      {more}values:$values}}){{result{{id values}} userErrors{{code}}}}}}"""
    ask = leader(at)
    found = ask(query, case=key("Case", at.case), values=values).data["questionAnswer"]
    assert (found["result"]["values"], found["userErrors"]) == (kept, [])
    back = "mutation($fact:ID!){answerTakeBack(input:{fact:$fact}){result{number} userErrors{code}}}"
    assert ask(back, fact=found["result"]["id"]).data["answerTakeBack"]["result"]["number"] == at.case.number
    assert not HouseholdFact.objects.exists()


def test_the_way_of_a_need(at: Home) -> None:
    card = service("Korepetycje")
    wanted = need(at)
    ask, known = leader(at), key("Need", wanted)
    steps = [
        ('needEdit(input:{need:$need,text:"Matematyka",version:1})', "OPEN"),
        ("needMarkUnmet(input:{need:$need,cause:NO_PLACE})", "UNMET"),
        ("needReopen(input:{need:$need})", "OPEN"),
        (f'needMeet(input:{{need:$need,service:"{key("ServiceCard", card)}"}})', "MET"),
        ("needDrop(input:{need:$need})", "DROPPED"),
    ]
    for step, state in steps:
        name = step.partition("(")[0]
        query = f"mutation($need:ID!){{{step}{{result{{state text}} userErrors{{code}}}}}}"
        found = ask(query, need=known).data[name]
        assert (found["result"]["state"], found["userErrors"]) == (state, []), name
    listed = ask(
        "query($case:ID){needs(first:5,case:$case){nodes{text state gaps{cause resolvedOn}}}}",
        case=key("Case", at.case),
    ).data["needs"]["nodes"]
    assert listed == [
        {
            "text": "Matematyka",
            "state": "DROPPED",
            "gaps": [{"cause": "NO_PLACE", "resolvedOn": "2026-10-05"}],
        }
    ]
    refused = ask(
        'mutation($need:ID!){needEdit(input:{need:$need,text:"x"}){result{id} userErrors{code}}}', need=known
    ).data["needEdit"]
    assert refused == {"result": None, "userErrors": [{"code": "NEED_SETTLED"}]}


def test_bundle_and_gaps(at: Home) -> None:
    card = service("Korepetycje")
    wanted, sport = need(at), need(at, "sport", "Ruch")
    query = """query($case:ID!){caseBundle(case:$case){services{serviceName needIds isCertain why}
      uncovered{needId cause} avoided{reason} present{reason} isProven}}"""
    assert leader(at)(query, case=key("Case", at.case)).data["caseBundle"] == {
        "services": [
            {"serviceName": card.name, "needIds": [key("Need", wanted)], "isCertain": True, "why": ["ONLY"]}
        ],
        "uncovered": [{"needId": key("Need", sport), "cause": "NO_SERVICE"}],
        "avoided": [],
        "present": [],
        "isProven": True,
    }
    needs.mark_unmet(actor=at.worker, need=sport, cause="no_service")
    gaps = "{gapList{gaps{category total needs causes{cause count}} trend{year half recorded unmet}}}"
    found = Caller(schema, token_for(Role.NETWORK_OFFICER))(gaps).data["gapList"]
    assert found["gaps"] == [
        {"category": "SPORT", "total": 1, "needs": 1, "causes": [{"cause": "NO_SERVICE", "count": 1}]}
    ]
    assert found["trend"][-1] == {"year": 2026, "half": 2, "recorded": 2, "unmet": 1}
    assert leader(at)(gaps).data["gapList"] is None


def test_others_read_and_write_nothing_of_a_familys_needs(at: Home) -> None:
    town = vertical.town()
    wanted = need(at)
    callers = [
        Caller(schema, token_for(user=town.delegate_user)),
        *(
            Caller(schema, token_for(role))
            for role in (Role.SOCIAL_WORKER, Role.DIRECTOR, Role.FAMILY_MEMBER)
        ),
        Caller(schema, token_for(user=at.user, scopes=("basket:read",))),
    ]
    query = """query($need:ID!,$case:ID!){need(id:$need){text} needMatches(need:$need){total}
      caseBundle(case:$case){isProven} needs(first:5){nodes{text}} householdFacts(first:5){nodes{values}}
      node(id:$need){id}}"""
    for ask in callers:
        data = ask(query, need=key("Need", wanted), case=key("Case", at.case)).data
        seen = [row for row in data.values() if row is not None]
        assert all(row == {"nodes": []} for row in seen), data
        answer = ask(
            "mutation($need:ID!){needDrop(input:{need:$need}){result{id} userErrors{code}}}",
            need=key("Need", wanted),
        )
        assert answer.body["data"]["needDrop"] is None or answer.data["needDrop"]["result"] is None
    assert Need.objects.get().state == "open"


CONDITIONS = """mutation($card:ID!,$conditions:[ConditionInput!]!){
  serviceConditionsSet(input:{card:$card,conditions:$conditions}){result{name} userErrors{code message}}}"""
TERMS = """query($card:ID!){serviceTerms(service:$card){conditions{kind requirement min max values
  anyOf{kind percent}} alsoCovers approach excluded{serviceName reason}}}"""


def test_conditions_of_a_card_are_set_and_read(in_town: str) -> None:
    card, other = service("Korepetycje"), service("Basen", "sport")
    ask = Caller(schema, token_for(Role.NETWORK_OFFICER))
    given = [
        {"type": "AGE", "min": 6, "max": 15},
        {
            "type": "ANY_OF",
            "conditions": [{"type": "INCOME", "percent": 150}, {"type": "GROUND", "values": ["1"]}],
        },
    ]
    done = ask(CONDITIONS, card=key("ServiceCard", card), conditions=given).data["serviceConditionsSet"]
    assert done == {"result": {"name": "Korepetycje"}, "userErrors": []}
    wrong = ask(CONDITIONS, card=key("ServiceCard", card), conditions=[{"type": "AGE", "min": 9, "max": 3}])
    assert wrong.data["serviceConditionsSet"]["userErrors"][0]["code"] == "CONDITION_AGE_RANGE"
    ask(
        """mutation($card:ID!,$other:ID!){
          serviceCombinationSet(input:{card:$card,alsoCovers:[HEALTH],approach:"joint_talks"}){userErrors{code}}
          servicesExclude(input:{card:$card,other:$other,reason:"Te same godziny"}){userErrors{code}}}""",
        card=key("ServiceCard", card),
        other=key("ServiceCard", other),
    )
    assert ask(TERMS, card=key("ServiceCard", card)).data["serviceTerms"] == {
        "conditions": [
            {
                "kind": "AGE",
                "requirement": "Wiek od 6 do 15 lat",
                "min": 6,
                "max": 15,
                "values": [],
                "anyOf": [],
            },
            {
                "kind": "ANY_OF",
                "requirement": "Jeden z warunków: Dochód na osobę najwyżej 150% kryterium dochodowego; "
                "Powód wsparcia: Ubóstwo",
                "min": None,
                "max": None,
                "values": [],
                "anyOf": [{"kind": "INCOME", "percent": 150}, {"kind": "GROUND", "percent": None}],
            },
        ],
        "alsoCovers": ["HEALTH"],
        "approach": "joint_talks",
        "excluded": [{"serviceName": "Basen", "reason": "Te same godziny"}],
    }
    allow = (
        """mutation($card:ID!,$other:ID!){servicesAllow(input:{card:$card,other:$other}){userErrors{code}}}"""
    )
    ask(allow, card=key("ServiceCard", card), other=key("ServiceCard", other))
    assert ask(TERMS, card=key("ServiceCard", card)).data["serviceTerms"]["excluded"] == []


def test_a_partners_conditions_wait_for_approval(in_town: str) -> None:
    town = vertical.town()
    ask = Caller(schema, token_for(user=town.delegate_user))
    done = ask(CONDITIONS, card=key("ServiceCard", town.card), conditions=[{"type": "AGE", "min": 6}])
    assert done.data["serviceConditionsSet"]["userErrors"] == []
    town.card.refresh_from_db()
    assert town.card.eligibility == []
    assert CardProposal.objects.get().changes == {"eligibility": [{"type": "age", "min": 6}]}
    stranger = Caller(schema, token_for(Role.SOCIAL_WORKER))
    refused = stranger(CONDITIONS, card=key("ServiceCard", town.card), conditions=[])
    assert refused.body["data"]["serviceConditionsSet"] is None
