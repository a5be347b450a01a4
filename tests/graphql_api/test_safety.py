"""Safety and notes over GraphQL: the rules of the pages."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from core.notes.models import Attachment, Note
from core.safety.models import ContactDetails, SeparateProcedure, Separation
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.graphql_api.caller import Caller, token_for
from tests.support import people, pictures, vertical

CONTACT = """mutation($case:ID!,$person:ID!,$until:NoNullString){contactSet(input:{case:$case,person:$person,
  phone:"600",addressConcealed:true,address:"Cicha 1",ways:[PHONE],weekdays:"24",fromTime:"09:00",
  untilTime:$until,language:UKRAINIAN,version:0}){
  result{phone addressConcealed ways weekdays fromTime untilTime language version} userErrors{code field}}}"""
SEPARATE = """mutation($case:ID!,$him:ID!,$her:ID!){personsSeparate(input:{case:$case,keptFrom:$him,
  protected:$her,reason:"Boi się"}){result{id startsOn reason keptFrom{firstName} protected{firstName}}
  userErrors{code}}}"""
END = """mutation($one:ID!){separationEnd(input:{separation:$one,version:1}){result{lastDay version}
  userErrors{code}}}"""
MARK = """mutation($case:ID!){separateProcedureMark(input:{case:$case}){result{separateProcedures{startsOn}}
  userErrors{code}}}"""
CASE = """query($case:ID!){case(id:$case){number notes{body files{filename goesOn page}}
  separations{reason} separateProcedures{startsOn} household{members{person{contact{phone}}}}}}"""
WRITE = """mutation($case:ID!,$person:ID){noteWrite(input:{case:$case,body:"Rozmowa",about:$person,
  audience:TEAM,category:"housing"}){result{id body about{firstName}} userErrors{code field}}}"""
EDIT = """mutation($note:ID!){noteEdit(input:{note:$note,body:"Inaczej",version:1}){
  result{body audience version} userErrors{code}}}"""
ATTACH = """mutation($note:ID!,$content:FileContent!){noteFileAttach(input:{note:$note,name:"a.jpg",
  content:$content}){result{id filename retention} userErrors{code}}}"""


@pytest.fixture
def family(in_town: str) -> vertical.Family:
    return vertical.family()


def leader(family: vertical.Family) -> Caller:
    return Caller(schema, token_for(user=family.worker_user))


def key(name: str, record: Any) -> str:
    return global_id(name, record.pk)


def test_a_program_of_the_leader_writes_and_reads(family: vertical.Family) -> None:
    ask = leader(family)
    case, her, him = (
        key("Case", family.case),
        key("Person", family.mother),
        key("Person", family.father),
    )
    wrong = ask(CONTACT, case=case, person=her, until="8 rano").data["contactSet"]
    assert wrong["userErrors"][0]["code"] == "CONTACT_HOURS"
    made = ask(CONTACT, case=case, person=her, until="12:30").data["contactSet"]["result"]
    assert made == {
        "phone": "600",
        "addressConcealed": True,
        "ways": ["PHONE"],
        "weekdays": "24",
        "fromTime": "09:00",
        "untilTime": "12:30",
        "language": "UKRAINIAN",
        "version": 1,
    }
    one = ask(SEPARATE, case=case, him=him, her=her).data["personsSeparate"]["result"]
    assert (one["keptFrom"]["firstName"], one["protected"]["firstName"]) == ("Jan", "Anna")
    assert ask(END, one=one["id"]).data["separationEnd"]["result"] == {"lastDay": "2026-10-05", "version": 2}
    marked = ask(MARK, case=case).data["separateProcedureMark"]["result"]
    assert marked == {"separateProcedures": [{"startsOn": "2026-10-05"}]}
    note = ask(WRITE, case=case, person=her).data["noteWrite"]["result"]
    assert note["about"] == {"firstName": "Anna"}
    content = base64.b64encode(pictures.jpeg()).decode()
    file = ask(ATTACH, note=note["id"], content=content).data["noteFileAttach"]["result"]
    assert (file["filename"], file["retention"]) == ("a.jpg", "WORKING")
    assert ask(EDIT, note=note["id"]).data["noteEdit"]["result"] == {
        "body": "Inaczej",
        "audience": "PRIVATE",
        "version": 2,
    }
    read = ask(CASE, case=case).data["case"]
    assert read["separations"] == [{"reason": "Boi się"}]
    assert read["notes"][0]["files"][0]["goesOn"] == "2027-01-03"
    contacts = [row["person"]["contact"] for row in read["household"]["members"]]
    assert sorted(contacts, key=bool) == [None, {"phone": "600"}]


def test_to_every_other_program_there_is_nothing(family: vertical.Family) -> None:
    ask = leader(family)
    case, her, him = (
        key("Case", family.case),
        key("Person", family.mother),
        key("Person", family.father),
    )
    ask(CONTACT, case=case, person=her, until="12:30")
    ask(SEPARATE, case=case, him=him, her=her)
    ask(WRITE, case=case, person=her)
    before = [ContactDetails.objects.count(), Separation.objects.count(), Note.objects.count()]
    ids = [
        key("Separation", Separation.objects.get()),
        key("ContactDetails", ContactDetails.objects.get()),
        key("Note", Note.objects.get()),
    ]
    his = vertical.member_account(family, family.father)
    callers = [Caller(schema, token_for(user=user)) for user in (his, people.account(Role.SOCIAL_WORKER))]
    callers += [
        Caller(schema, token_for(role)) for role in (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.DELEGATE)
    ]
    for other in callers:
        for one in ids:
            assert other("query($id:ID!){node(id:$id){id}}", id=one).data == {"node": None}
        for mutation, values in (
            (CONTACT, {"case": case, "person": her, "until": "12:30"}),
            (SEPARATE, {"case": case, "him": him, "her": her}),
            (END, {"one": ids[0]}),
            (MARK, {"case": case}),
            (WRITE, {"case": case, "person": her}),
            (EDIT, {"note": ids[2]}),
        ):
            answer = other(mutation, **values).body
            (name,) = answer["data"]
            assert answer["data"][name] is None or answer["data"][name]["userErrors"], answer
    after = [ContactDetails.objects.count(), Separation.objects.count(), Note.objects.count()]
    assert after == before
    assert not SeparateProcedure.objects.exists()
    assert not Attachment.objects.exists()
