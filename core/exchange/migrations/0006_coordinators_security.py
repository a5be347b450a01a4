from django.db import migrations

# As in 0004: a tenant's role is called <prefix>_t_<schema>. The two logins read the steps of all
# towns, since the monthly run asks which month is kept back; the release role needs none.
OWNED = "right(current_user::text, length({column}) + 3) = '_t_' || {column}"
OWN_TOWN = OWNED.format(column="schema_name")
OWN_REGION = OWNED.format(column="owner_schema")
FROM_ME = OWNED.format(column="from_schema")
TOWN_IN = "substring(current_user::text from '_t_[gp]_([0-9][0-9])[0-9]*$')"
REGION_OF = "substring(current_user::text from '_t_r_([0-9][0-9])$')"
I_LEAD = """
EXISTS (SELECT 1 FROM "public"."tenants_tenant" leader WHERE leader.is_leader
           AND right(current_user::text, length(leader.schema_name) + 3) = '_t_' || leader.schema_name)
"""
OWNER_LEADS = """
EXISTS (SELECT 1 FROM "public"."tenants_tenant" leader
         WHERE leader.schema_name = owner_schema AND leader.is_leader)
"""
MY_TOWN = f"(substring(schema_name from 3 for 2) = {REGION_OF} OR {I_LEAD})"
PLATFORM = "current_user::text ~ '_(worker|web|t_operator)$'"
IN_REACH = f"(substring(schema_name from 3 for 2) = right(owner_schema, 2) OR {OWNER_LEADS})"
OPERATOR = "right(current_user::text, 11) = '_t_operator'"

SECURE = f"""
ALTER TABLE "public"."exchange_submissionevent" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_steps ON "public"."exchange_submissionevent" FOR SELECT USING ({OWN_TOWN});
CREATE POLICY own_steps_in ON "public"."exchange_submissionevent" FOR INSERT WITH CHECK ({OWN_TOWN});
CREATE POLICY region_reads ON "public"."exchange_submissionevent" FOR SELECT USING ({MY_TOWN});
CREATE POLICY platform_reads ON "public"."exchange_submissionevent" FOR SELECT USING ({PLATFORM});

ALTER TABLE "public"."exchange_submissionreminder" ENABLE ROW LEVEL SECURITY;
CREATE POLICY region_reads ON "public"."exchange_submissionreminder" FOR SELECT USING ({MY_TOWN});
CREATE POLICY region_reminds ON "public"."exchange_submissionreminder" FOR INSERT
    WITH CHECK ({FROM_ME} AND {MY_TOWN});
CREATE POLICY own_reminders ON "public"."exchange_submissionreminder" FOR SELECT USING ({OWN_TOWN});

ALTER TABLE "public"."exchange_supportshare" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shares ON "public"."exchange_supportshare"
    USING ({OWN_REGION}) WITH CHECK ({OWN_REGION} AND {IN_REACH});
CREATE POLICY town_reads ON "public"."exchange_supportshare" FOR SELECT USING ({OWN_TOWN});

ALTER TABLE "public"."exchange_supportsession" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_sessions ON "public"."exchange_supportsession"
    USING ({OWN_REGION}) WITH CHECK ({OWN_REGION});
CREATE POLICY town_reads ON "public"."exchange_supportsession" FOR SELECT USING (EXISTS (
    SELECT 1 FROM "public"."exchange_supportshare" seen
     WHERE seen.session_id = exchange_supportsession.id AND {OWNED.format(column="seen.schema_name")}));

ALTER TABLE "public"."exchange_definitionnotice" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notices ON "public"."exchange_definitionnotice" FOR SELECT USING ({OWN_REGION});
CREATE POLICY own_notices_in ON "public"."exchange_definitionnotice" FOR INSERT
    WITH CHECK ({OWN_REGION} AND (NOT for_all OR {OWNER_LEADS}));
CREATE POLICY towns_read ON "public"."exchange_definitionnotice" FOR SELECT
    USING ({TOWN_IN} IS NOT NULL AND (for_all OR {TOWN_IN} = right(owner_schema, 2)));

ALTER TABLE "public"."exchange_definitionreceipt" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_receipts ON "public"."exchange_definitionreceipt" FOR SELECT USING ({OWN_TOWN});
CREATE POLICY own_receipts_in ON "public"."exchange_definitionreceipt" FOR INSERT
    WITH CHECK ({OWN_TOWN} AND EXISTS (
        SELECT 1 FROM "public"."exchange_definitionnotice" seen WHERE seen.id = notice_id));
CREATE POLICY owner_reads ON "public"."exchange_definitionreceipt" FOR SELECT USING (EXISTS (
    SELECT 1 FROM "public"."exchange_definitionnotice" made
     WHERE made.id = notice_id AND {OWNED.format(column="made.owner_schema")}));

ALTER TABLE "public"."exchange_townsetup" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_setup ON "public"."exchange_townsetup" USING ({OWN_TOWN}) WITH CHECK ({OWN_TOWN});
CREATE POLICY region_reads ON "public"."exchange_townsetup" FOR SELECT USING ({MY_TOWN});

ALTER TABLE "public"."exchange_townrequest" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_requests ON "public"."exchange_townrequest" USING ({FROM_ME}) WITH CHECK ({FROM_ME});
CREATE POLICY operator_answers ON "public"."exchange_townrequest" USING ({OPERATOR}) WITH CHECK ({OPERATOR});
"""
POLICIES = {
    "submissionevent": ("own_steps", "own_steps_in", "region_reads", "platform_reads"),
    "submissionreminder": ("region_reads", "region_reminds", "own_reminders"),
    "supportsession": ("own_sessions", "town_reads"),
    "supportshare": ("own_shares", "town_reads"),
    "definitionnotice": ("own_notices", "own_notices_in", "towns_read"),
    "definitionreceipt": ("own_receipts", "own_receipts_in", "owner_reads"),
    "townsetup": ("own_setup", "region_reads"),
    "townrequest": ("own_requests", "operator_answers"),
}
OPEN = "\n".join(
    "".join(f'DROP POLICY {policy} ON "public"."exchange_{table}";\n' for policy in policies)
    + f'ALTER TABLE "public"."exchange_{table}" DISABLE ROW LEVEL SECURITY;'
    for table, policies in POLICIES.items()
)


class Migration(migrations.Migration):
    """Who reads and writes which row of a coordinator's work, kept by the database itself."""

    dependencies = [("exchange", "0005_coordinators"), ("tenants", "0001_initial")]

    operations = [migrations.RunSQL(SECURE, OPEN, elidable=False)]
