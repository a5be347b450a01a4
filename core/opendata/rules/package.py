"""Reading an HSDS package: a ZIP of CSV tables, or JSON with nested objects.

The tables' own description in `datapackage.json` is asked only which file holds which table: descriptions in
circulation contradict themselves (3.1-dev names a key that its table does not have), the standard does not.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from core.opendata.errors import BrokenJsonError, NoServicesError
from core.opendata.rules.incoming import MOST_ROWS
from core.opendata.rules.nesting import Flattening
from core.opendata.rules.tables import Table, table_named
from core.shared.imports import archive, cells
from core.shared.imports.errors import (
    ArchiveBrokenError,
    MissingHeaderError,
    TooManyRowsError,
    UnreadableTextError,
)
from core.shared.imports.problems import Problem

Row = dict[str, Any]
_DESCRIPTION = "datapackage.json"
_LONGEST_DESCRIPTION = 2 * 1024 * 1024


@dataclass
class Raw:
    """Rows of each table with the line on which they stand, and what was noticed while reading."""

    tables: dict[str, list[tuple[int, Row]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    counted: int = 0

    def count(self) -> None:
        """One more row; raises `TooManyRowsError` beyond what one import takes."""
        self.counted += 1
        if self.counted > MOST_ROWS:
            raise TooManyRowsError(most=f"{MOST_ROWS:_}".replace("_", " "))


def read_zip(content: bytes) -> Raw:
    """The tables of a ZIP; raises a `FileRefusedError` when there is nothing to read."""
    opened = archive.opened(content)
    raw = Raw()
    for name, table in _files(opened, raw):
        _read_table(opened, name, table, raw)
    return _with_services(raw)


def _files(opened: zipfile.ZipFile, raw: Raw) -> Iterator[tuple[str, Table]]:
    """Which file of the archive is which table."""
    names = [info.filename for info in opened.infolist() if not info.is_dir()]
    described = _described(opened, names)
    taken: set[str] = set()
    for name in names:
        if name.rsplit("/", 1)[-1].startswith((".", "__")) or "__MACOSX" in name:
            continue
        if name.endswith(_DESCRIPTION):
            continue
        table = described.get(name) or (table_named(name) if name.lower().endswith(".csv") else None)
        if table is None or table.name in taken:
            raw.problems.append(Problem("unknown_file", name[:80], 0, note=True))
            continue
        taken.add(table.name)
        yield name, table


def _described(opened: zipfile.ZipFile, names: list[str]) -> dict[str, Table]:
    """Files named by the package's description, as far as it can be read and they are there."""
    where = next((name for name in names if name.rsplit("/", 1)[-1] == _DESCRIPTION), None)
    if where is None:
        return {}
    folder = where[: -len(_DESCRIPTION)]
    try:
        description = orjson.loads(archive.content_of(opened, where, _LONGEST_DESCRIPTION))
    except orjson.JSONDecodeError:
        return {}
    resources = description.get("resources") if isinstance(description, dict) else None
    found = {}
    for resource in resources if isinstance(resources, list) else []:
        path, name = (resource.get("path"), resource.get("name")) if isinstance(resource, dict) else ("", "")
        table = table_named(name) if isinstance(name, str) else None
        if isinstance(path, str) and table is not None and folder + path in names:
            found[folder + path] = table
    return found


def _read_table(opened: zipfile.ZipFile, name: str, table: Table, raw: Raw) -> None:
    rows = raw.tables.setdefault(table.name, [])
    try:
        with opened.open(name) as stream, io.TextIOWrapper(stream, "utf-8-sig", newline="") as text:
            reader = csv.reader(text)
            header = [column.strip() for column in next(reader, [])]
            if not any(header):
                raise MissingHeaderError(name=name[:80])
            _notice_columns(table, header, raw)
            for line in reader:
                row = _row(line, header, table, reader.line_num, raw)
                if row is not None:
                    raw.count()
                    rows.append((reader.line_num, row))
    except UnicodeDecodeError as error:
        raise UnreadableTextError(name=name[:80]) from error
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise ArchiveBrokenError from error
    except csv.Error as error:
        raise UnreadableTextError(name=name[:80]) from error


def _notice_columns(table: Table, header: list[str], raw: Raw) -> None:
    if not table.used:
        raw.problems.append(Problem("unused_table", table.name, 0, note=True))
    for name in header:
        if name and table.column(name) is None:
            raw.problems.append(
                Problem("unknown_column", table.name, 1, name[:80], {"value": name[:80]}, note=True)
            )


def _row(line: list[str], header: list[str], table: Table, number: int, raw: Raw) -> Row | None:
    """Cells of known columns that hold something, as they were written; None for an empty line."""
    row: Row = {}
    for name, cell in zip(header, line, strict=False):
        if not cell:
            continue
        if table.column(name) is None:
            continue
        if cells.is_formula(cell):
            raw.problems.append(Problem("formula", table.name, number, name, note=True))
        row[name] = cells.as_written(cell)
    return row if any(cell.strip() for cell in line) else None


def read_json(content: bytes) -> Raw:
    """Nested services and organisations: our own export, a page of the interface, a list or one service."""
    try:
        whole = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BrokenJsonError from error
    flat = Flattening()
    try:
        for table, items in _listed(whole):
            for line, item in enumerate(items, start=1):
                flat.take(table, item, line)
    except RecursionError as error:
        raise BrokenJsonError from error
    raw = Raw(tables=dict(flat.rows))
    raw.problems += [Problem("not_an_object", table, line, name) for table, line, name in flat.faults]
    for rows in raw.tables.values():
        for _ in rows:
            raw.count()
    return _with_services(raw)


def _listed(whole: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(whole, dict) and isinstance(whole.get("contents"), list):
        whole = whole["contents"]
    if isinstance(whole, dict) and "id" not in whole and any(table_named(name) for name in whole):
        for name, items in whole.items():
            table = table_named(name)
            if table is not None and isinstance(items, list | dict):
                yield table.name, items if isinstance(items, list) else [items]
        return
    items = whole if isinstance(whole, list) else [whole]
    services = [item for item in items if not _is_organisation(item)]
    yield "organizations", [item for item in items if _is_organisation(item)]
    yield "services", services


def _is_organisation(item: Any) -> bool:
    return isinstance(item, dict) and "status" not in item and ("services" in item or "description" in item)


def _with_services(raw: Raw) -> Raw:
    if not raw.tables.get("services") and not raw.tables.get("organizations"):
        raise NoServicesError
    return raw
