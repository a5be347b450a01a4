"""Words of rows that are only added to may be emptied when one person's data are erased."""

from django.db import migrations

from core.shared.forgetting import only_forget


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial"), ("documents", "0003_only_forget")]
    operations = [only_forget("assessments_assessmentrevision")]
