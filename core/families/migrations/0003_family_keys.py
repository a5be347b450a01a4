"""One key a family; names and reasons move under it."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import core.shared.encryption
from core.shared.resealing import reseal

_HOME = """
UPDATE families_person p SET home_id = (
    SELECT m.household_id FROM families_householdmember m
     WHERE m.person_id = p.id ORDER BY m.ends_on DESC NULLS FIRST, m.starts_on DESC LIMIT 1)
"""


def seal_under_family_keys(_apps: Any, schema_editor: Any) -> None:
    """A key for each household, a home for each person, and then the texts."""
    from core.families.keys import make_missing  # noqa: PLC0415  needs the loaded models

    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM families_household)")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(_HOME)
    make_missing()
    reseal(schema_editor, "families_person", ["first_name", "last_name"], "t.home_id", plain=True)
    reseal(schema_editor, "families_person", ["pesel"], "t.home_id", plain=False)
    case = "(SELECT c.household_id FROM families_case c WHERE c.id = t.case_id)"
    reseal(schema_editor, "families_casetransition", ["reason"], case, plain=False)


class Migration(migrations.Migration):
    dependencies = [("families", "0002_stages")]

    operations = [
        migrations.CreateModel(
            name="FamilyKey",
            fields=[
                (
                    "household",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sealing_key",
                        serialize=False,
                        to="families.household",
                    ),
                ),
                ("wrapped", models.CharField(blank=True, max_length=120)),
                ("destroyed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("destroyed_at__isnull", True), ("wrapped__gt", "")),
                            models.Q(("destroyed_at__isnull", False), ("wrapped", "")),
                            _connector="OR",
                        ),
                        name="family_key_or_its_end",
                    )
                ]
            },
        ),
        migrations.AlterModelOptions(name="person", options={"ordering": ["created_at", "pk"]}),
        migrations.AddField(
            model_name="person",
            name="home",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="families.household",
            ),
        ),
        migrations.RemoveField(model_name="person", name="search_text"),
        migrations.AlterField(
            model_name="person", name="first_name", field=core.shared.encryption.EncryptedTextField()
        ),
        migrations.AlterField(
            model_name="person", name="last_name", field=core.shared.encryption.EncryptedTextField()
        ),
        migrations.RunPython(seal_under_family_keys, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="person",
            name="home",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="families.household"
            ),
        ),
    ]
