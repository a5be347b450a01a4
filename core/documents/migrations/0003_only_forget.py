"""Words of rows that are only added to may be emptied when one person's data are erased."""

from django.db import migrations

from core.shared.forgetting import function_to_forget, only_forget


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_sealed_for_families")]
    operations = [function_to_forget(), only_forget("documents_issueddocument")]
