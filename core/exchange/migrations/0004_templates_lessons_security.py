from django.db import migrations

# As in regional 0002: a tenant's role is called <prefix>_t_<schema>, hence the comparison of endings. The
# check constraints admit schemas of towns and regions only. A town's voivodeship are the first two digits
# of its TERYT code, which its schema and so its role bear.
OWNED = "right(current_user::text, length({column}) + 3) = '_t_' || {column}"
TOWN_IN = "substring(current_user::text from '_t_[gp]_([0-9][0-9])[0-9]*$')"
REGION_OF = "substring(current_user::text from '_t_r_([0-9][0-9])$')"
OWN_TEMPLATE = OWNED.format(column="owner_schema")
OWN_DECISION = OWNED.format(column="schema_name")
LEADS = """
EXISTS (SELECT 1 FROM "public"."tenants_tenant" leader
         WHERE leader.schema_name = owner_schema AND leader.is_leader)
"""
OF_MY_TEMPLATE = f"""
EXISTS (SELECT 1 FROM "public"."exchange_regionaltemplate" owned
         WHERE owned.id = template_id AND {OWNED.format(column="owned.owner_schema")})
"""
OF_TEMPLATE_SEEN = """
EXISTS (SELECT 1 FROM "public"."exchange_regionaltemplate" seen WHERE seen.id = template_id)
"""

SECURE = f"""
ALTER TABLE "public"."exchange_regionaltemplate" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_templates ON "public"."exchange_regionaltemplate"
    USING ({OWN_TEMPLATE}) WITH CHECK ({OWN_TEMPLATE} AND (NOT for_all OR {LEADS}));
CREATE POLICY published_are_read ON "public"."exchange_regionaltemplate" FOR SELECT
    USING (current > 0 AND (for_all OR {TOWN_IN} = right(owner_schema, 2)));

ALTER TABLE "public"."exchange_templateversion" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_versions_read ON "public"."exchange_templateversion" FOR SELECT USING ({OF_MY_TEMPLATE});
CREATE POLICY own_versions_in ON "public"."exchange_templateversion" FOR INSERT WITH CHECK ({OF_MY_TEMPLATE});
CREATE POLICY own_drafts_changed ON "public"."exchange_templateversion" FOR UPDATE
    USING (published_on IS NULL AND {OF_MY_TEMPLATE}) WITH CHECK ({OF_MY_TEMPLATE});
CREATE POLICY own_drafts_out ON "public"."exchange_templateversion" FOR DELETE
    USING (published_on IS NULL AND {OF_MY_TEMPLATE});
CREATE POLICY published_are_read ON "public"."exchange_templateversion" FOR SELECT
    USING (published_on IS NOT NULL AND {OF_TEMPLATE_SEEN});

ALTER TABLE "public"."exchange_templateadoption" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_decisions ON "public"."exchange_templateadoption"
    USING ({OWN_DECISION})
    WITH CHECK ({OWN_DECISION} AND EXISTS (
        SELECT 1 FROM "public"."exchange_templateversion" seen WHERE seen.id = version_id));
CREATE POLICY owner_reads ON "public"."exchange_templateadoption" FOR SELECT USING (EXISTS (
    SELECT 1 FROM "public"."exchange_templateversion" made
      JOIN "public"."exchange_regionaltemplate" owned ON owned.id = made.template_id
     WHERE made.id = version_id AND {OWNED.format(column="owned.owner_schema")}));

ALTER TABLE "public"."exchange_handedlesson" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_lessons ON "public"."exchange_handedlesson"
    USING ({OWN_DECISION}) WITH CHECK ({OWN_DECISION});
CREATE POLICY region_reads ON "public"."exchange_handedlesson" FOR SELECT
    USING (substring(schema_name from 3 for 2) = {REGION_OF});

ALTER TABLE "public"."exchange_lessonedition" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_editions ON "public"."exchange_lessonedition"
    USING ({OWN_TEMPLATE})
    WITH CHECK ({OWN_TEMPLATE} AND EXISTS (
        SELECT 1 FROM "public"."exchange_handedlesson" handed
         WHERE handed.id = lesson_id
           AND substring(handed.schema_name from 3 for 2) = right(owner_schema, 2)));
CREATE POLICY published_are_read ON "public"."exchange_lessonedition" FOR SELECT
    USING (state = 'published' AND withdrawn_on IS NULL
           AND (for_all OR {TOWN_IN} = right(owner_schema, 2)));
CREATE POLICY source_reads ON "public"."exchange_lessonedition" FOR SELECT USING (EXISTS (
    SELECT 1 FROM "public"."exchange_handedlesson" handed
     WHERE handed.id = lesson_id AND {OWNED.format(column="handed.schema_name")}));
CREATE POLICY source_withdraws ON "public"."exchange_lessonedition" FOR UPDATE USING (EXISTS (
    SELECT 1 FROM "public"."exchange_handedlesson" handed
     WHERE handed.id = lesson_id AND {OWNED.format(column="handed.schema_name")}));
"""
POLICIES = {
    "regionaltemplate": ("own_templates", "published_are_read"),
    "templateversion": (
        "own_versions_read",
        "own_versions_in",
        "own_drafts_changed",
        "own_drafts_out",
        "published_are_read",
    ),
    "templateadoption": ("own_decisions", "owner_reads"),
    "handedlesson": ("own_lessons", "region_reads"),
    "lessonedition": ("own_editions", "published_are_read", "source_reads", "source_withdraws"),
}
OPEN = "\n".join(
    "".join(f'DROP POLICY {policy} ON "public"."exchange_{table}";\n' for policy in policies)
    + f'ALTER TABLE "public"."exchange_{table}" DISABLE ROW LEVEL SECURITY;'
    for table, policies in POLICIES.items()
)


class Migration(migrations.Migration):
    """Who reads and writes which row between regions and towns, kept by the database itself."""

    dependencies = [("exchange", "0003_templates_lessons"), ("tenants", "0001_initial")]

    operations = [migrations.RunSQL(SECURE, OPEN, elidable=False)]
