"""What is written about a family moves under its key."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from core.shared.resealing import reseal


def seal_under_family_keys(_apps: Any, schema_editor: Any) -> None:
    """Seal what is there already."""
    family = "(SELECT c.household_id FROM families_case c WHERE c.id = t.case_id)"
    reseal(schema_editor, "matching_need", ["text"], family, plain=False)
    reseal(schema_editor, "matching_householdfact", ["body"], family, plain=False)
    unmet = "(SELECT c.household_id FROM families_case c, matching_need n WHERE c.id = n.case_id AND n.id = t.need_id)"
    reseal(schema_editor, "matching_unmetneed", ["note"], unmet, plain=False)


class Migration(migrations.Migration):
    dependencies = [("families", "0003_family_keys"), ("matching", "0001_initial")]

    operations = [

        migrations.RunPython(seal_under_family_keys, migrations.RunPython.noop),
    ]
