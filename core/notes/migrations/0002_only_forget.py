"""Words of rows that are only added to may be emptied when one person's data are erased."""

from django.db import migrations

from core.shared.forgetting import only_forget


class Migration(migrations.Migration):
    dependencies = [("notes", "0001_first"), ("documents", "0003_only_forget")]
    operations = [only_forget("notes_noteedition")]
