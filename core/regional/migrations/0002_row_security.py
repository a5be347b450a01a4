from django.db import migrations

# A tenant's role is called <prefix>_t_<schema>; the check constraints on `schema_name` admit town schemas
# only, so that no role's name ends like another town's. Roles are created after this migration and
# carry the deployment's prefix, hence the comparison of endings instead of names in the policies.
OWN_ROWS = "right(current_user::text, length(schema_name) + 3) = '_t_' || schema_name"

SECURE = f"""
ALTER TABLE "sdc"."regional_truecell" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON "sdc"."regional_truecell" USING ({OWN_ROWS}) WITH CHECK ({OWN_ROWS});
CREATE POLICY release_reads ON "sdc"."regional_truecell" FOR SELECT
    USING (right(current_user::text, 8) = '_release');
ALTER TABLE "public"."regional_submission" ENABLE ROW LEVEL SECURITY;
CREATE POLICY everyone_reads ON "public"."regional_submission" FOR SELECT USING (true);
CREATE POLICY own_rows_in ON "public"."regional_submission" FOR INSERT WITH CHECK ({OWN_ROWS});
CREATE POLICY own_rows_out ON "public"."regional_submission" FOR DELETE USING ({OWN_ROWS});
"""
OPEN = """
DROP POLICY own_rows ON "sdc"."regional_truecell";
DROP POLICY release_reads ON "sdc"."regional_truecell";
ALTER TABLE "sdc"."regional_truecell" DISABLE ROW LEVEL SECURITY;
DROP POLICY everyone_reads ON "public"."regional_submission";
DROP POLICY own_rows_in ON "public"."regional_submission";
DROP POLICY own_rows_out ON "public"."regional_submission";
ALTER TABLE "public"."regional_submission" DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Each town reaches its own counts only; the release job reads them all."""

    dependencies = [("regional", "0001_initial")]

    operations = [migrations.RunSQL(SECURE, OPEN, elidable=False)]
