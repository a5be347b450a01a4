"""Meetings of the partnership through the API: the same rules as on the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.partnership import operations
from core.partnership.models import MeetingDecision, PartnershipMeeting
from core.partnership.operations import minutes
from core.shared import clock
from core.shared.enums import Role
from graphql_api.ids import global_id
from graphql_api.municipality.schema import schema
from tests.core.partnership.stories import invited
from tests.graphql_api.caller import Caller, token_for
from tests.support import people
from tests.support.meetings import DAY, TERM, published_meeting

pytestmark = pytest.mark.usefixtures("in_town")
MEETING = """{id state sequence title day heldOn startsAt invitedNumber presentNumber
  agenda{title minutes version} record{phase} published{number sha256}
  decisions{text state owner{name} person{name}} attendance{answer present partner{name}}}"""


def send(caller: Caller, name: str, result: str, **given: Any) -> Any:
    """One mutation; its payload."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    query = f"mutation($input:{kind}!){{{name}(input:$input){{result{result} userErrors{{field code}}}}}}"
    return caller(query, input=given).data[name]


def officer() -> Caller:
    return Caller(schema, token_for(Role.NETWORK_OFFICER))


def delegate_of(partner: Any) -> Caller:
    user = people.account(Role.DELEGATE)
    operations.name_person(actor=people.system(), partner=partner, name=user.name, user=user)
    return Caller(schema, token_for(user=user))


def test_a_meeting_from_the_plan_to_the_task() -> None:
    caller, partner = officer(), invited("Fundacja", sector="ngo", email="biuro@fundacja.example")
    mine = delegate_of(partner)
    key = global_id("Partner", partner.pk)
    plan = {
        "startsAt": "2026-10-05T10:00:00+02:00",
        "endsAt": "2026-10-05T12:00:00+02:00",
        "kind": "WORKING",
        "title": "Jesień",
        "place": "Ratusz",
    }
    late = send(caller, "partnershipMeetingPlan", "{id}", **{**plan, "endsAt": "2026-10-05T09:00:00+02:00"})
    assert late["userErrors"] == [{"field": ["input", "ends"], "code": "MEETING_ENDS_BEFORE_START"}]
    planned = send(caller, "partnershipMeetingPlan", MEETING, **plan)["result"]
    assert (planned["state"], planned["startsAt"]) == ("PLANNED", "2026-10-05T08:00:00Z")
    one = {"meeting": planned["id"]}
    asked = send(caller, "partnershipMeetingInvite", "{attendance{id answer}}", **one, partners=[key])
    line = asked["result"]["attendance"][0]["id"]
    said = send(mine, "partnershipMeetingAnswer", "{answer}", attendance=line, answer="YES")
    assert said["result"] == {"answer": "YES"}
    item = send(caller, "agendaItemAdd", "{id version}", **one, title="Koszyk")["result"]
    assert send(caller, "minutesStart", "{phase}", **one)["result"] == {"phase": "LIVE"}
    written = {"item": item["id"], "text": "Omówiono.", "version": 0}
    assert send(caller, "minutesWrite", "{minutes version}", **written)["result"]["version"] == 1
    disputed = send(caller, "minutesWrite", "{version}", **{**written, "text": "Inaczej."})
    assert disputed["userErrors"][0]["code"] == "MINUTES_CHANGED"
    task = send(
        caller, "meetingDecisionRecord", "{id state}", **one, text="Ulotka.", owner=key, dueOn="2026-10-20"
    )["result"]
    send(caller, "partnershipMeetingPresence", "{id}", **one, came=[key])
    held = send(caller, "partnershipMeetingFinish", MEETING, **one)["result"]
    assert (held["state"], held["heldOn"], held["presentNumber"]) == ("HELD", "2026-10-05", 1)
    send(caller, "minutesShow", "{phase}", **one, amendUntil="2026-10-05")
    proposal = send(mine, "minutesAmend", "{id state}", item=item["id"], text="Przyjęto.")["result"]
    accepted = send(caller, "minutesAmendmentAccept", "{state}", proposal=proposal["id"])
    assert accepted["result"] == {"state": "ACCEPTED"}
    done = send(mine, "partnershipTaskComplete", "{state outcome}", decision=task["id"], outcome="Jest.")
    assert done["result"] == {"state": "DONE", "outcome": "Jest."}
    soon = send(caller, "minutesPublish", "{number}", **one)
    assert soon["userErrors"][0]["code"] == "AMENDMENTS_OPEN"
    with clock.standing_at(TERM + timedelta(365)):
        minutes.publish(actor=people.system(), meeting=PartnershipMeeting.objects.get())
    annex = send(caller, "minutesAnnex", "{number kind}", **one, text="Dopisek.", reason="Brak.")["result"]
    assert annex == {"number": "1/2027-A1", "kind": "ANNEX"}


