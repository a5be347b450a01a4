"""From which month on the records differ from what was counted last, whatever changed them.

Each source is a kind of record with the day from which it can touch a figure, and those columns that
figures read. A row that ends is told twice, when it begins and when it ends, so that closing a case today
does not count its first months anew. What a statement of `facts` reads must stand here: a test deals
random changes and compares with a full count.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import connection

# An organisation without any day of its own: whatever was counted may hang on it.
_ALWAYS: Final = "DATE '2000-01-01'"
_AGREED: Final = (
    "JOIN (SELECT household_id, min(agreed_on) AS since FROM families_case"
    " WHERE agreed_on IS NOT NULL GROUP BY 1) way"
)
_PARTNER_SINCE: Final = (
    "COALESCE(least(o.invited_on, (SELECT min(a.signed_on) FROM partnership_accessiondeclaration a"
    f" WHERE a.partner_id = o.id)), {_ALWAYS})"
)

_SESSION_PARTNERS: Final = (
    "indicators_staffsupport s JOIN indicators_staffsupport_partners sp ON sp.staffsupport_id = s.id"
)

# By source: its day, its columns, its tables.
SOURCES: Final[dict[str, tuple[str, str, str]]] = {
    "case": ("c.agreed_on", "c.id, c.household_id, c.agreed_on", "families_case c"),
    "case_end": ("c.closed_on", "c.id, c.closed_on, c.outcome", "families_case c"),
    "case_opened": ("c.opened_on", "c.id, c.household_id, c.opened_on", "families_case c"),
    "household": (
        "way.since",
        "h.id, h.household_type",
        f"families_household h {_AGREED} ON way.household_id = h.id",
    ),
    "member": (
        "greatest(m.starts_on, way.since)",
        "m.id, m.household_id, m.person_id, m.role, m.starts_on",
        f"families_householdmember m {_AGREED} ON way.household_id = m.household_id",
    ),
    "member_end": (
        "CASE WHEN m.ends_on IS NOT NULL THEN greatest(m.ends_on, way.since) END",
        "m.id, m.ends_on",
        f"families_householdmember m {_AGREED} ON way.household_id = m.household_id ",
    ),
    "person": (
        "way.since",
        "q.id, q.sex, q.born_on",
        (
            "families_person q JOIN (SELECT m.person_id, min(c.agreed_on) AS since"
            " FROM families_householdmember m JOIN families_case c ON c.household_id = m.household_id"
            " WHERE c.agreed_on IS NOT NULL GROUP BY 1) way ON way.person_id = q.id"
        ),
    ),
    "ground": ("g.starts_on", "g.id, g.case_id, g.code, g.starts_on", "families_caseground g"),
    "ground_end": ("g.ends_on", "g.id, g.ends_on", "families_caseground g"),
    "voice": ("v.held_on", "v.id, v.case_id, v.influence, v.held_on", "families_closingconversation v"),
    "agreement": (
        "a.given_on",
        "a.id, a.case_id, a.person_id, a.for_minor, a.given_on",
        "privacy_participationagreement a",
    ),
    "agreement_end": ("a.withdrawn_on", "a.id, a.withdrawn_on", "privacy_participationagreement a"),
    "team": ("t.formed_on", "t.id, t.case_id, t.formed_on", "teams_caseteam t"),
    "seat": (
        "m.starts_on",
        "m.id, m.team_id, m.kind, m.person_id, m.partner_id, m.starts_on",
        "teams_teammember m",
    ),
    "seat_end": ("m.ends_on", "m.id, m.ends_on", "teams_teammember m"),
    "meeting": (
        "m.held_on",
        "m.id, m.team_id, m.number, m.held_on, m.family_present",
        "teams_teammeeting m",
    ),
    "plan": ("w.agreed_on", "w.id, w.case_id, w.agreed_on", "paths_pathwayplan w"),
    "goal": (
        "c.closed_on",
        "g.id, g.area, g.status",
        "paths_goal g JOIN paths_pathwayplan w ON w.id = g.plan_id JOIN families_case c ON c.id = w.case_id",
    ),
    "step": ("k.due_on", "k.id, k.kind, k.status, k.due_on, k.done_on", "paths_task k"),
    "request": ("r.sent_on", "r.id, r.service_id, r.partner_id, r.sent_on", "referrals_referral r"),
    "request_answer": (
        "r.sent_on + 7",
        "r.id, r.answered_on, r.status IN ('withdrawn', 'returned')",
        "referrals_referral r",
    ),
    "rating": (
        "a.held_on",
        "r.id, r.domain, r.worker, a.id, a.case_id, a.person_id, a.held_on",
        (
            "assessments_assessment a JOIN assessments_reading r"
            " ON r.assessment_id = a.id AND a.state <> 'draft' AND r.worker IS NOT NULL"
        ),
    ),
    "need": (
        "n.recorded_on",
        "n.id, n.category, n.ground, n.recorded_on, n.state = 'dropped'",
        "matching_need n",
    ),
    "gap": (
        "n.recorded_on",
        "u.id, u.need_id, u.cause, u.recorded_on, u.resolved_on",
        "matching_unmetneed u JOIN matching_need n ON n.id = u.need_id",
    ),
    "partner": (
        _PARTNER_SINCE,
        "o.id, o.sector, o.kind, o.is_lead, o.invited_on",
        "partnership_partnerorganisation o",
    ),
    "declaration": ("a.signed_on", "a.id, a.partner_id, a.signed_on", "partnership_accessiondeclaration a"),
    "declaration_end": ("a.withdrawn_on", "a.id, a.withdrawn_on", "partnership_accessiondeclaration a"),
    "declaration_term": ("a.valid_until", "a.id, a.valid_until", "partnership_accessiondeclaration a"),
    "partnership_meeting": ("m.held_on", "m.id, m.kind, m.held_on", "partnership_partnershipmeeting m"),
    "attendance": (
        "m.held_on",
        "t.id, t.partner_id, t.present, t.invited_at IS NULL, t.entered_at IS NULL",
        "partnership_partnershipattendance t JOIN partnership_partnershipmeeting m ON m.id = t.meeting_id",
    ),
    "card": (
        "b.since",
        "k.id, k.category, k.partner_id",
        (
            "basket_servicecard k JOIN (SELECT card_id, min(starts_on) AS since FROM basket_cardstanding"
            " GROUP BY 1) b ON b.card_id = k.id"
        ),
    ),
    "card_review": ("k.reviewed_on", "k.id, k.reviewed_on", "basket_servicecard k"),
    "card_revision": (
        "(r.at AT TIME ZONE 'Europe/Warsaw')::date",
        "r.id, r.card_id, r.kind, r.at AT TIME ZONE 'Europe/Warsaw'",
        "basket_cardrevision r",
    ),
    "standing": ("b.starts_on", "b.id, b.card_id, b.status, b.starts_on", "basket_cardstanding b"),
    "standing_end": ("b.ends_on", "b.id, b.ends_on", "basket_cardstanding b"),
    "esf": (
        "e.entered_on",
        (
            'e.id, e.person_id, e.entered_on, e.labour, e.isced, e.disability, e.third_country, e."foreign",'
            " e.minority, e.homeless, e.rural"
        ),
        "indicators_esfparticipation e",
    ),
    "esf_end": (
        "e.ended_on",
        "e.id, e.ended_on, e.exit_searching, e.exit_learning, e.exit_qualified, e.exit_working",
        "indicators_esfparticipation e",
    ),
    "esf_later": (
        "e.later_on",
        "e.id, e.later_on, e.later_working, e.later_better",
        "indicators_esfparticipation e",
    ),
    "esf_person": (
        "e.entered_on",
        "e.id, q.sex, q.born_on",
        "indicators_esfparticipation e JOIN families_person q ON q.id = e.person_id",
    ),
    "support": ("s.held_on", "s.id, s.kind, s.held_on, s.minutes, s.persons", "indicators_staffsupport s"),
    "support_region": (
        "s.held_on",
        "s.id, s.kind, s.held_on, s.minutes, h.persons",
        (
            "public.exchange_supportsession s JOIN public.exchange_supportshare h"
            " ON h.session_id = s.id AND h.schema_name = current_schema()"
        ),
    ),
    "support_partner": (
        "s.held_on",
        "sp.staffsupport_id, sp.partnerorganisation_id",
        _SESSION_PARTNERS,
    ),
    "context": (
        "f.period_start",
        "f.id, f.kind, f.ground, f.period_kind, f.period_start, f.value",
        "indicators_contextfigure f",
    ),
}

_CURRENT: Final = "\nUNION ALL\n".join(
    f"SELECT '{source}', date_trunc('month', day)::date, count(*), bit_xor(hashtextextended(held, 0))"
    f" FROM (SELECT {day} AS day, ROW({columns})::text AS held FROM {tables}) q"
    " WHERE day IS NOT NULL GROUP BY 2"
    for source, (day, columns, tables) in SOURCES.items()
)
_TAKE: Final = f"""
WITH current(source, month, rows, stamp) AS MATERIALIZED ({_CURRENT}),
changed AS MATERIALIZED (
    SELECT COALESCE(c.source, s.source) AS source, COALESCE(c.month, s.month) AS month,
           c.source IS NULL AS gone
      FROM current c
      FULL JOIN indicators_sourcestamp s ON s.source = c.source AND s.month = c.month
     WHERE c.rows IS DISTINCT FROM s.rows::bigint OR c.stamp IS DISTINCT FROM s.stamp
),
taken AS (
    DELETE FROM indicators_sourcestamp s USING changed d
     WHERE d.gone AND s.source = d.source AND s.month = d.month
),
kept AS (
    INSERT INTO indicators_sourcestamp AS s (source, month, rows, stamp)
    SELECT c.source, c.month, c.rows, c.stamp
      FROM current c JOIN changed d ON d.source = c.source AND d.month = c.month
    ON CONFLICT (source, month) DO UPDATE SET rows = EXCLUDED.rows, stamp = EXCLUDED.stamp
)
SELECT min(month) FROM changed
"""


def changed_since() -> date | None:
    """First day of the earliest month whose records differ from what was counted last, and remember how
    they are now; None when nothing changed. One statement; call it inside the transaction that counts.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE)
        found: date | None = cursor.fetchone()[0]
    return found
