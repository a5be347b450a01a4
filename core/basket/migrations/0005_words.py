from __future__ import annotations

from typing import Any

import django.contrib.postgres.indexes
from django.db import migrations
from django.utils.translation import override

import core.shared.searching
from core.reference.grounds import ServiceCategory
from core.shared.searching import weighted

BATCH = 500


def read_all(apps: Any, _editor: Any) -> None:
    """Give the cards that are there already their words."""
    model = apps.get_model("basket", "ServiceCard")
    with override("pl"):
        labels = {value: str(label) for value, label in ServiceCategory.choices}
    found = []
    for card in model.objects.iterator(BATCH):
        texts = f"{card.description} {card.eligibility_note} {labels[card.category]}"
        where = f"{card.place} {card.street} {card.city} {card.postcode}"
        card.words = weighted((card.name, "A"), (card.target_group, "B"), (texts, "C"), (where, "D"))
        found.append(card)
    model.objects.bulk_update(found, ["words"], BATCH)


class Migration(migrations.Migration):
    dependencies = [
        ("basket", "0004_card_combinations"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="servicecard",
            name="search_text",
        ),
        migrations.AddField(
            model_name="servicecard",
            name="words",
            field=core.shared.searching.WordsField(default="", editable=False),
        ),
        migrations.AddIndex(
            model_name="servicecard",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="card_by_words"),
        ),
        migrations.RunPython(read_all, migrations.RunPython.noop, elidable=True),
    ]
