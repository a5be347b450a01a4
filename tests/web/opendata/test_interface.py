"""The open interface: every item of every address fits the profile; paging, filters, problems, caches."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator, FormatChecker

from core.basket.models import ServiceCard
from core.basket.operations import suspend_card
from core.opendata.rules import vocabulary
from tenants.context import in_tenant
from tests.core.opendata import stories
from tests.support import people

Browse = Callable[..., Client]
TOWN = "g_2464011"
SLUG = "czestochowa"
PATHS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


@pytest.fixture
def reader(browse: Browse) -> Client:
    """Anybody, at a town with a basket."""
    with in_tenant(TOWN):
        stories.whole_basket()
    return browse(SLUG)


def read(reader: Client, path: str, **query: Any) -> Any:
    answer = reader.get(f"/hsds/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def fits(reader: Client, name: str, items: list[Any]) -> None:
    """Each item against the profile's own schema, formats too."""
    schema = read(reader, f"schema/{name}.json")
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema, format_checker=FormatChecker())
    for item in items:
        assert [error.message for error in check.iter_errors(item)] == []


def test_the_base_says_what_this_is(reader: Client) -> None:
    base = read(reader, "")
    assert base["version"] == "3.0"
    assert base["profile"].endswith("/hsds/schema/")
    assert base["openapi_url"].endswith("/hsds/openapi.json")
    assert set(read(reader, "schema/")) >= set(PATHS.values())


@pytest.mark.parametrize("path", sorted(PATHS))
def test_every_item_of_every_list_and_by_itself_fits_the_profile(reader: Client, path: str) -> None:
    name = PATHS[path]
    listed = read(reader, path)
    assert listed["contents"]
    fits(reader, f"{name}_list", listed["contents"])
    fits(reader, name, [read(reader, f"{path}/{item['id']}") for item in listed["contents"]])
    if name in ("service", "organization", "service_at_location"):
        whole = read(reader, path, full="true")["contents"]
        fits(reader, name, whole)
        assert [item["id"] for item in whole] == [item["id"] for item in listed["contents"]]


def test_only_public_cards_on_offer_are_there(reader: Client) -> None:
    names = {item["name"] for item in read(reader, "services")["contents"]}
    assert names == {stories.FULL["name"], "Dyżur prawny", "Dyżur w fundacji"}
    with in_tenant(TOWN):
        hidden = ServiceCard.objects.get(name=stories.INSIDE["name"])
        suspend_card(actor=people.system(), card=ServiceCard.objects.get(name="Dyżur prawny"))
    assert reader.get(f"/hsds/services/{hidden.pk}").status_code == 404
    assert read(reader, "services")["total_items"] == 2


def test_a_service_says_all_that_its_card_says(reader: Client) -> None:
    (found,) = read(reader, "services", search="poradnie", full="true")["contents"]
    assert (found["minimum_age"], found["maximum_age"], found["status"]) == (0, 6, "active")
    assert found["eligibility_description"].startswith(
        "Dla kogo: rodzice dzieci do 6 lat\n\nNajpierw zadzwoń."
    )
    assert "Częstochowa" in found["eligibility_description"]
    assert [each["document"] for each in found["required_documents"]] == stories.FULL["documents_needed"]
    assert found["cost_options"][0]["amount"] == 0
    assert found["contacts"][0]["title"] == "koordynator poradni"
    assert "name" not in found["contacts"][0]
    assert found["service_areas"][0] | {"id": "", "service_id": ""} == {
        "id": "",
        "service_id": "",
        "name": "TERYT 2464011",
        "extent": "2464011",
        "extent_type": "teryt",
    }
    (capacity,) = found["capacities"]
    assert (capacity["available"], capacity["maximum"], capacity["unit"]["name"]) == (12, 12, "rodziny")
    walls, remote = found["service_at_locations"]
    if walls["location"]["location_type"] == "virtual":
        walls, remote = remote, walls
    assert walls["location"]["addresses"][0]["postal_code"] == "42-200"
    assert walls["location"]["addresses"][0]["state_province"] == "śląskie"
    assert len(walls["location"]["accessibility"]) == 2
    assert remote["location"]["location_type"] == "virtual"


def test_pages_have_the_wrapper_of_the_standard(reader: Client) -> None:
    first = read(reader, "services", per_page=2)
    assert {key: value for key, value in first.items() if key != "contents"} == {
        "total_items": 3,
        "total_pages": 2,
        "page_number": 1,
        "size": 2,
        "first_page": True,
        "last_page": False,
        "empty": False,
    }
    second = read(reader, "services", per_page=2, page=2)
    assert (second["size"], second["last_page"]) == (1, True)
    assert read(reader, "services", per_page=2, page=9)["empty"] is True
    ids = [item["id"] for item in first["contents"] + second["contents"]]
    assert len(set(ids)) == 3


