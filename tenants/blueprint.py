"""What a schema is made of, read from PostgreSQL's catalogue.

The migrations make one template schema a kind; its blueprint is a SQL script that makes the same
schema under another name (0.1 s instead of 1.5 s of migrations), and at the same time the means to say
whether two schemas are equal: their blueprints are the same text. Unlike django-tenants' clone it keeps
the names of all constraints, and brings the rows that migrations wrote.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from psycopg2 import sql

from tenants.context import current_schema

# The tables that a template holds rows of come from migrations: content types, rights, the record of
# migrations. A tenant's own rows are no part of its blueprint.
_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
       a.attgenerated <> '', pg_get_expr(d.adbin, d.adrelid),
       CASE WHEN a.attcollation <> t.typcollation THEN l.collname END
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_collation l ON l.oid = a.attcollation
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
 ORDER BY c.relname, a.attnum
"""
_CONSTRAINTS = """
SELECT c.relname, k.conname, k.contype, pg_get_constraintdef(k.oid)
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
 WHERE k.connamespace = %s::regnamespace AND k.contype IN ('p', 'u', 'c', 'x', 'f')
 ORDER BY (k.contype = 'f'), c.relname, k.conname
"""
_INDEXES = """
SELECT pg_get_indexdef(i.indexrelid)
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE c.relnamespace = %s::regnamespace
   AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid
                                                   AND k.contype IN ('p', 'u', 'x'))
 ORDER BY c.relname
"""
_FUNCTIONS = """
SELECT pg_get_functiondef(p.oid) FROM pg_proc p
 WHERE p.pronamespace = %s::regnamespace ORDER BY p.proname, p.oid
"""
_TRIGGERS = """
SELECT pg_get_triggerdef(t.oid)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = %s::regnamespace AND NOT t.tgisinternal ORDER BY c.relname, t.tgname
"""
_OWNERS = """
SELECT c.relname, c.relowner::regrole::text, c.relkind::text
  FROM pg_class c WHERE c.relnamespace = %s::regnamespace ORDER BY c.relname
"""

_CAST_MEMBER = re.compile(r"'(?:[^']|'')*'::character varying")
_CAST_LIST = re.compile(r"\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]")


@dataclass(frozen=True)
class Blueprint:
    """The statements that make a schema, in an order in which they run."""

    statements: tuple[str, ...]
    rows: tuple[str, ...] = field(default=(), compare=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the structure: equal for schemas that are made alike (64 hex digits)."""
        return hashlib.sha256("\n".join(self.statements).encode()).hexdigest()

    def script(self, schema: str) -> str:
        """SQL that makes the schema `schema`, to run as the owner in one transaction."""
        name = sql.Identifier(schema).as_string(connection.connection)
        head = f"CREATE SCHEMA {name}; SET LOCAL search_path = {name};\n"
        return head + ";\n".join((*self.statements, *self.rows)) + ";"


def build(plan: Blueprint, schema: str) -> None:
    """Make a schema by its blueprint, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(plan.script(schema))
        _restore_path(cursor)


def describe(schema: str, *, with_rows: bool = False) -> Blueprint:
    """Read the blueprint of a schema; with the rows of its tables when it is a template."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SET LOCAL search_path = {}")
            .format(sql.Identifier(schema))
            .as_string(connection.connection)
        )
        tables = _tables(_ask(cursor, _COLUMNS, schema))
        constraints = _constraints(_ask(cursor, _CONSTRAINTS, schema))
        indexes = [str(row[0]) for row in _ask(cursor, _INDEXES, schema)]
        functions = [str(row[0]).rstrip() for row in _ask(cursor, _FUNCTIONS, schema)]
        triggers = [str(row[0]) for row in _ask(cursor, _TRIGGERS, schema)]
        rows = _rows(cursor, [name for name, _ in tables]) if with_rows else []
        _restore_path(cursor)
    local = [text.replace(f"{schema}.", "") for text in (*indexes, *functions, *triggers)]
    first = [text for name, text in constraints if not name]
    last = [text for name, text in constraints if name]
    statements = (*(text for _, text in tables), *first, *local, *last)
    return Blueprint(statements=tuple(map(_canonical, statements)), rows=tuple(rows))


def differences(schema: str, template: str) -> list[str]:
    """What a schema has more (+) or less (-) than its template, and tables of another owner."""
    mine, theirs = set(describe(schema).statements), set(describe(template).statements)
    found = [f"- {text}" for text in sorted(theirs - mine)]
    found += [f"+ {text}" for text in sorted(mine - theirs)]
    with connection.cursor() as cursor:
        owned = set(_ask(cursor, _OWNERS, template))
        found += [f"! {row}" for row in sorted(set(_ask(cursor, _OWNERS, schema)) ^ owned)]
    return found


def exists(schema: str) -> bool:
    """Whether the database has a schema of this name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def _canonical(text: str) -> str:
    """PostgreSQL prints `IN ('a', 'b')` on a varchar anew once it has read its own print: settle it.

    First it casts the list, after one round each of its members, and that form stays.
    """
    return _CAST_LIST.sub(lambda found: "ARRAY[" + _CAST_MEMBER.sub(r"(\g<0>)::text", found[1]) + "]", text)


def _ask(cursor: Any, question: str, schema: str) -> list[tuple[Any, ...]]:
    cursor.execute(question, [schema])
    return list(cursor.fetchall())


def _tables(columns: list[tuple[Any, ...]]) -> list[tuple[str, str]]:
    tables: dict[str, list[str]] = {}
    for table, name, kind, not_null, identity, generated, default, collation in columns:
        parts = [f'"{name}" {kind}']
        if collation:
            parts.append(f'COLLATE "{collation}"')
        if identity:
            way = "ALWAYS" if identity == "a" else "BY DEFAULT"
            parts.append(f"GENERATED {way} AS IDENTITY")
        if default is not None:
            parts.append(f"GENERATED ALWAYS AS ({default}) STORED" if generated else f"DEFAULT {default}")
        if not_null:
            parts.append("NOT NULL")
        tables.setdefault(table, []).append(" ".join(parts))
    return [(name, f'CREATE TABLE "{name}" ({", ".join(columns)})') for name, columns in tables.items()]


def _constraints(found: list[tuple[Any, ...]]) -> list[tuple[bool, str]]:
    return [
        (kind == "f", f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
        for table, name, kind, definition in found
    ]


def _rows(cursor: Any, tables: list[str]) -> list[str]:
    """Statements that bring a template's rows, one a table, and set its identity columns on."""
    statements = []
    for table in tables:
        cursor.execute(f'SELECT json_agg(t)::text FROM "{table}" t')  # noqa: S608  catalogue name
        rows = cursor.fetchone()[0]
        if rows is None:
            continue
        literal = sql.Literal(rows).as_string(cursor.connection)
        statements.append(
            f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", {literal})'  # noqa: S608
        )
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [f'"{table}"'])
        if cursor.fetchone()[0]:
            statements.append(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), max(id)) FROM \"{table}\""  # noqa: S608
            )
    return statements


def _restore_path(cursor: Any) -> None:
    """End of the inner transaction does not undo SET LOCAL when an outer one goes on."""
    here = sql.Identifier(current_schema())
    cursor.execute(sql.SQL("SET LOCAL search_path = {}").format(here).as_string(connection.connection))
