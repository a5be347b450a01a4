"""From the standard's flat tables to its nested objects and back.

Both ways go through one list of which table stands inside which object and under which key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from core.opendata.rules.tables import TABLES

Row = dict[str, Any]
Tables = dict[str, list[Row]]

# Parent table -> (key in the nested object, child table, column of the child that points to the parent).
CHILDREN: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "organizations": (
        ("phones", "phones", "organization_id"),
        ("contacts", "contacts", "organization_id"),
        ("locations", "locations", "organization_id"),
        ("programs", "programs", "organization_id"),
        ("funding", "funding", "organization_id"),
        ("organization_identifiers", "organization_identifiers", "organization_id"),
    ),
    "services": (
        ("phones", "phones", "service_id"),
        ("schedules", "schedules", "service_id"),
        ("service_areas", "service_areas", "service_id"),
        ("service_at_locations", "service_at_location", "service_id"),
        ("languages", "languages", "service_id"),
        ("funding", "funding", "service_id"),
        ("cost_options", "cost_options", "service_id"),
        ("required_documents", "required_documents", "service_id"),
        ("contacts", "contacts", "service_id"),
        ("capacities", "service_capacities", "service_id"),
    ),
    "service_at_location": (
        ("contacts", "contacts", "service_at_location_id"),
        ("phones", "phones", "service_at_location_id"),
        ("schedules", "schedules", "service_at_location_id"),
    ),
    "locations": (
        ("languages", "languages", "location_id"),
        ("addresses", "addresses", "location_id"),
        ("contacts", "contacts", "location_id"),
        ("accessibility", "accessibility", "location_id"),
        ("phones", "phones", "location_id"),
        ("schedules", "schedules", "location_id"),
    ),
    "contacts": (("phones", "phones", "contact_id"),),
    "phones": (("languages", "languages", "phone_id"),),
}
# Child table -> (key in the nested object, parent table, own column): objects nested the other way round.
PARENTS: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {
    "services": (("organization", "organizations", "organization_id"), ("program", "programs", "program_id")),
    "service_at_location": (
        ("location", "locations", "location_id"),
        ("service", "services", "service_id"),
    ),
    "service_capacities": (("unit", "units", "unit_id"),),
    "attributes": (("taxonomy_term", "taxonomy_terms", "taxonomy_term_id"),),
    "taxonomy_terms": (("taxonomy_detail", "taxonomies", "taxonomy_id"),),
}
_BACKWARDS: Final = frozenset({("service_at_location", "service")})


class Nest:
    """Tables of which objects are put together; rows are found by id and by what they point to."""

    def __init__(self, tables: Mapping[str, Iterable[Row]]) -> None:
        self._rows = {name: {row["id"]: row for row in rows} for name, rows in tables.items()}
        self._below: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self._linked: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows.get("attributes", {}).values():
            self._linked[row["link_id"]].append(row)

    def service(self, key: str) -> Row:
        """A service with everything that belongs to it."""
        return self._whole("services", key)

    def organisation(self, key: str, *, services: Iterable[Row] | None = None) -> Row:
        """An organisation with everything but its services, which the caller nests as it likes."""
        found = self._whole("organizations", key)
        if services is not None:
            found["services"] = list(services)
        return found

    def place(self, key: str) -> Row:
        """A service at a location, with both."""
        found = self._whole("service_at_location", key)
        row = self._rows["services"][self._rows["service_at_location"][key]["service_id"]]
        service = _bare("services", row)
        service["organization"] = self.basic("organizations", row["organization_id"])
        found["service"] = service
        return found

    def basic(self, table: str, key: str) -> Row:
        """A row without anything nested."""
        return _bare(table, self._rows[table][key])

    def _whole(self, table: str, key: str) -> Row:
        row = self._rows[table][key]
        found = _bare(table, row)
        for name, parent, column in PARENTS.get(table, ()):
            pointed = str(row.get(column, ""))
            if (table, name) in _BACKWARDS or pointed not in self._rows.get(parent, {}):
                continue
            found[name] = (
                self.basic(parent, pointed) if parent == "organizations" else self._whole(parent, pointed)
            )
        for name, child, column in CHILDREN.get(table, ()):
            rows = self._children(child, column).get(key, ())
            if rows:
                found[name] = [self._whole(child, item["id"]) for item in rows]
        if key in self._linked and table != "attributes":
            found["attributes"] = [self._whole("attributes", item["id"]) for item in self._linked[key]]
        return found

    def _children(self, table: str, column: str) -> dict[str, list[Row]]:
        known = self._below.get((table, column))
        if known is None:
            known = defaultdict(list)
            for row in self._rows.get(table, {}).values():
                if row.get(column):
                    known[row[column]].append(row)
            self._below[table, column] = known
        return known


def _bare(table: str, row: Row) -> Row:
    """The row's own columns that say something, in the standard's order; what must be there stays."""
    found = {}
    for column in TABLES[table].columns:
        value = row.get(column.name)
        if value is not None and (value != "" or column.required or table == "addresses"):
            found[column.name] = value
    return found


class Flattening:
    """Nested objects taken apart into rows; an object that comes twice is one row.

    `lines` says of each row in which item of the file it stood. Nothing is believed: a list where an object
    should be, or a number where a list should be, is told in `faults` and left out.
    """

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[int, Row]]] = defaultdict(list)
        self.faults: list[tuple[str, int, str]] = []
        self._seen: set[tuple[str, str]] = set()

    def take(self, table: str, item: Any, line: int, given: Row | None = None) -> None:
        """An object and everything inside it; `given` are columns that its place in the nest tells."""
        if not isinstance(item, dict):
            self.faults.append((table, line, ""))
            return
        key = item.get("id")
        if isinstance(key, str) and key:
            if (table, key) in self._seen:
                return
            self._seen.add((table, key))
        row = {
            column.name: item[column.name]
            for column in TABLES[table].columns
            if item.get(column.name) is not None
        }
        for name, value in (given or {}).items():
            row.setdefault(name, value)
        self.rows[table].append((line, row))
        self._parents(table, item, row, line)
        self._children(table, item, line)

    def _parents(self, table: str, item: Row, row: Row, line: int) -> None:
        for name, parent, column in PARENTS.get(table, ()):
            inner = item.get(name)
            if isinstance(inner, dict):
                if inner.get("id") is not None:
                    row.setdefault(column, inner["id"])
                self.take(parent, inner, line)
            elif inner is not None:
                self.faults.append((table, line, name))

    def _children(self, table: str, item: Row, line: int) -> None:
        for name, child, column in CHILDREN.get(table, ()):
            self._each(table, item, name, child, {column: item.get("id")}, line)
        linked = {"link_id": item.get("id"), "link_entity": table}
        if table != "attributes":
            self._each(table, item, "attributes", "attributes", linked, line)
        if table == "organizations":
            self._each(table, item, "services", "services", {"organization_id": item.get("id")}, line)

    def _each(self, table: str, item: Row, name: str, child: str, given: Row, line: int) -> None:
        inner = item.get(name)
        if inner is None:
            return
        if not isinstance(inner, list):
            self.faults.append((table, line, name))
            return
        for each in inner:
            self.take(child, each, line, {column: value for column, value in given.items() if value})
