"""Whether a package's rows are what the standard asks for: values, ids once, links that lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from core.opendata.rules import values
from core.opendata.rules.tables import TABLES, Table
from core.shared.imports.problems import Problem

Row = dict[str, Any]
Rows = Mapping[str, list[tuple[int, Row]]]
_SHOWN: Final = 80


def problems_of(tables: Rows) -> list[Problem]:
    """Everything that is wrong in a package, table by table and line by line."""
    known = {name: _ids(rows) for name, rows in tables.items()}
    everything = set().union(*known.values()) if known else set()
    found: list[Problem] = []
    for name, rows in tables.items():
        table = TABLES[name]
        first: dict[str, int] = {}
        for line, row in rows:
            found += _row_problems(table, line, row, first)
            found += _broken_links(table, line, row, known, everything)
    return found


def _ids(rows: list[tuple[int, Row]]) -> set[str]:
    return {str(row["id"]).lower() for _, row in rows if "id" in row}


def _row_problems(table: Table, line: int, row: Row, first: dict[str, int]) -> list[Problem]:
    found = []
    for column in table.columns:
        value = row.get(column.name)
        if value is None:
            if column.required:
                found.append(Problem("required", table.name, line, column.name))
            continue
        fault = values.fault_of(value, column)
        if fault:
            found.append(Problem(fault, table.name, line, column.name, {"value": str(value)[:_SHOWN]}))
    key = str(row.get("id", "")).lower()
    if key and key in first:
        found.append(Problem("duplicate_id", table.name, line, "id", {"first": first[key]}))
    first.setdefault(key, line)
    return found


def _broken_links(
    table: Table, line: int, row: Row, known: dict[str, set[str]], everything: set[str]
) -> list[Problem]:
    found = []
    for column in table.columns:
        value = row.get(column.name)
        if value is None or not column.refers_to or values.fault_of(value, column):
            continue
        if str(value).lower() not in known.get(column.refers_to, set()):
            data = {"table": column.refers_to, "value": str(value)}
            found.append(Problem("missing_reference", table.name, line, column.name, data))
    link = str(row.get("link_id", "")).lower()
    if table.name == "attributes" and link and link not in everything:
        data = {"value": link[:_SHOWN]}
        found.append(Problem("missing_link", table.name, line, "link_id", data))
    return found
