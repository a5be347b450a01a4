"""Accounts of persons of families lose their names: they stand in the clear."""

from django.db import migrations

NAMELESS = """
UPDATE identity_user SET name = 'osoba z rodziny' WHERE id IN (
  SELECT user_id FROM identity_rolegrant GROUP BY user_id
  HAVING bool_and(role = 'family_member')
)
"""


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_data_protection_officer")]
    operations = [migrations.RunSQL(NAMELESS, migrations.RunSQL.noop)]
