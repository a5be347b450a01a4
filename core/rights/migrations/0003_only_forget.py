"""Words of rows that are only added to may be emptied when one person's data are erased."""

from django.db import migrations

from core.shared.forgetting import only_forget


class Migration(migrations.Migration):
    dependencies = [("rights", "0002_one_person"), ("documents", "0003_only_forget")]
    operations = [only_forget("rights_correction")]
