from __future__ import annotations

from typing import Any

import django.contrib.postgres.indexes
from django.db import migrations

import core.shared.searching
from core.shared.searching import weighted

BATCH = 500


def read_all(apps: Any, _editor: Any) -> None:
    """Give the organisations that are there already their words."""
    model = apps.get_model("partnership", "PartnerOrganisation")
    found = []
    for partner in model.objects.only("pk", "name", "short_name", "address").iterator(BATCH):
        partner.words = weighted((f"{partner.name} {partner.short_name}", "A"), (partner.address, "D"))
        found.append(partner)
    model.objects.bulk_update(found, ["words"], BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("partnership", "0003_papers"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="partnerorganisation",
            name="search_text",
        ),
        migrations.AddField(
            model_name="partnerorganisation",
            name="words",
            field=core.shared.searching.WordsField(default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="partnerorganisation",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="partner_by_words"),
        ),
        migrations.RunPython(read_all, migrations.RunPython.noop, elidable=True),
    ]
