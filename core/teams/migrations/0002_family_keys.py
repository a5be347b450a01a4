"""What is written about a family moves under its key."""

from __future__ import annotations

from typing import Any

from django.db import migrations

import core.shared.encryption
from core.shared.resealing import reseal


def seal_under_family_keys(_apps: Any, schema_editor: Any) -> None:
    """Seal what is there already."""
    family = "(SELECT c.household_id FROM families_case c, teams_caseteam g WHERE c.id = g.case_id AND g.id = t.team_id)"
    reseal(schema_editor, "teams_teammeeting", ["place"], family, plain=True)
    reseal(schema_editor, "teams_teammeeting", ["minutes", "without_family_reason"], family, plain=False)


class Migration(migrations.Migration):
    dependencies = [("families", "0003_family_keys"), ("teams", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name='teammeeting',
            name='place',
            field=core.shared.encryption.EncryptedTextField(blank=True),
        ),
        migrations.RunPython(seal_under_family_keys, migrations.RunPython.noop),
    ]