def test_a_meeting_is_read_as_far_as_one_may() -> None:
    partner = invited("Fundacja", sector="ngo")
    operations.name_person(actor=people.system(), partner=partner, name="Ewa Zmyślona")
    records = published_meeting(partner)
    query = f"query($id:ID!){{partnershipMeeting(id:$id){MEETING}}}"
    known = global_id("PartnershipMeeting", records["PartnershipMeeting"].pk)
    for caller in (officer(), Caller(schema, token_for(Role.SOCIAL_WORKER)), delegate_of(partner)):
        found = caller(query, id=known).data["partnershipMeeting"]
        assert found["agenda"][0]["minutes"] == "Omówiono i przyjęto koszyk."
        assert found["published"][0]["number"] == "1/2026"
        assert found["decisions"][0]["owner"] == {"name": "Fundacja"}
    with clock.standing_at(DAY):
        live = published_like(partner)
    hidden_id = global_id("PartnershipMeeting", live.pk)
    hidden = delegate_of(partner)(query, id=hidden_id).data["partnershipMeeting"]
    assert (hidden["agenda"][0]["minutes"], hidden["record"], hidden["decisions"]) == (None, None, [])
    seen = officer()(query, id=hidden_id).data["partnershipMeeting"]
    assert seen["agenda"][0]["minutes"] == "Ściśle robocze."
    family = Caller(schema, token_for(Role.FAMILY_MEMBER))
    assert family(query, id=hidden_id).data["partnershipMeeting"] is None


def published_like(partner: Any) -> PartnershipMeeting:
    """A meeting of the same day whose minutes are still being written."""
    meeting = operations.hold_meeting(
        actor=people.system(),
        held_on=DAY,
        kind="working",
        title="Inne",
        present=[partner],
        minutes="Ściśle robocze.",
    )
    minutes.start_minutes(actor=people.system(), meeting=meeting)
    return meeting


def test_lists_narrow_and_ask_no_more_for_more_rows() -> None:
    partner = invited("Fundacja", sector="ngo")
    published_meeting(partner)
    caller = officer()
    query = f"{{partnershipMeetings(first:9){{nodes{MEETING} totalCount}}}}"

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert caller(query).data["partnershipMeetings"]["nodes"]
        return len(captured)

    asked()
    few = asked()
    with clock.standing_at(DAY):
        published_like(partner)
    assert asked() == few
    narrowed = """{partnershipMeetings(first:9,state:CANCELLED){totalCount}
      a:partnershipMeetings(first:9,kind:WORKING){totalCount}}"""
    found = caller(narrowed).data
    assert (found["partnershipMeetings"]["totalCount"], found["a"]["totalCount"]) == (0, 2)
    tasks = """query($owner:ID){partnershipTasks(first:9,owner:$owner,overdue:true){
      nodes{text dueOn meeting{title}}}}"""
    found = caller(tasks, owner=global_id("Partner", partner.pk)).data["partnershipTasks"]["nodes"]
    assert [row["text"] for row in found] == ["Ulotka o koszyku."]
    MeetingDecision.objects.update(state="done", finished_on=DAY)
    assert caller(tasks).data["partnershipTasks"]["nodes"] == []
