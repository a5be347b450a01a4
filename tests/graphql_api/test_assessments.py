"""Assessments and fidelity over GraphQL: the rules of the pages."""

from __future__ import annotations

from typing import Any

import pytest

from core.assessments.models import Assessment
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.graphql_api.caller import Caller, token_for
from tests.support import vertical
from tests.support.assessments import assessed
from tests.support.vertical import Family

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(in_town: str) -> Family:
    assert in_town
    return vertical.family()


def caller(role: str = "", user: Any = None) -> Caller:
    return Caller(schema, token_for(user=user) if user else token_for(role))


def key(name: str, row: Any) -> str:
    return global_id(name, row.pk)


def test_a_talk_from_start_to_correction(made: Family) -> None:
    ask = caller(user=made.worker_user)
    started = ask(
        """mutation($case:ID!,$mother:ID!){assessmentStart(input:{case:$case,persons:[$mother],
        heldOn:"2026-03-10"}){result{id version state form{number}} userErrors{code}}}""",
        case=key("Case", made.case),
        mother=key("Person", made.mother),
    ).data["assessmentStart"]["result"]
    assert (started["version"], started["state"], started["form"]) == (1, "DRAFT", {"number": 1})
    save = """mutation($id:ID!,$mother:ID!,$family:Int!){assessmentSave(input:{familyAssessment:$id,version:1,
      heldOn:"2026-03-10",persons:[$mother],readings:[{domain:"work",worker:3,family:$family,needs:"staż"}],
      answers:[{question:"work_registered",value:"yes"}]}){result{version} userErrors{code}}}"""
    given = {"id": started["id"], "mother": key("Person", made.mother)}
    wrong = ask(save, **given, family=11).data["assessmentSave"]
    assert wrong == {"result": None, "userErrors": [{"code": "READING_RANGE"}]}
    assert ask(save, **given, family=4).data["assessmentSave"]["result"]["version"] == 2
    assert ask(save, **given, family=5).data["assessmentSave"]["userErrors"] == [{"code": "CONFLICT"}]
    done = ask(
        """mutation($id:ID!){assessmentFinish(input:{familyAssessment:$id}){result{state version
        readings{domain worker family needs} answers{question value} tookPart{person{firstName}}}}}""",
        id=started["id"],
    ).data["assessmentFinish"]["result"]
    assert done["state"] == "FINISHED"
    assert done["readings"] == [{"domain": "work", "worker": 3, "family": 4, "needs": "staż"}]
    assert done["answers"] == [{"question": "work_registered", "value": "yes"}]
    assert done["tookPart"] == [{"person": {"firstName": "Anna"}}]
    corrected = ask(
        """mutation($id:ID!,$mother:ID!,$version:Int!){assessmentCorrect(input:{familyAssessment:$id,
        version:$version,reason:"pomyłka",heldOn:"2026-03-10",persons:[$mother],
        readings:[{domain:"work",worker:5}]}){result{state revisions{number reason}} userErrors{code}}}""",
        **given,
        version=done["version"],
    ).data["assessmentCorrect"]["result"]
    assert corrected == {"state": "CORRECTED", "revisions": [{"number": 1, "reason": "pomyłka"}]}


def test_each_reads_what_is_theirs(made: Family) -> None:
    alone = assessed(made.worker, made.case, vertical.TODAY, person=made.mother)
    mother = vertical.member_account(made, made.mother)
    father = vertical.member_account(made, made.father)
    one = "query($id:ID!){familyAssessment(id:$id){readings{worker} person{firstName}}}"
    seen = [
        ask(one, id=key("FamilyAssessment", alone)).data["familyAssessment"]
        for ask in (*(caller(user=one) for one in (made.worker_user, mother, father)), caller(Role.DIRECTOR))
    ]
    assert seen == [
        {"readings": [{"worker": 3}], "person": {"firstName": "Anna"}},
        {"readings": [{"worker": 3}], "person": None},
        None,
        None,
    ]
    listed = "{familyAssessments(first:5){nodes{heldOn}} dueAssessments{dueOn}}"
    assert caller(user=made.worker_user)(listed).data == {
        "familyAssessments": {"nodes": [{"heldOn": "2026-06-01"}]},
        "dueAssessments": [{"dueOn": "2026-08-24"}],
    }


def test_the_form(made: Family) -> None:
    publish = """mutation{assessmentFormPublish(input:{domains:["work"],questions:[],everyWeeks:10,
      own:[{domain:"work",kind:TEXT,text:"Jaka zmiana?"}]}){result{number everyWeeks
      domains{code label askedAlone anchors questions{text kind required choices}}} userErrors{code}}}"""
    found = caller(Role.DIRECTOR)(publish).data["assessmentFormPublish"]["result"]
    assert (found["number"], found["everyWeeks"]) == (1, 10)
    assert found["domains"][0]["label"] == "Praca"
    assert len(found["domains"][0]["anchors"]) == 5
    assert found["domains"][0]["questions"] == [
        {"text": "Jaka zmiana?", "kind": "TEXT", "required": False, "choices": []}
    ]
    read = "{assessmentForms(first:3){nodes{number}} assessmentTemplate{code}}"
    data = caller(user=made.worker_user)(read).data
    assert data["assessmentForms"]["nodes"] == [{"number": 1}]
    assert len(data["assessmentTemplate"]) == 10
    assert caller(user=made.worker_user)(publish).codes == ["FORBIDDEN"]
    assert not Assessment.objects.exists()


def test_fidelity(made: Family) -> None:
    query = """query($case:ID!){caseFidelity(case:$case){constraint standing event eventOn}
      brokenCases(constraint:ASSESSMENT_FIRST){number event} townFidelity{constraint violated share}}"""
    case = key("Case", made.case)
    own = caller(user=made.worker_user)(query, case=case).data
    assert {
        "constraint": "ASSESSMENT_FIRST",
        "standing": "VIOLATED",
        "event": "TEAM_FORMED",
        "eventOn": "2026-03-02",
    } in own["caseFidelity"]
    director = caller(Role.DIRECTOR)
    seen = director(query, case=case).data
    assert seen["caseFidelity"] is None
    assert seen["brokenCases"] == [{"number": made.case.number, "event": "TEAM_FORMED"}]
    assert {"constraint": "ASSESSMENT_FIRST", "violated": 1, "share": 0.0} in seen["townFidelity"]
    decide = (
        "mutation{fidelityTermsDecide(input:{answerDays:%d}){result{number answerDays} userErrors{code}}}"
    )
    done = director(decide % 5).data["fidelityTermsDecide"]
    assert done["result"] == {"number": 1, "answerDays": 5}
    assert director(decide % 99).data["fidelityTermsDecide"]["userErrors"] == [{"code": "TERM_RANGE"}]
    assert caller(user=made.worker_user)(decide % 6).codes == ["FORBIDDEN"]
    assert director("{fidelityTerms(first:2){nodes{answerDays}}}").data["fidelityTerms"]["nodes"] == [
        {"answerDays": 5}
    ]