def test_filters_of_the_standard_narrow(reader: Client) -> None:
    def names(**query: Any) -> set[str]:
        return {item["name"] for item in read(reader, "services", **query)["contents"]}

    everything = names()
    term = vocabulary.CATEGORY.term_id("family_support")
    assert names(taxonomy_term_id=term) == {stories.FULL["name"]}
    assert names(taxonomy_id=vocabulary.CATEGORY.id) == everything
    assert names(taxonomy_id=vocabulary.CARD_FIELD.id) == {stories.FULL["name"]}
    assert names(taxonomy_term_id="11111111-1111-4111-8111-111111111111") == set()
    (foundation,) = read(reader, "organizations", search="fundacja")["contents"]
    assert names(organization_id=foundation["id"]) == {"Dyżur w fundacji"}
    assert names(modified_after="2026-10-05") == everything
    assert names(modified_after="2026-10-05T12:00:01Z") == set()
    assert names(postcode="42200") == {stories.FULL["name"]}
    assert names(postcode="42-202") == {"Dyżur prawny"}
    minimal = read(reader, "services", minimal="true")
    assert {frozenset(item) for item in minimal["contents"]} == {frozenset({"id", "modified_date"})}
    terms = read(reader, "taxonomy_terms", taxonomy_id=vocabulary.CATEGORY.id, per_page=200)
    assert terms["total_items"] == 14


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("per_page=0", "per_page"),
        ("per_page=201", "per_page"),
        ("page=-1", "page"),
        ("page=x", "page"),
        ("page=99999999999999999999", "page"),
        ("full=maybe", "full"),
        ("taxonomy_term_id=7", "taxonomy_term_id"),
        ("modified_after=yesterday", "modified_after"),
        ("modified_after=0001-01-01T00:00:00%2B23:00", "modified_after"),
        ("postcode=Katowice", "postcode"),
        ("proximity=1000&postcode=42-200", "proximity"),
        ("format=xml", "format"),
    ],
)
def test_what_cannot_be_understood_is_a_problem_and_names_the_parameter(
    reader: Client, query: str, parameter: str
) -> None:
    answer = reader.get(f"/hsds/services?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    body = answer.json()
    assert (body["status"], body["title"], body["parameter"]) == (400, "Bad Request", parameter)
    assert body["detail"].endswith(".")


def test_other_addresses_and_methods_are_problems_too(reader: Client) -> None:
    for path in ("services/11111111-1111-4111-8111-111111111111", "nic", "schema/nic.json", "services/7"):
        answer = reader.get(f"/hsds/{path}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    refused = reader.post("/hsds/services")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    preflight = reader.options("/hsds/services")
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")


def test_caches_ask_again_by_the_tag(reader: Client) -> None:
    first = reader.get("/hsds/services")
    assert "public" in first["Cache-Control"]
    again = reader.get("/hsds/services", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with in_tenant(TOWN):
        suspend_card(actor=people.system(), card=ServiceCard.objects.get(name="Dyżur prawny"))
    changed = reader.get("/hsds/services", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert "Set-Cookie" not in changed


def test_data_are_in_polish_for_every_reader(reader: Client) -> None:
    polish = reader.get("/hsds/taxonomy_terms").content
    assert reader.get("/hsds/taxonomy_terms", headers={"accept-language": "en"}).content == polish


def test_other_forms_hold_everything(reader: Client) -> None:
    rows = reader.get("/hsds/services?format=ndjson&per_page=1").content.decode().splitlines()
    assert len([json.loads(row) for row in rows]) == 3
    table = reader.get("/hsds/services?format=csv").content.decode()
    assert {row["status"] for row in csv.DictReader(io.StringIO(table))} == {"active"}
    for path in ("organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        assert reader.get(f"/hsds/{path}?format=csv").status_code == 200


def test_only_whole_lists_are_kept_once_each(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def kept(name: str, _fingerprint: str, make: Callable[[], HttpResponse]) -> HttpResponse:
        made.append(name)
        return make()

    monkeypatch.setattr("web.opendata.api.kept", kept)
    for query in ("page=7", "per_page=3", "search=zupa", "modified_after=2020-01-01", "postcode=42-200"):
        assert reader.get(f"/hsds/services?format=ndjson&{query}").status_code == 200
    assert len(made) == 2
    assert len(set(made)) == 1


def test_the_public_package_holds_its_links(reader: Client) -> None:
    answer = reader.get("/hsds/package.zip")
    assert answer.content == reader.get("/hsds/package.zip").content
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        description = json.loads(archive.read("datapackage.json"))
        rows = {
            resource["name"]: list(csv.DictReader(io.StringIO(archive.read(resource["path"]).decode())))
            for resource in description["resources"]
        }
    assert len(rows["services"]) == 3
    for resource in description["resources"]:
        for link in resource["schema"].get("foreignKeys", []):
            target = link["reference"]["resource"] or resource["name"]
            known = {row["id"] for row in rows[target]}
            used = {row[link["fields"]] for row in rows[resource["name"]]} - {""}
            assert used <= known, (resource["name"], link)


@pytest.mark.parametrize(
    "path",
    [
        "services",
        "services?full=true",
        "services?format=ndjson",
        "organizations?full=true",
        "organizations?full_service=true",
        "service_at_locations",
        "service_at_locations?full=true",
        "package.zip",
    ],
)
def test_a_larger_basket_asks_no_more_often(reader: Client, path: str) -> None:
    def statements() -> int:
        """The fewer of two: the first may look the town up again."""
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                assert reader.get(f"/hsds/{path}").status_code == 200
            counts.append(len(asked))
        return min(counts)

    before = statements()
    with in_tenant(TOWN):
        for number in range(3):
            partner = stories.partner(f"Partner {number}", nip="")
            stories.card(partner, {**stories.FULL, "name": f"Usługa {number}"})
    assert statements() == before


def test_the_description_describes_every_list(reader: Client) -> None:
    document = read(reader, "openapi.json")
    assert document["openapi"].startswith("3.1")
    for path in PATHS:
        get = document["paths"][f"/{path}"]["get"]
        schema = get["responses"]["200"]["content"]["application/json"]["schema"]
        whole = {"$ref": schema["$ref"], "components": document["components"]}
        check = Draft202012Validator(whole, format_checker=FormatChecker())
        for query in ({}, {"full": "true"}, *([{"minimal": "true"}] if path == "services" else [])):
            assert [error.message for error in check.iter_errors(read(reader, path, **query))] == []
        for parameter in get["parameters"]:
            assert parameter["$ref"].rsplit("/", 1)[1] in document["components"]["parameters"]
