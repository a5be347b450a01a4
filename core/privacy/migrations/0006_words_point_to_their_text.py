from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0005_ship_texts")]

    operations = [
        migrations.AlterField(
            model_name=name,
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="privacy.consenttext"
            ),
        )
        for name in ("participationagreement", "disclosureauthorisation")
    ]
