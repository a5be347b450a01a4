"""The ledger, the dossier, the question who could see what and who already helps, by GraphQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.privacy.models import Disclosure
from core.privacy.operations.authorisations import authorise
from core.shared.enums import Role
from core.teams import operations as teams
from graphql_api.ids import global_id
from tests.graphql_api.test_town import caller, done, refused
from tests.support import vertical

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

OPEN = """mutation($c:ID!){dossierOpen(input:{case:$c}){userErrors{code} result{caseNumber shown
  persons{number name age tasks{title}} household{role age} grounds sharedTasks{title} minutes{minutes}}}}"""
LEDGER = """query($c:ID!){disclosures(case:$c,first:5){number partner reader person purpose channel receipt
  told{category text authorisation}}}"""
OWN = "{ownDisclosures(first:5){number person partner}}"
CHECK = "query($r:NoNullString!){verifyDisclosure(receipt:$r){genuine number at}}"
SIGHT = """query($c:ID!,$p:ID!,$at:DateTime){sight(case:$c,partner:$p,at:$at){told{number}
  decisions{person purpose category allowed text reasons{check passed sentence}}}}"""


@pytest.fixture
def scene(in_town: str) -> tuple[Town, Family]:
    clinic, home = vertical.town(), vertical.family()
    teams.add_partner_member(actor=home.worker, team=home.team, partner=clinic.partner)
    lets(home, clinic, "team", "identity")
    return clinic, home


def lets(home: Family, clinic: Town, purpose: str, *categories: str) -> None:
    authorise(
        actor=home.worker,
        case=home.case,
        person=home.mother,
        partner=clinic.partner,
        categories=list(categories),
        purpose=purpose,
    )


def test_a_dossier_opened_by_a_program_stands_in_the_ledger(scene: tuple[Town, Family]) -> None:
    clinic, home = scene
    case = global_id("Case", home.case.pk)
    found = done(caller(user=clinic.delegate_user), OPEN, c=case)
    assert found["shown"] == ["IDENTITY"]
    assert [row["name"] for row in found["persons"]] == ["Anna Przykładowa", None]
    entry = Disclosure.objects.get()
    assert (entry.channel, entry.actor_id) == ("api", clinic.delegate.user_id)
    worker = caller(user=home.worker_user)
    (row,) = worker(LEDGER, c=case).data["disclosures"]
    assert (row["person"], row["told"][0]["category"]) == ("Anna Przykładowa", "IDENTITY")
    assert row["told"][0]["text"].endswith("/pl")
    checked = caller(Role.NETWORK_OFFICER)(CHECK, r=row["receipt"]).data["verifyDisclosure"]
    assert (checked["genuine"], checked["number"]) == (True, row["number"])
    assert not worker(CHECK, r="U1-0").data["verifyDisclosure"]["genuine"]
    for stranger in (caller(Role.SOCIAL_WORKER), caller(user=clinic.delegate_user), caller(Role.DIRECTOR)):
        assert stranger(LEDGER, c=case).data == {"disclosures": None}
    other = vertical.town("Inna Instytucja")
    assert refused(caller(user=other.delegate_user), OPEN, c=case) == "NOT_FOUND"
    mother, father = (vertical.member_account(home, one) for one in (home.mother, home.father))
    assert [row["number"] for row in caller(user=mother)(OWN).data["ownDisclosures"]] == [entry.number]
    assert caller(user=father)(OWN).data["ownDisclosures"] == []


def test_who_could_see_what_is_answered_with_its_reasons(scene: tuple[Town, Family]) -> None:
    clinic, home = scene
    done(caller(user=clinic.delegate_user), OPEN, c=global_id("Case", home.case.pk))
    given = {"c": global_id("Case", home.case.pk), "p": global_id("Partner", clinic.partner.pk)}
    worker = caller(user=home.worker_user)

    def seen(**more: str) -> list[tuple[str, str]]:
        answer = worker(SIGHT, **given, **more).data["sight"]
        return [(row["person"], row["category"]) for row in answer["decisions"] if row["allowed"]]

    assert seen() == [("Anna Przykładowa", "IDENTITY")]
    assert seen(at="2026-10-05T00:30:00+02:00") == []
    answer = worker(SIGHT, **given).data["sight"]
    assert [row["number"] for row in answer["told"]] == [Disclosure.objects.get().number]
    closed = next(row for row in answer["decisions"] if row["category"] == "HEALTH")
    assert [row["check"] for row in closed["reasons"] if not row["passed"]] == ["AUTHORISED"]
    assert caller(Role.SOCIAL_WORKER)(SIGHT, **given).data == {"sight": None}


def test_asked_and_answered_who_already_helps(scene: tuple[Town, Family]) -> None:
    clinic, home = scene
    lets(home, clinic, "involvement", "identity", "health")
    worker, delegate = caller(user=home.worker_user), caller(user=clinic.delegate_user)
    asking = """mutation($c:ID!,$m:ID!,$p:ID!){involvementAsk(input:{case:$c,person:$m,partner:$p}){
      result{id answeredAt} userErrors{code}}}"""
    given = {
        "c": global_id("Case", home.case.pk),
        "m": global_id("Person", home.mother.pk),
        "p": global_id("Partner", clinic.partner.pk),
    }
    question = done(worker, asking, **given)["id"]
    opening = """mutation($q:ID!){involvementOpen(input:{question:$q}){result{helps name age}
      userErrors{code}}}"""
    assert done(delegate, opening, q=question)["name"] == "Anna Przykładowa"
    assert Disclosure.objects.get().purpose == "involvement"
    answering = """mutation($q:ID!){involvementAnswer(input:{question:$q,helps:[HEALTH],worker:"Ewa"}){
      result{answeredAt confirmed} userErrors{code}}}"""
    other = vertical.town("Inna Instytucja")
    assert refused(caller(user=other.delegate_user), answering, q=question) == "NOT_FOUND"
    assert done(delegate, answering, q=question)["confirmed"] is None
    listing = "{involvementQuestions(first:5){nodes{confirmed worker way person{firstName}}}}"
    (row,) = worker(listing).data["involvementQuestions"]["nodes"]
    assert row == {
        "confirmed": ["HEALTH"],
        "worker": "Ewa",
        "way": "NAMED",
        "person": {"firstName": "Anna"},
    }
    (seen,) = delegate(listing).data["involvementQuestions"]["nodes"]
    assert set(seen.values()) == {None}
    assert caller(Role.DIRECTOR)(listing).data == {"involvementQuestions": None}
