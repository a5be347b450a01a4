"""The region's API: printed numbers of the own voivodeships, and no way to a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from core.regional import operations
from core.regional.models import PublishedCell
from core.shared import clock
from core.shared.enums import Role
from graphql_api.municipality.schema import schema as town_schema
from graphql_api.region.schema import schema
from tenants.context import in_tenant
from tests.graphql_api.caller import Caller, token_for
from tests.support import people
from tests.support.figures import TODAY, deal_families

TOWN, OTHER = "g_2464011", "g_2475011"
LEADER, NEIGHBOUR = "r_24", "r_10"
VALUES = """query($f:[NoNullString!]!,$p:[NoNullString!]!,$level:Level!,$areas:[NoNullString!],
  $by:Dimension){values(figures:$f,periods:$p,level:$level,areas:$areas,dimension:$by)
  {figure period area areaName member value low high missing}}"""


@pytest.fixture
def printed(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """September of two towns, printed."""
    monkeypatch.setattr("core.regional.rules.groups.FEWEST_MUNICIPALITIES", 2)
    with clock.standing_at(TODAY):
        for town, number in ((TOWN, 60), (OTHER, 40)):
            with in_tenant(town):
                deal_families(number, seed=number)
        operations.run_month(actor=people.system(), month=date(2026, 9, 1))
        yield


@pytest.fixture
def coordinator(printed: None) -> Callable[..., Any]:
    """Ask as a coordinator of a region."""

    def ask(query: str, region: str = LEADER, **variables: Any) -> Any:
        with in_tenant(region):
            return Caller(schema, token_for(Role.REGIONAL_COORDINATOR))(query, **variables)

    return ask


def test_numbers_stand_for_ranges(coordinator: Callable[..., Any]) -> None:
    """What the dashboard shows, from published cells: multiples of five and the range of each."""
    found = coordinator(VALUES, f=["12", "19"], p=["2026-q3"], level="MUNICIPALITY").data["values"]
    by_key = {(row["figure"], row["area"]): row for row in found}
    with in_tenant(LEADER):
        cell = PublishedCell.objects.get(
            level="municipality",
            area="2464011",
            period_kind="quarter",
            measure="families_served",
            dimension="",
        )
    row = by_key["12", "2464011"]
    assert row["value"] == cell.value
    assert row["value"] % 5 == 0
    assert (row["low"], row["high"]) == (row["value"] - 2, row["value"] + 2)
    assert row["areaName"] == "Częstochowa"
    assert by_key["19", "2464011"]["missing"] == "NOT_IN_CATALOGUE"
    small = by_key["12", "2401"]
    assert (small["value"], small["low"], small["high"]) == (None, None, None)
    assert small["missing"] in {"NOT_REPORTED", "SMALL_MUNICIPALITY"}


def test_a_breakdown_and_a_whole_voivodeship(coordinator: Callable[..., Any]) -> None:
    """Members of one breakdown; a period to come has no release."""
    rows = coordinator(VALUES, f=["12"], p=["2026-q3"], level="VOIVODESHIP", by="GROUND").data["values"]
    assert {row["area"] for row in rows} == {"24"}
    assert len({row["member"] for row in rows}) == len(rows) > 10
    assert any(row["value"] for row in rows)
    later = coordinator(VALUES, f=["12"], p=["2026-q4"], level="VOIVODESHIP").data["values"]
    assert [row["missing"] for row in later] == ["NO_RELEASE"]


def test_a_region_sees_its_own_voivodeship_only(coordinator: Callable[..., Any]) -> None:
    """The leader sees the macroregion; the neighbour neither it nor the leader's towns."""
    areas = "{areas{level code name voivodeship}}"
    leader = {row["code"] for row in coordinator(areas).data["areas"]}
    assert {"all", "24", "2464011", "2475011", "2401"} <= leader
    neighbour = coordinator(areas, region=NEIGHBOUR).data["areas"]
    assert {row["voivodeship"] for row in neighbour} == {"10"}
    for level, code in (("MUNICIPALITY", "2464011"), ("VOIVODESHIP", "24"), ("MACROREGION", "all")):
        asked = {"f": ["12"], "p": ["2026-q3"], "level": level, "areas": [code]}
        assert len(coordinator(VALUES, **asked).data["values"]) == 1
        assert coordinator(VALUES, region=NEIGHBOUR, **asked).data["values"] == []


