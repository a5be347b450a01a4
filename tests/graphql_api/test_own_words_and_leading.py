"""A person takes their words back by a program; a case passes on; families come in; a rule is set."""

from __future__ import annotations

import base64

import pytest

from core.families.models import Case, FamilyImport
from core.families.operations import PersonData, add_person
from core.families.operations.importing import read_families
from core.privacy.models import DisclosureAuthorisation
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.errors.joining import NewLeaderError
from core.teams.operations import leading
from graphql_api.ids import global_id
from tests.core.families.test_importing import GOOD, HEAD
from tests.graphql_api.marked import annex_of
from tests.graphql_api.test_town import caller, done, refused
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


def test_two_records_of_a_person_are_put_together_and_taken_apart() -> None:
    home = vertical.family()
    twin = add_person(
        actor=home.worker,
        case=home.case,
        person=PersonData(home.mother.first_name, home.mother.last_name, "child"),
    )
    worker = caller(user=home.worker_user)
    ask = "query($p:ID!){personTwins(person:$p,first:5){edges{node{id}}}}"
    kept = global_id("Person", home.mother.pk)
    (found,) = worker(ask, p=kept).data["personTwins"]["edges"]
    assert found["node"]["id"] == global_id("Person", twin.pk)
    assert caller(Role.SOCIAL_WORKER)(ask, p=kept).data["personTwins"]["edges"] == []
    merge = """mutation($c:ID!,$k:ID!,$d:ID!){personsMerge(input:{case:$c,kept:$k,dropped:$d})
        {userErrors{code} result{id undoneAt kept{id}}}}"""
    given = {"c": global_id("Case", home.case.pk), "k": kept, "d": found["node"]["id"]}
    assert refused(caller(Role.SOCIAL_WORKER), merge, **given) == "NOT_FOUND"
    made = done(worker, merge, **given)
    assert (made["undoneAt"], made["kept"]["id"]) == (None, kept)
    assert worker(ask, p=kept).data["personTwins"]["edges"] == []
    undo = "mutation($m:ID!){personMergeUndo(input:{merge:$m}){userErrors{code} result{undoneAt}}}"
    assert done(worker, undo, m=made["id"])["undoneAt"] is not None
    assert refused(worker, undo, m=made["id"]) == "MERGE_UNDONE"


def test_published_minutes_are_corrected_by_an_annex() -> None:
    home = vertical.family()
    annex = annex_of(home)
    worker = caller(user=home.worker_user)
    add = """mutation($m:ID!){teamAnnexAdd(input:{plannedMeeting:$m,text:"Sobota.",reason:"Pomyłka."})
        {userErrors{code} result{ordinal text publishedBy}}}"""
    meeting = global_id("PlannedMeeting", annex.planned_id)
    assert done(worker, add, m=meeting)["ordinal"] == 2
    shown = worker("{plannedMeetings(first:5){edges{node{annexes{ordinal text reason}}}}}").data
    (row,) = shown["plannedMeetings"]["edges"]
    assert [(one["ordinal"], one["reason"]) for one in row["node"]["annexes"]][1] == (2, "Pomyłka.")
    assert refused(caller(Role.SOCIAL_WORKER), add, m=meeting) == "NOT_FOUND"


def test_the_director_says_when_a_step_stands_still() -> None:
    director, rule = caller(Role.DIRECTOR), "mutation($d:Int!){stalledDaysSet(input:{days:$d})%s"
    rule %= "{userErrors{code} result}}"
    assert director("{stalledDays}").data == {"stalledDays": 21}
    assert done(director, rule, d=30) == 30
    assert refused(director, rule, d=5) == "STALLED_DAYS"
    assert caller(Role.SOCIAL_WORKER)("{stalledDays}").data == {"stalledDays": 30}


def test_who_may_not_pass_a_case_on_learns_nothing_of_addresses() -> None:
    home = vertical.family()
    known = people.account(Role.SOCIAL_WORKER)
    other = people.actor(Role.SOCIAL_WORKER)
    for email in (known.email, "nikt@town.example"):
        with pytest.raises(NotVisibleError):
            leading.hand_over_to(actor=other, case=home.case, email=email, reason="urlop")
    with pytest.raises(NewLeaderError):
        leading.hand_over_to(actor=home.worker, case=home.case, email="nikt@town.example", reason="urlop")
