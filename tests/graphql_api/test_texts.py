"""Texts, templates and lessons by the API: the same rules as on the pages, in town and region."""

from __future__ import annotations

from typing import Any

import pytest

from core.exchange.models import TemplateAdoption
from core.partnership.models import TextAcceptance
from core.partnership.operations import name_person
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema as town_schema
from graphql_api.region.schema import schema as region_schema
from tenants.context import in_tenant
from tests.core.partnership.stories import declared
from tests.graphql_api.caller import Caller, token_for
from tests.support import people

pytestmark = pytest.mark.usefixtures("db")
TOWN, OTHER, REGION, NEIGHBOUR = "g_2464011", "g_2475011", "r_24", "r_10"
ERRORS = "userErrors{code field}"
BLOCKS = ["# Cele", "Pomagamy razem.", "# Spotkania", "Raz na kwartał."]


def as_officer() -> Caller:
    return Caller(town_schema, token_for(Role.NETWORK_OFFICER))


def as_coordinator() -> Caller:
    return Caller(region_schema, token_for(Role.REGIONAL_COORDINATOR))


def written(call: Caller, name: str, given: dict[str, Any], result: str) -> Any:
    """One mutation's payload."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation($input:{kind}!){{{name}(input:$input){{result{result} {ERRORS}}}}}"
    payload = call(query, input=given).data[name]
    assert payload["userErrors"] == [], payload
    return payload["result"]


def refused(call: Caller, name: str, given: dict[str, Any]) -> list[str]:
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation($input:{kind}!){{{name}(input:$input){{{ERRORS}}}}}"
    return [fault["code"] for fault in call(query, input=given).data[name]["userErrors"]]


def test_rules_from_draft_to_acceptance() -> None:
    with in_tenant(TOWN):
        partner, _ = declared("Policja")
        call = as_officer()
        made = written(
            call,
            "textDraft",
            {"kind": "RULES", "title": "Regulamin", "blocks": BLOCKS},
            "{id number state blocks{place isHeading text}}",
        )
        assert made["blocks"][3] == {"place": "§ 2 ust. 1", "isHeading": False, "text": "Raz na kwartał."}
        version = {"version": made["id"]}
        assert refused(call, "textBringIntoForce", version) == ["TEXT_MOVE"]
        written(call, "textPut", version, "{state}")
        assert refused(call, "textEdit", {**version, "title": "X", "blocks": ["Y"]}) == ["TEXT_FIXED"]
        held = written(call, "textBringIntoForce", version, "{state acceptedNumber partnerNumber}")
        assert held == {"state": "IN_FORCE", "acceptedNumber": 0, "partnerNumber": 1}
        user = people.account(Role.DELEGATE, name="Dorota Delegatka")
        name_person(actor=people.system(), partner=partner, name=user.name, user=user)
        delegate = Caller(town_schema, token_for(user=user))
        given = written(delegate, "textAccept", version, "{personName manner partner{name}}")
        assert given == {"personName": "Dorota Delegatka", "manner": "PAGE", "partner": {"name": "Policja"}}
        assert refused(delegate, "textAccept", {"version": global_id("TextVersion", partner.pk)})
        found = call(
            "{textVersions(first:5,state:IN_FORCE){nodes{title acceptedNumber acceptances{personName}"
            " text{kind year}}}}"
        ).data["textVersions"]["nodes"]
        assert found == [
            {
                "title": "Regulamin",
                "acceptedNumber": 1,
                "acceptances": [{"personName": "Dorota Delegatka"}],
                "text": {"kind": "RULES", "year": None},
            }
        ]
        nxt = written(
            call,
            "textDraft",
            {"kind": "RULES", "title": "Regulamin", "blocks": [*BLOCKS[:3], "Raz na miesiąc."]},
            "{id}",
        )
        compared = call(
            "query($a:ID!,$b:ID!){textComparison(before:$a,after:$b){changed unified changes{mark after}}}",
            a=made["id"],
            b=nxt["id"],
        ).data["textComparison"]
        assert compared["changed"] == 1
        assert "+§ 2 ust. 1 Raz na miesiąc." in compared["unified"]
        assert delegate("{partnershipTexts(first:5){nodes{versions{number}}}}").data["partnershipTexts"] == {
            "nodes": [{"versions": [{"number": 1}]}]
        }
    with in_tenant(OTHER):
        asked = as_officer()("query($id:ID!){textVersion(id:$id){title}}", id=made["id"])
        assert asked.data["textVersion"] is None


def test_a_plan_and_its_tasks() -> None:
    with in_tenant(TOWN):
        partner, _ = declared("Policja")
        call = as_officer()
        made = written(
            call, "textDraft", {"kind": "PLAN", "year": 2026, "title": "Plan", "blocks": ["Razem."]}, "{id}"
        )
        version = {"version": made["id"]}
        assert refused(call, "planItemAdd", {**version, "what": "Dyżury", "month": 3}) == [
            "ITEM_RESPONSIBLE_MISSING"
        ]
        task = {"what": "Dyżury", "month": 3, "partner": global_id("Partner", partner.pk)}
        item = written(call, "planItemAdd", {**version, **task}, "{id partner{name}}")
        extra = written(call, "planItemAdd", {**version, **task, "what": "Inne"}, "{id}")
        assert written(call, "planItemRemove", {"item": extra["id"]}, "") is True
        assert refused(call, "planItemTick", {"item": item["id"]}) == ["ITEM_NOT_IN_FORCE"]
        written(call, "textPut", version, "{state}")
        written(call, "textBringIntoForce", version, "{state}")
        done = written(call, "planItemTick", {"item": item["id"], "doneOn": "2026-03-20"}, "{doneOn}")
        assert done == {"doneOn": "2026-03-20"}
        assert written(call, "planItemUntick", {"item": item["id"]}, "{doneOn}") == {"doneOn": None}
        recorded = written(
            call,
            "textAcceptancesRecord",
            {**version, "partners": [global_id("Partner", partner.pk)], "manner": "MEETING"},
            "{acceptedNumber acceptances{id}}",
        )
        assert recorded["acceptedNumber"] == 1
        (entry,) = recorded["acceptances"]
        assert (
            written(call, "textAcceptanceUndo", {"acceptance": entry["id"], "reason": "Pomyłka"}, "") is True
        )
        assert not TextAcceptance.objects.exists()
        assert written(call, "textRemind", version, "") == 0


def test_a_template_is_published_adopted_and_seen_by_its_region_only() -> None:
    with in_tenant(REGION):
        call = as_coordinator()
        made = written(
            call, "templateWrite", {"kind": "RULES", "title": "Wzór", "blocks": BLOCKS}, "{id versions{id}}"
        )
        (draft,) = made["versions"]
        assert written(call, "templatePublish", {"version": draft["id"]}, "{publishedOn template{current}}")[
            "template"
        ] == {"current": 1}
        assert refused(call, "templateEdit", {"version": draft["id"], "blocks": ["x"]}) == [
            "TEMPLATE_PUBLISHED"
        ]
    with in_tenant(TOWN):
        officer = as_officer()
        (offer,) = officer("{templates(first:5){nodes{title versions{id number decisions{decision}}}}}").data[
            "templates"
        ]["nodes"]
        assert offer["versions"][0]["decisions"] == []
        adopted = written(officer, "templateAdopt", {"offered": draft["id"]}, "{id templateLabel}")
        assert adopted["templateLabel"] == "Wzór, wersja 1"
        written(
            officer,
            "textEdit",
            {"version": adopted["id"], "title": "Regulamin", "blocks": [*BLOCKS[:3], "Raz na rok."]},
            "{id}",
        )
    with in_tenant(REGION):
        second = written(
            call,
            "templateDraft",
            {"template": made["id"], "blocks": [*BLOCKS[:3], "Raz na miesiąc."]},
            "{id}",
        )
        written(call, "templatePublish", {"version": second["id"]}, "{id}")
    with in_tenant(TOWN):
        conflicts = officer(
            "query($v:ID!){mergeConflicts(templateVersion:$v){number ours theirs}}", v=second["id"]
        ).data["mergeConflicts"]
        assert [(item["ours"], item["theirs"]) for item in conflicts] == [("Raz na rok.", "Raz na miesiąc.")]
        assert refused(officer, "templateAdopt", {"offered": second["id"]}) == ["MERGE_UNDECIDED"]
        choice = {"number": conflicts[0]["number"], "side": "THEIRS"}
        merged = written(
            officer, "templateAdopt", {"offered": second["id"], "choices": [choice]}, "{blocks{text}}"
        )
        assert merged["blocks"][3]["text"] == "Raz na miesiąc."
        assert refused(officer, "templateKeep", {"offered": second["id"], "reason": " "}) == [
            "REASON_MISSING"
        ]
        assert TemplateAdoption.objects.count() == 2
    with in_tenant(REGION):
        (found,) = call("{templates(first:5){nodes{versions{number adoptions{town decision}}}}}").data[
            "templates"
        ]["nodes"]
        assert found["versions"][0]["adoptions"] == [{"town": "2464011", "decision": "ADOPTED"}]
    with in_tenant(NEIGHBOUR):
        other = as_coordinator()
        assert other("{templates(first:5){nodes{title}}}").data["templates"]["nodes"] == []
        assert other("query($id:ID!){template(id:$id){title}}", id=made["id"]).data["template"] is None
        assert refused(other, "templateDraft", {"template": made["id"], "blocks": ["x"]}) == ["NOT_FOUND"]


def test_a_lesson_goes_to_the_region_and_to_the_neighbours() -> None:
    words = {"title": "Dyżury", "situation": "Tak było.", "actions": "Dyżury w szkole.", "effect": "Lepiej."}
    with in_tenant(TOWN):
        officer = as_officer()
        assert refused(
            officer, "lessonRecord", {**words, "kind": "CONCLUSION", "effect": "jan@poczta.example"}
        ) == ["PERSONAL_DATA"]
        made = written(officer, "lessonRecord", {**words, "kind": "CONCLUSION"}, "{id state}")
        written(officer, "lessonEdit", {"lesson": made["id"], "effect": "Dużo lepiej."}, "{effect}")
        assert written(officer, "lessonHand", {"lesson": made["id"]}, "{state}") == {"state": "HANDED"}
    with in_tenant(REGION):
        call = as_coordinator()
        (row,) = call("{handedLessons(first:5){nodes{id effect town edition{state}}}}").data["handedLessons"][
            "nodes"
        ]
        assert (row["effect"], row["town"], row["edition"]) == ("Dużo lepiej.", "2464011", None)
        lesson = {"lesson": row["id"]}
        assert refused(call, "editionRetract", lesson) == ["LESSON_NOT_PUBLISHED"]
        written(call, "editionReturn", {**lesson, "note": "Dopisz."}, "{id}")
        edited = {**lesson, **words, "kind": "GOOD_PRACTICE", "tags": ["Szkoła"]}
        result = written(call, "editionWrite", edited, "{edition{tags state}}")
        assert result == {"edition": {"tags": ["szkoła"], "state": "DRAFT"}}
        written(call, "editionPublish", lesson, "{edition{state}}")
    with in_tenant(OTHER):
        (seen,) = as_officer()('{publishedLessons(first:5,tag:"szkoła"){nodes{title source kind}}}').data[
            "publishedLessons"
        ]["nodes"]
        assert seen == {"title": "Dyżury", "source": "", "kind": "GOOD_PRACTICE"}
        assert as_officer()("{lessons(first:5){nodes{title}}}").data["lessons"]["nodes"] == []
    with in_tenant(TOWN):
        written(officer, "lessonWithdraw", {"lesson": made["id"]}, "{state}")
    with in_tenant(OTHER):
        assert as_officer()("{publishedLessons(first:5){nodes{title}}}").data["publishedLessons"] == {
            "nodes": []
        }


def test_a_token_without_the_scope_reads_and_writes_nothing() -> None:
    with in_tenant(REGION):
        call = Caller(region_schema, token_for(Role.REGIONAL_COORDINATOR, scopes=("indicators:read",)))
        assert call("{templates(first:5){nodes{title}}}").data["templates"] is None
        answer = call('mutation{templateWrite(input:{kind:RULES,title:"X",blocks:["y"]}){result{id}}}')
        assert answer.codes == ["FORBIDDEN"]
