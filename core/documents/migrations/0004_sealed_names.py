"""Names of received files, and of those who signed a family's file, are sealed like the file itself."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations

import core.shared.encryption
from core.shared.encryption import seal
from core.shared.forgetting import only_forget
from core.shared.resealing import reseal

_FAMILY = """(
    SELECT k.household_id FROM families_familykey k
     WHERE k.household_id = t.family AND k.destroyed_at IS NULL)"""
# Of an erased family: nothing can be sealed under its key any more, and the name goes.
_GONE = """
UPDATE documents_receivedfile SET filename = '-' WHERE family IN (
    SELECT household_id FROM families_familykey WHERE destroyed_at IS NOT NULL)
"""
_OF_FAMILIES = """
SELECT c.id, c.report, f.family FROM documents_signaturecheck c
  JOIN documents_receivedfile f ON f.id = c.file_id
  JOIN families_familykey k ON k.household_id = f.family AND k.destroyed_at IS NULL
"""
_MOVED = "UPDATE documents_signaturecheck SET report = '{}', sealed_report = %s WHERE id = %s"


def seal_names(_apps: Any, schema_editor: Any) -> None:
    """Seal what stands in the clear."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('families_familykey') IS NOT NULL")
        has_families = cursor.fetchone()[0]
        if has_families:
            cursor.execute(_GONE)
    family = _FAMILY if has_families else "NULL::uuid"
    reseal(schema_editor, "documents_receivedfile", ["filename"], family, plain=True)
    if not has_families:
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_OF_FAMILIES)
        for pk, report, family in cursor.fetchall():
            text = report if isinstance(report, str) else json.dumps(report)
            place = f"documents_signaturecheck.sealed_report.{pk}"
            cursor.execute(_MOVED, [seal(text, place, family), pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_only_forget")]
    operations = [
        migrations.AddField(
            model_name="signaturecheck",
            name="sealed_report",
            field=core.shared.encryption.EncryptedTextField(blank=True, default=""),
        ),
        migrations.AlterField(
            model_name="receivedfile",
            name="filename",
            field=core.shared.encryption.EncryptedTextField(),
        ),
        migrations.RunPython(seal_names, migrations.RunPython.noop),
        only_forget("documents_signaturecheck"),
    ]
