"""Stages, the map, invitations and contacts through the API, with the same rules as the pages."""

from __future__ import annotations

from typing import Any

import pytest

from core.partnership import operations
from core.partnership.models import PartnerInvitation, PartnershipStep
from core.partnership.operations import powiats
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tenants.context import in_tenant
from tests.core.partnership.stories import invited
from tests.graphql_api.caller import Caller, token_for
from tests.support import people

OFFICER = Role.NETWORK_OFFICER
STEP = """mutation($step:PartnershipStepCode!,$on:Date,$why:NoNullString){stepRecord(input:{step:$step,
  reachedOn:$on,reason:$why}){result{step reachedOn recordedBy changes{reachedOn reason}}
  userErrors{field code}}}"""
BOARD = """{partnershipBoard{edition closed lines{step reachedOn suggestedOn evidence dependsOn isNext
  outOfOrder}} accessionRates{sector invited signed percent}}"""
MAP = """mutation($name:NoNullString!,$mail:NoNullString){resourceMapWrite(input:{name:$name,sector:HEALTH,
  kind:NGO,email:$mail,offer:"Porady"}){result{id status} userErrors{field code}}}"""
CHOOSE = "mutation($e:ID!){resourceShortlist(input:{entry:$e}){result{status} userErrors{code}}}"
INVITE = """mutation($e:ID!){resourceInvite(input:{entry:$e}){result{id number channel email answer
  partner{id name stage invitations{number} email}} userErrors{field code}}}"""
ANSWER = """mutation($i:ID!,$a:InvitationAnswer!,$r:NoNullString){invitationAnswerRecord(input:{
  invitation:$i,answer:$a,reason:$r}){result{answer answeredVia} userErrors{field code}}}"""
LISTS = """{resourceMap(first:5){nodes{name partner{name}}} partnerInvitations(first:5){nodes{number}}
  localNeedsAssessments(first:5){nodes{title adoptedOn}}}"""
ADDRESS = """mutation($p:ID!,$code:NoNullString!){addressWrite(input:{partner:$p,kind:SEAT,postcode:$code,
  city:"Częstochowa"}){result{id kind city partner{address addresses{city}}} userErrors{field code}}}"""
UPDATE = """mutation($p:ID!,$nip:NoNullString){partnerUpdate(input:{partner:$p,nip:$nip,
  website:"https://policja.example"}){result{nip website teryt} userErrors{field code message}}}"""
SUBSTITUTE = """mutation($p:ID!,$s:ID!){substituteName(input:{person:$p,substitute:$s,
  startsOn:"2026-10-05",lastOn:"2026-10-09"}){result{startsOn endsOn person{name} substitute{name}}
  userErrors{field code}}}"""
PERIOD = """mutation($p:ID!,$from:NoNullString!){contactPeriodSet(input:{person:$p,way:PHONE,
  weekdays:"135",fromTime:$from,untilTime:"12:00"}){result{id weekdays fromTime person{contactPeriods{way}}}
  userErrors{field code}}}"""
POWIATS = "{powiatsToInvite{schema organisation}}"
ASK = """mutation($p:NoNullString!){powiatInvite(input:{powiat:$p,message:"Zapraszamy."}){result{channel
  partner{name isStrategic}} userErrors{field code}}}"""
OFFERS = "{partnershipOffers(first:5){nodes{id fromTown message answer}}}"
ACCEPT = """mutation($o:ID!){offerAnswer(input:{offer:$o,accepts:true}){result{answer}
  userErrors{field code}}}"""


def caller(*roles: str, user: Any = None) -> Caller:
    return Caller(schema, token_for(*roles, user=user))


def test_stages_are_recorded_and_read(in_town: str) -> None:
    officer = caller(OFFICER)
    refused = officer(STEP, step="RULES", on="2026-10-01").data["stepRecord"]
    assert refused == {
        "result": None,
        "userErrors": [{"field": ["input", "reason"], "code": "STEP_BEFORE_OTHERS"}],
    }
    done = officer(STEP, step="DIAGNOSIS", on="2026-10-01").data["stepRecord"]["result"]
    assert (done["step"], done["changes"]) == (
        "DIAGNOSIS",
        [{"reachedOn": "2026-10-01", "reason": ""}],
    )
    invited("Policja")
    data = caller(Role.DELEGATE)(BOARD).data
    lines = data["partnershipBoard"]["lines"]
    assert (len(lines), lines[0]["reachedOn"], lines[1]["isNext"]) == (11, "2026-10-01", True)
    assert lines[2]["evidence"] == 1
    assert data["accessionRates"] == [{"sector": "SECURITY", "invited": 1, "signed": 0, "percent": 0}]


