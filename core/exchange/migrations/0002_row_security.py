from django.db import migrations


# A tenant's role is called <prefix>_t_<schema>; the check constraints admit schemas of towns only, so that
# no role's name ends like another's. Nobody but the two towns concerned sees a row; nobody changes one.
def own(column):
    return f"right(current_user::text, length({column}) + 3) = '_t_' || {column}"


INVITATIONS = '"public"."exchange_partnershipinvitation"'
ANSWERS = '"public"."exchange_partnershipinvitationanswer"'
# The gmina may take back, the powiat may accept or decline; of others' invitations nobody sees any.
CONCERNED = f"""{own("by_schema")} AND EXISTS (
    SELECT 1 FROM {INVITATIONS} i WHERE i.id = invitation_id
       AND CASE WHEN answer = 'cancelled' THEN i.from_schema ELSE i.to_schema END = by_schema)"""

SECURE = f"""
ALTER TABLE {INVITATIONS} ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_read ON {INVITATIONS} FOR SELECT USING ({own("from_schema")} OR {own("to_schema")});
CREATE POLICY sender_writes ON {INVITATIONS} FOR INSERT WITH CHECK ({own("from_schema")});
ALTER TABLE {ANSWERS} ENABLE ROW LEVEL SECURITY;
CREATE POLICY both_read ON {ANSWERS} FOR SELECT
    USING (EXISTS (SELECT 1 FROM {INVITATIONS} i WHERE i.id = invitation_id));
CREATE POLICY concerned_writes ON {ANSWERS} FOR INSERT WITH CHECK ({CONCERNED});
"""
OPEN = f"""
DROP POLICY both_read ON {INVITATIONS};
DROP POLICY sender_writes ON {INVITATIONS};
ALTER TABLE {INVITATIONS} DISABLE ROW LEVEL SECURITY;
DROP POLICY both_read ON {ANSWERS};
DROP POLICY concerned_writes ON {ANSWERS};
ALTER TABLE {ANSWERS} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """An invitation is seen by the gmina that sent it and the powiat that it asks, by nobody else."""

    dependencies = [("exchange", "0001_initial")]

    operations = [migrations.RunSQL(SECURE, OPEN, elidable=False)]