@pytest.mark.parametrize(
    "asked",
    [
        {"f": ["nothing"]},
        {"f": []},
        {"p": ["2026-13"]},
        {"p": ["0000"]},
        {"p": ["2026-q5"]},
        {"p": []},
        {"p": [f"20{year}" for year in range(10, 30)]},
        {"f": ["2"], "by": "GROUND"},
    ],
)
def test_what_cannot_be_asked_is_refused(coordinator: Callable[..., Any], asked: dict[str, Any]) -> None:
    """A sentence, no number."""
    whole = {"f": ["12"], "p": ["2026"], "level": "VOIVODESHIP", **asked}
    answer = coordinator(VALUES, **whole)
    assert (answer.body["data"], answer.codes) == ({"values": None}, ["BAD_USER_INPUT"])


def test_definitions_and_releases(coordinator: Callable[..., Any]) -> None:
    """Forty indicators with their figures; how far each month has come; which periods are printed."""
    found = coordinator(
        """{indicators{number name meaning formula direction figures{key unit breakdowns}}
        releases{month expected submitted isReleased digest} periods(kind:MONTH)}"""
    ).data
    assert [each["number"] for each in found["indicators"]] == list(range(1, 41))
    assert found["periods"] == ["2026-09"]
    (released,) = [each for each in found["releases"] if each["isReleased"]]
    assert released["month"] == "2026-09-01"
    assert len(released["digest"]) == 64


def test_only_coordinators_with_the_scope_read(printed: None) -> None:
    """Everybody else gets what there is for nobody: null."""
    query = "{indicators{number} areas{code} releases{month} periods(kind:MONTH)}"
    nothing = {"indicators": None, "areas": None, "releases": None, "periods": None}
    with in_tenant(LEADER):
        for role in set(Role.values) - {Role.REGIONAL_COORDINATOR}:
            assert Caller(schema, token_for(role))(query).data == nothing
        other_scope = token_for(Role.REGIONAL_COORDINATOR, scopes=("families:read",))
        assert Caller(schema, other_scope)(query).data == nothing
        foreign = token_for(Role.REGIONAL_COORDINATOR)
    with in_tenant(NEIGHBOUR):
        assert Caller(schema, foreign)(query).status == 401


def test_the_schemas_share_the_caller_and_what_passes_between_them() -> None:
    """Nothing of these names anybody; no other object of a town exists in the region's schema."""

    def objects(api: Any) -> set[str]:
        kinds = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType | GraphQLEnumType
        return {
            each.name
            for each in api.graphql.type_map.values()
            if isinstance(each, kinds) and not each.name.startswith("__")
        }

    shared = objects(schema()) & objects(town_schema())
    # What passes between both: papers and lessons without anybody's data, under rights of their own.
    passed = {name for name in shared if name.startswith(("RegionalTemplate", "Template", "Text"))}
    kinds = {"LessonKind", "ChangeMark"}
    # What indicators mean, and where a town's month stands: the same words for both, no number of anybody.
    meaning = {"Indicator", "Figure", "Dimension", "Direction", "Unit", "PeriodKind"}
    months = {"MonthState", "SubmissionStep", "HoldReason"}
    frame = {"Query", "Mutation", "Caller", "Role", "Node", "PageInfo", "UserError"}
    assert shared == {*frame, *kinds, *meaning, *months, *passed}
    assert {model._meta.app_label for model in schema().models()} <= {"regional", "exchange"}
    assert not {name for name in passed if "Acceptance" in name or name == "TextVersion"}
    assert set(schema().entities) == {
        "RegionalTemplate",
        "TemplateVersion",
        "TemplateAdoption",
        "HandedLesson",
        "LessonEdition",
    }