def test_from_the_map_to_an_answer(in_town: str) -> None:
    officer = caller(OFFICER)
    entry = officer(MAP, name="Poradnia", mail="p@poradnia.example").data["resourceMapWrite"]["result"]
    officer(CHOOSE, e=entry["id"])
    made = officer(INVITE, e=entry["id"]).data["resourceInvite"]["result"]
    assert (made["channel"], made["email"], made["partner"]["stage"]) == (
        "EMAIL",
        "p@poradnia.example",
        "INVITED",
    )
    assert made["partner"]["invitations"] == [{"number": made["number"]}]
    refused = officer(ANSWER, i=made["id"], a="DECLINES").data["invitationAnswerRecord"]
    assert refused["userErrors"] == [{"field": ["input", "reason"], "code": "DECLINE_REASON_MISSING"}]
    done = officer(ANSWER, i=made["id"], a="JOINS").data["invitationAnswerRecord"]["result"]
    assert done == {"answer": "JOINS", "answeredVia": "OFFICER"}
    lists = officer(LISTS).data
    assert lists["resourceMap"]["nodes"] == [{"name": "Poradnia", "partner": {"name": "Poradnia"}}]
    assert len(lists["partnerInvitations"]["nodes"]) == 1


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.FAMILY_MEMBER])
def test_partners_and_families_learn_nothing_of_the_map(in_town: str, role: str) -> None:
    officer = caller(OFFICER)
    entry = officer(MAP, name="Poradnia").data["resourceMapWrite"]["result"]["id"]
    data = caller(role)(LISTS).body["data"]
    assert (data["resourceMap"], data["partnerInvitations"]) == (None, None)
    caller(role)(INVITE, e=entry)
    assert PartnerInvitation.objects.count() == 0


def test_contact_data(in_town: str) -> None:
    officer = caller(OFFICER)
    partner = invited("Policja")
    pk = global_id("Partner", partner.pk)
    wrong = officer(ADDRESS, p=pk, code="42200").data["addressWrite"]
    assert wrong["userErrors"] == [{"field": ["input", "city"], "code": "ADDRESS_INCOMPLETE"}]
    made = officer(ADDRESS, p=pk, code="42-200").data["addressWrite"]["result"]
    assert made["partner"] == {
        "address": "42-200 Częstochowa",
        "addresses": [{"city": "Częstochowa"}],
    }
    wrong = officer(UPDATE, p=pk, nip="1234567890").data["partnerUpdate"]
    assert wrong["userErrors"][0]["code"] == "BAD_NIP"
    assert officer(UPDATE, p=pk).data["partnerUpdate"]["result"]["website"] == "https://policja.example"
    person = operations.name_person(actor=people.system(), partner=partner, name="Jan Zmyślony")
    other = operations.name_person(actor=people.system(), partner=partner, name="Anna Zmyślona")
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=partner, name="Ewa", user=user)
    delegate = caller(user=user)
    ids = {"p": global_id("PartnerPerson", person.pk), "s": global_id("PartnerPerson", other.pk)}
    done = delegate(SUBSTITUTE, **ids).data["substituteName"]["result"]
    assert done == {
        "startsOn": "2026-10-05",
        "endsOn": "2026-10-10",
        "person": {"name": "Jan Zmyślony"},
        "substitute": {"name": "Anna Zmyślona"},
    }
    period = delegate(PERIOD, p=ids["p"], **{"from": "08:00"}).data["contactPeriodSet"]["result"]
    assert (period["fromTime"], period["person"]) == ("08:00", {"contactPeriods": [{"way": "PHONE"}]})
    assert "errors" in delegate(PERIOD, p=ids["p"], **{"from": "osiem"}).body
    stranger = caller(Role.DELEGATE)
    assert stranger(SUBSTITUTE, **ids).data["substituteName"]["result"] is None


def test_a_powiat_is_asked_and_answers(db: None) -> None:
    with in_tenant("g_2464011"):
        officer = caller(OFFICER)
        assert officer(POWIATS).data["powiatsToInvite"] == [
            {"schema": "p_2401", "organisation": "PCPR w Będzinie"}
        ]
        made = officer(ASK, p="p_2401").data["powiatInvite"]["result"]
        assert made == {
            "channel": "PLATFORM",
            "partner": {"name": "PCPR w Będzinie", "isStrategic": False},
        }
        assert officer(OFFERS).data["partnershipOffers"] is None
    with in_tenant("p_2401"):
        powiat = caller(OFFICER)
        [offer] = powiat(OFFERS).data["partnershipOffers"]["nodes"]
        assert (offer["fromTown"], offer["answer"]) == ("Częstochowa", None)
        assert powiat(ACCEPT, o=offer["id"]).data["offerAnswer"]["result"] == {"answer": "ACCEPTED"}
    with in_tenant("g_2475011"):
        assert caller(OFFICER)(ACCEPT, o=offer["id"]).data["offerAnswer"]["result"] is None
    with in_tenant("g_2464011"):
        assert powiats.settle_offers(actor=people.system()) == 1


def test_a_token_without_the_scope_writes_nothing(in_town: str) -> None:
    reader = Caller(schema, token_for(OFFICER, scopes=("partners:read",)))
    assert "errors" in reader(STEP, step="DIAGNOSIS", on="2026-10-01").body
    assert PartnershipStep.objects.count() == 0
