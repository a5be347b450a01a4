"""Moving what stands in a column under the keys of families: for migrations, which know no fields."""

from __future__ import annotations

from typing import Any

from core.shared.encryption import VERSION, seal, unseal

_BATCH = 500


def reseal(schema_editor: Any, table: str, columns: list[str], household: str, *, plain: bool) -> None:
    """Seal the texts of columns under the key of each row's household.

    `household` is SQL that gives it for a row `t`; `plain` says that the columns held plain text until now,
    otherwise text under the tenant's key. Rows that are sealed already stay as they are.
    """
    names = ", ".join(f"t.{column}" for column in columns)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT t.id, {household}, {names} FROM {table} t")  # noqa: S608  from a migration
        rows = cursor.fetchall()
        sets = ", ".join(f"{column} = %s" for column in columns)
        for start in range(0, len(rows), _BATCH):
            changed = []
            for pk, family, *values in rows[start : start + _BATCH]:
                pairs = zip(columns, values, strict=True)
                new = [_sealed(old, f"{table}.{name}.{pk}", family, plain=plain) for name, old in pairs]
                if new != values:
                    changed.append([*new, pk])
            cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", changed)  # noqa: S608
        # The rows that wait for their checks would keep the table from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _sealed(value: str | None, place: str, family: Any, *, plain: bool) -> str | None:
    if not value or (not plain and not value.startswith(f"{VERSION}:")):
        return value
    return seal(value if plain else unseal(value, place), place, family)
