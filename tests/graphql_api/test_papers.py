"""Papers through the interface: the same acts and refusals as on the pages."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

import pytest

from core.documents.models import ReceivedFile
from core.partnership.models import AccessionDeclaration, DeclarationAmendment
from core.partnership.operations import copies, papers
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.core.documents.test_papers import PNG
from tests.core.partnership.stories import declared, invited
from tests.graphql_api.caller import Caller, token_for
from tests.support import people
from tests.support.signing import altered_after, authority, signed

pytestmark = pytest.mark.usefixtures("in_town")
TODAY = date(2026, 10, 5)
PREPARE = """mutation($partner:ID!){declarationPrepare(input:{partner:$partner,scope:"Dzielnicowi",
  categories:[HEALTH],validUntil:"2028-01-31"}){userErrors{code message}
  result{id number categories validUntil document{kind number sha256 content reproducible}}}}"""
SIGN = """mutation($draft:ID!,$content:FileContent){declarationDraftSign(input:{draft:$draft,
  signedOn:"2026-10-05",name:"d.pdf",content:$content}){userErrors{field code message}
  result{id number scope categories validUntil amendments{number}}}}"""
COPIES = """query($id:ID){signedCopies(declaration:$id,first:5){edges{node{
  filename mediaType verdict signatures{signer issuer verdict}}}}}"""
AMEND = """mutation($id:ID!){declarationAmend(input:{declaration:$id,effectiveOn:"2026-10-05",scope:"Nowy"}){
  userErrors{code} result{id number scope categories changesTerm signedOn document{number}}}}"""
SIGN_AMENDMENT = """mutation($id:ID!){declarationAmendmentSign(input:{amendment:$id,signedOn:"2026-10-05"}){
  userErrors{code} result{signedOn}}}"""
WITHDRAW = """mutation($id:ID!,$day:Date){declarationWithdraw(input:{declaration:$id,withdrawnOn:$day,
  reason:"Zmiana zadań"}){userErrors{code} result{withdrawnOn withdrawalReason}}}"""
CALL_OFF = """mutation($id:ID!){declarationWithdrawalCallOff(input:{declaration:$id}){userErrors{code}
  result{withdrawnOn}}}"""
CHECK = """query($code:NoNullString!){certificateCheck(code:$code){number partner state endsOn}}"""


def calling(*roles: str, user: Any = None) -> Caller:
    return Caller(schema, token_for(*roles, user=user))


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_program_prepares_signs_and_reads_what_the_signature_said() -> None:
    ask, partner = calling(Role.NETWORK_OFFICER), invited()
    draft = ask(PREPARE, partner=global_id("Partner", partner.pk)).data["declarationPrepare"]["result"]
    assert (draft["categories"], draft["validUntil"]) == (["HEALTH"], "2028-01-31")
    paper = base64.b64decode(draft["document"]["content"])
    assert draft["document"]["reproducible"]
    content = signed(paper, authority().person("Ewa Dyrektorska"))
    bad = ask(SIGN, draft=draft["id"], content=b64(altered_after(content))).data["declarationDraftSign"]
    assert (bad["result"], bad["userErrors"][0]["code"]) == (None, "CHANGED_AFTER_SIGNING")
    assert not AccessionDeclaration.objects.exists()
    good = ask(SIGN, draft=draft["id"], content=b64(content)).data["declarationDraftSign"]["result"]
    assert (good["number"], good["scope"], good["categories"]) == (draft["number"], "Dzielnicowi", ["HEALTH"])
    (edge,) = ask(COPIES, id=good["id"]).data["signedCopies"]["edges"]
    assert edge["node"] == {
        "filename": "d.pdf",
        "mediaType": "PDF",
        "verdict": "INTACT",
        "signatures": [
            {"signer": "Ewa Dyrektorska", "issuer": authority().name, "verdict": "INTACT"},
        ],
    }


def test_a_program_amends_withdraws_and_calls_off() -> None:
    ask = calling(Role.DIRECTOR)
    _, declaration = declared()
    key = global_id("Declaration", declaration.pk)
    amendment = ask(AMEND, id=key).data["declarationAmend"]["result"]
    assert (amendment["number"], amendment["scope"], amendment["categories"], amendment["signedOn"]) == (
        1,
        "Nowy",
        None,
        None,
    )
    signed_one = ask(SIGN_AMENDMENT, id=amendment["id"]).data["declarationAmendmentSign"]["result"]
    assert signed_one == {"signedOn": "2026-10-05"}
    day = (TODAY + timedelta(days=10)).isoformat()
    left = ask(WITHDRAW, id=key, day=day).data["declarationWithdraw"]["result"]
    assert left == {"withdrawnOn": day, "withdrawalReason": "Zmiana zadań"}
    assert ask(CALL_OFF, id=key).data["declarationWithdrawalCallOff"]["result"] == {"withdrawnOn": None}


def test_a_code_is_worth_what_the_public_page_says() -> None:
    ask = calling(Role.SOCIAL_WORKER)
    _, declaration = declared("Policja")
    certificate = papers.issue_certificate(actor=people.system(), declaration=declaration)
    found = ask(CHECK, code=certificate.code.lower()).data["certificateCheck"]
    assert found == {"number": certificate.number, "partner": "Policja", "state": "VALID", "endsOn": None}
    papers.withdraw_declaration(actor=people.system(), declaration=declaration)
    assert ask(CHECK, code=certificate.code).data["certificateCheck"]["state"] == "WITHDRAWN"
    assert ask(CHECK, code="NIEZNANYKOD1").data["certificateCheck"] is None


def test_somebody_else_reads_no_copies_and_changes_nothing() -> None:
    _, declaration = declared()
    copies.add_copy(actor=people.system(), paper=declaration, name="skan.png", content=PNG)
    key = global_id("Declaration", declaration.pk)
    stranger = calling(Role.DELEGATE)
    assert stranger(COPIES, id=key).data["signedCopies"]["edges"] == []
    for role in (Role.DELEGATE, Role.SOCIAL_WORKER, Role.FAMILY_MEMBER):
        ask = calling(role)
        assert ask(AMEND, id=key).codes == ["FORBIDDEN"]
        assert ask(WITHDRAW, id=key, day=None).codes == ["FORBIDDEN"]
    assert not DeclarationAmendment.objects.exists()
    assert AccessionDeclaration.objects.get().withdrawn_on is None


ADD = """mutation($id:ID!,$content:FileContent!){signedCopyAdd(input:{declaration:$id,name:"a.pdf",
  content:$content}){result{id} userErrors{code field}}}"""


@pytest.mark.parametrize(("content", "code"), [(b"MZ program", "UNKNOWN_FILE_TYPE"), (b"", "EMPTY_FILE")])
def test_what_is_no_paper_is_refused_as_data(content: bytes, code: str) -> None:
    _, declaration = declared()
    key = global_id("Declaration", declaration.pk)
    answer = calling(Role.NETWORK_OFFICER)(ADD, id=key, content=b64(content)).data["signedCopyAdd"]
    assert (answer["result"], answer["userErrors"][0]["code"]) == (None, code)
    assert not ReceivedFile.objects.exists()


@pytest.mark.parametrize("content", ["to nie base64", 7, "A" * 130_000, b64(bytes(91 * 1024))])
def test_what_is_no_file_at_all_is_bad_input(content: object) -> None:
    _, declaration = declared()
    answer = calling(Role.NETWORK_OFFICER)(ADD, id=global_id("Declaration", declaration.pk), content=content)
    assert answer.status in {400, 413}
    assert not ReceivedFile.objects.exists()
