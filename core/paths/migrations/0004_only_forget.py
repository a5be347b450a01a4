"""Words of rows that are only added to may be emptied when one person's data are erased."""

from django.db import migrations

from core.shared.forgetting import only_forget


class Migration(migrations.Migration):
    dependencies = [("paths", "0003_voices"), ("documents", "0003_only_forget")]
    operations = [only_forget("paths_taskvoice"), only_forget("paths_taskchange"), only_forget("paths_familyword"), only_forget("paths_pathpaper")]
