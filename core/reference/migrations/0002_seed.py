from django.db import migrations

from core.reference.seed import SEED_STATE_ON, seed_units


def sow(apps, schema_editor):
    """A fresh installation knows its own tenants' territory before anybody imports TERC."""
    unit = apps.get_model("reference", "TerritorialUnit")
    known = set(unit.objects.values_list("code", flat=True))
    unit.objects.bulk_create(
        unit(
            code=item.code,
            kind=item.kind.value,
            name=item.name,
            parent_code=item.parent_code,
            valid_from=SEED_STATE_ON,
        )
        for item in seed_units()
        if item.code not in known
    )


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_territory")]

    operations = [migrations.RunPython(sow, migrations.RunPython.noop, elidable=False)]
