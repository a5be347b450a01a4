"""What is written about a family moves under its key."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from core.shared.resealing import reseal


def seal_under_family_keys(_apps: Any, schema_editor: Any) -> None:
    """Seal what is there already."""
    family = "(SELECT c.household_id FROM families_case c WHERE c.id = t.case_id)"
    reseal(schema_editor, "referrals_referral", ["need", "decline_reason"], family, plain=False)


class Migration(migrations.Migration):
    dependencies = [("families", "0003_family_keys"), ("referrals", "0003_first_contact")]

    operations = [

        migrations.RunPython(seal_under_family_keys, migrations.RunPython.noop),
    ]
