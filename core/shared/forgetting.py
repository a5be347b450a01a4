"""Rows that are only added to may lose their words when one person's data are erased, and nothing else.

The tenant's role gets UPDATE on those columns alone (`tenants.roles`); the trigger here lets a column become
empty and refuses every other change.
"""

from __future__ import annotations

from typing import Final

from django.db import migrations

_FUNCTION: Final = """
CREATE OR REPLACE FUNCTION only_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM jsonb_each_text(to_jsonb(NEW)) AS made
    JOIN jsonb_each_text(to_jsonb(OLD)) AS was USING (key)
    WHERE made.value IS DISTINCT FROM was.value AND made.value NOT IN ('', '\\x')
  ) THEN
    RAISE EXCEPTION 'rows of % are only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""


def function_to_forget() -> migrations.RunSQL:
    """The trigger's function, once in a schema."""
    return migrations.RunSQL(_FUNCTION, "DROP FUNCTION only_forget()")


def only_forget(table: str) -> migrations.RunSQL:
    """Let rows of a table lose words, and refuse any other change."""
    return migrations.RunSQL(
        f"CREATE TRIGGER only_forget BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION only_forget()",
        f"DROP TRIGGER only_forget ON {table}",
    )
