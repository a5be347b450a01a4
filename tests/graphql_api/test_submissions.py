"""A town decides about its month by program, and a region reminds: the same rules as on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from core.exchange.models import SubmissionReminder, SupportSession
from core.regional.models import Submission
from core.shared import clock
from core.shared.enums import Role
from graphql_api.municipality.schema import schema as town_schema
from graphql_api.region.schema import schema as region_schema
from tenants.context import in_tenant
from tests.graphql_api.caller import Caller, token_for
from tests.support.figures import deal_families

TOWN, REGION = "g_2464011", "r_24"
CONFIRM = """mutation($d:NoNullString!){monthConfirm(input:{month:"2026-09-14",digest:$d})
  {result userErrors{code}}}"""
HOLD = """mutation($r:HoldReason!,$n:NoNullString){monthHoldBack(input:{month:"2026-09-01",reason:$r,note:$n})
  {result userErrors{code field}}}"""
PREVIEW = """{monthPreview(month:"2026-09-01"){digest counts countedAt}
  months{month step reason note submittedAt isReleased}}"""


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    with clock.standing_at(date(2026, 10, 2)):
        yield


def town(role: Role, query: str, **variables: Any) -> Any:
    with in_tenant(TOWN):
        return Caller(town_schema, token_for(role))(query, **variables)


def region(query: str, **variables: Any) -> Any:
    with in_tenant(REGION):
        return Caller(region_schema, token_for(Role.REGIONAL_COORDINATOR))(query, **variables)


def test_a_month_is_confirmed_with_the_hash_of_what_was_seen() -> None:
    with in_tenant(TOWN):
        deal_families(12, seed=3)
    wrong = town(Role.DIRECTOR, CONFIRM, d="0" * 64).data["monthConfirm"]
    assert wrong == {"result": None, "userErrors": [{"code": "COUNTS_CHANGED"}]}
    counted = 'mutation{monthCount(input:{month:"2026-09-30"}){result}}'
    assert town(Role.DIRECTOR, counted).data["monthCount"]["result"] is True
    seen = town(Role.DIRECTOR, PREVIEW).data["monthPreview"]
    assert seen["counts"] > 0
    assert town(Role.DIRECTOR, CONFIRM, d=seen["digest"]).data["monthConfirm"]["result"] is True
    with in_tenant(TOWN):
        assert Submission.objects.get().month == date(2026, 9, 1)
    newest = town(Role.SOCIAL_WORKER, PREVIEW).data["months"][0]
    assert (newest["month"], newest["step"], newest["isReleased"]) == ("2026-09-01", "CONFIRMED", False)


def test_a_month_is_kept_back_and_its_region_reads_why() -> None:
    empty = town(Role.DIRECTOR, HOLD, r="OTHER", n=" ").data["monthHoldBack"]
    assert (
        empty["userErrors"] == [{"code": "HOLD_REASON_MISSING", "field": ["input", "note"]}]
        or empty["userErrors"][0]["code"] == "HOLD_REASON_MISSING"
    )
    assert town(Role.DIRECTOR, HOLD, r="RESTORED", n="Do piątku.").data["monthHoldBack"]["result"] is True
    rows = region('{townMonths(month:"2026-09-09"){area step reason note remindedOn}}').data["townMonths"]
    (own,) = [row for row in rows if row["area"] == "2464011"]
    assert (own["step"], own["reason"], own["note"]) == ("HELD_BACK", "RESTORED", "Do piątku.")
    asked = region('mutation{townsRemind(input:{month:"2026-09-01"}){result userErrors{code}}}').data
    assert asked["townsRemind"]["result"] == 2
    with in_tenant(REGION):
        assert SubmissionReminder.objects.count() == 2


def test_a_social_worker_decides_nothing() -> None:
    answer = town(Role.SOCIAL_WORKER, CONFIRM, d="0" * 64)
    assert answer.codes == ["FORBIDDEN"]


def test_support_is_written_down() -> None:
    query = """mutation($p:[Int!]!){supportRecord(input:{kind:COACHING,heldOn:"2026-10-01",minutes:90,
      areas:["2464011","2475011"],persons:$p,topic:"Praca z oporem"}){result userErrors{code}}}"""
    assert region(query, p=[4]).data["supportRecord"]["userErrors"] == [{"code": "SUPPORT_MISSING"}]
    assert region(query, p=[4, 2]).data["supportRecord"]["result"] is True
    with in_tenant(REGION):
        assert SupportSession.objects.get().shares.count() == 2
