"""What is written about a family moves under its key."""

from __future__ import annotations

from typing import Any

from django.db import migrations

import core.shared.encryption
from core.shared.resealing import reseal


def seal_under_family_keys(_apps: Any, schema_editor: Any) -> None:
    """Seal what is there already."""
    case = "families_case c WHERE c.id = p.case_id AND p.id"
    goal = f"(SELECT c.household_id FROM paths_pathwayplan p, {case} = t.plan_id)"
    reseal(schema_editor, "paths_goal", ["title", "why"], goal, plain=True)
    task = f"(SELECT c.household_id FROM paths_pathwayplan p, paths_goal g, {case} = g.plan_id AND g.id = t.goal_id)"
    reseal(schema_editor, "paths_task", ["title", "abandoned_reason"], task, plain=True)


class Migration(migrations.Migration):
    dependencies = [("families", "0003_family_keys"), ("paths", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name='goal',
            name='title',
            field=core.shared.encryption.EncryptedTextField(),
        ),
        migrations.AlterField(
            model_name='goal',
            name='why',
            field=core.shared.encryption.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name='task',
            name='abandoned_reason',
            field=core.shared.encryption.EncryptedTextField(blank=True),
        ),
        migrations.AlterField(
            model_name='task',
            name='title',
            field=core.shared.encryption.EncryptedTextField(),
        ),
        migrations.RunPython(seal_under_family_keys, migrations.RunPython.noop),
    ]
