"""The open interface against somebody else's schemas: every object of a town, item by item.

Lists are checked item by item, since the wrapper around them has no schema of its own in the standard, and
with formats, since a wrong address of mail is caught by nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils.translation import override

from core.opendata.queries import offer
from core.opendata.queries.offer import LANGUAGE, Asked
from core.opendata.rules import vocabulary
from core.opendata.rules.nesting import Nest
from core.opendata.rules.tables import table_named

SHOWN: Final = 5


@dataclass
class Checked:
    """How many objects of a kind were checked, and what was wrong with them."""

    name: str
    number: int = 0
    faults: list[str] = field(default_factory=list)


class SchemasMissingError(Exception):
    """The folder does not hold what is needed; says what."""


def conformance(schemas: Path) -> list[Checked]:
    """Everything that the town of the moment publishes, against a folder of compiled schemas of HSDS 3.0.

    Needed are service.json, service_list.json, organization.json, organization_list.json,
    service_at_location.json and service_at_location_list.json; tabular.json is used where it is.
    """
    with override(LANGUAGE):
        return [_checked(name, schema, items) for name, schema, items in _everything(schemas)]


def _everything(schemas: Path) -> Iterator[tuple[str, Any, Iterable[Any]]]:
    cards = list(offer.offered())
    service = _read(schemas, "service")
    yield "service", service, offer.services(cards, full=True)
    yield "service_list", _read(schemas, "service_list"), offer.services(cards, full=False)
    organization = _read(schemas, "organization")
    yield "organization", organization, offer.organisations(offer.offering(), full=True)
    whole = offer.organisations(offer.offering(), full=True, full_services=True)
    yield "organization (full_service)", organization, whole
    short = offer.organisations(offer.offering(), full=False)
    yield "organization_list", _read(schemas, "organization_list"), short
    for name, full in (("service_at_location", True), ("service_at_location_list", False)):
        yield name, _read(schemas, name), offer.place_objects(offer.places(Asked()), full=full)
    yield "taxonomy", _inside(service, "taxonomy"), vocabulary.taxonomies()
    yield "taxonomy_term", _inside(service, "taxonomy_term"), vocabulary.terms()
    yield from _rows(schemas)


def _rows(schemas: Path) -> Iterator[tuple[str, Any, Iterable[Any]]]:
    """Rows of the package, where the folder has the schema of flat tables."""
    if not (schemas / "tabular.json").is_file():
        return
    tables = offer.tables_of(offer.offered(), live=False)
    nest = Nest(tables)
    for name, listed in _read(schemas, "tabular")["properties"].items():
        table = table_named(name)
        if table is not None and tables.get(table.name):
            rows = [nest.basic(table.name, row["id"]) for row in tables[table.name]]
            yield f"{table.name}.csv", listed["items"], rows


def _read(schemas: Path, name: str) -> Any:
    file = schemas / f"{name}.json"
    if not file.is_file():
        raise SchemasMissingError(f"There is no {file.name} in {schemas}.")
    return json.loads(file.read_text(encoding="utf-8"))


def _inside(schema: Any, name: str) -> Any:
    """The schema of an object that the standard compiles only into others."""
    waiting = [schema]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, dict):
            if part.get("name") == name and part.get("type") == "object":
                return part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    raise SchemasMissingError(f"service.json knows no object {name}.")


def _checked(name: str, schema: Any, items: Iterable[Any]) -> Checked:
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = Checked(name)
    for item in items:
        found.number += 1
        for error in validator.iter_errors(item):
            where = "/".join(str(part) for part in error.absolute_path)
            found.faults.append(f"{item.get('id')} {where}: {error.message}")
    return found
