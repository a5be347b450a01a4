"""A person takes their words back by a program; a case passes on; families come in; a rule is set."""

from __future__ import annotations

import base64

import pytest

from core.families.models import Case, FamilyImport
from core.families.operations.importing import read_families
from core.privacy.models import DisclosureAuthorisation
from core.shared.enums import Role
from graphql_api.ids import global_id
from tests.core.families.test_importing import GOOD, HEAD
from tests.graphql_api.test_town import caller, done
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")
WITHDRAW = "mutation($a:ID!){authorisationWithdraw(input:{authorisation:$a}){userErrors{code} result{id}}}"
LEAVE = "mutation($a:ID!){agreementWithdraw(input:{agreement:$a}){userErrors{code} result{withdrawnOn}}}"


def test_a_person_takes_the_own_words_back_and_nobody_elses() -> None:
    home, town = vertical.family(), vertical.town()
    vertical.lets_read_requests(home, town.partner)
    her = caller(user=vertical.member_account(home, home.mother))
    found = her(
        "{authorisations(first:5){edges{node{id category}}} ownAgreements(first:5){edges{node{id}}}}"
    ).data
    (word,) = found["authorisations"]["edges"]
    (agreement,) = found["ownAgreements"]["edges"]
    his = DisclosureAuthorisation.objects.get(person=home.father)
    refused = her(WITHDRAW, a=global_id("Authorisation", his.pk)).data["authorisationWithdraw"]
    assert (refused["result"], [one["code"] for one in refused["userErrors"]]) == (None, ["NOT_FOUND"])
    assert done(her, WITHDRAW, a=word["node"]["id"])
    assert DisclosureAuthorisation.objects.get(person=home.mother).withdrawn_at is not None
    assert DisclosureAuthorisation.objects.get(person=home.father).withdrawn_at is None
    assert done(her, LEAVE, a=agreement["node"]["id"])["withdrawnOn"] is not None


def test_a_case_passes_to_a_colleague_and_the_director_sets_who_must_be_there() -> None:
    home = vertical.family()
    other = people.account(Role.SOCIAL_WORKER, name="Nowa Prowadząca")
    passed = done(
        caller(user=home.worker_user),
        """mutation($c:ID!,$w:NoNullString!){teamHandOver(input:{case:$c,worker:$w,reason:"urlop"})
        {userErrors{code} result{number worker}}}""",
        c=global_id("Case", home.case.pk),
        w=other.email,
    )
    assert passed == {"number": home.case.number, "worker": "Nowa Prowadząca"}
    assert Case.objects.get(pk=home.case.pk).social_worker_id == other.pk
    director = caller(Role.DIRECTOR)
    rule = "mutation{teamQuorumSet(input:{family:2,others:1}){userErrors{code} result{family others}}}"
    assert done(director, rule) == {"family": 2, "others": 1}
    assert director("{teamQuorum{family others}}").data["teamQuorum"] == {"family": 2, "others": 1}


def test_a_relative_is_invited_to_ask_for_a_seat() -> None:
    home = vertical.family()
    asked = done(
        caller(user=home.worker_user),
        """mutation($t:ID!){teamJoinInvite(input:{team:$t,helperName:"Ciocia",helperEmail:"c@dom.example"})
        {userErrors{code} result{state}}}""",
        t=global_id("Team", home.team.pk),
    )
    assert asked == {"state": "INVITED"}


def test_families_come_in_by_a_program() -> None:
    user = people.account(Role.SOCIAL_WORKER)
    worker = caller(user=user)
    started = done(
        worker,
        """mutation($f:SmallFile!){familyImportStart(input:{filename:"r.csv",content:$f})
        {userErrors{code} result{id}}}""",
        f=base64.b64encode((HEAD + GOOD).encode()).decode(),
    )
    read_families(run_id=FamilyImport.objects.get().pk)
    shown = worker("{familyImports(first:5){edges{node{status new households{line state title}}}}}").data[
        "familyImports"
    ]["edges"][0]["node"]
    assert (shown["status"], shown["new"], len(shown["households"])) == ("READY", 2, 2)
    assert (
        caller(Role.SOCIAL_WORKER)("{familyImports(first:5){edges{node{id}}}}").data["familyImports"]["edges"]
        == []
    )
    decide = "mutation($r:ID!){familyImportDecide(input:{familyImport:$r}){userErrors{code} result{status}}}"
    assert done(worker, decide, r=started["id"])
