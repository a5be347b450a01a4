"""Words of rows that are only added to may be emptied when one person's data are erased."""

from typing import ClassVar

from django.db import migrations

from core.shared.forgetting import only_forget


class Migration(migrations.Migration):
    dependencies: ClassVar = [("rights", "0002_one_person"), ("documents", "0003_only_forget")]
    operations: ClassVar = [only_forget("rights_correction")]
