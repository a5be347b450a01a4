"""Institutions: partners and their meetings, support of the staff, services and needs without one."""

from __future__ import annotations

from typing import Final

from core.indicators.facts.periods import PERIOD

INSTITUTIONS: Final = (
    PERIOD
    + """,
in_force AS MATERIALIZED (
    SELECT DISTINCT p.kind, p.first, p.last, p.stop, o.id, o.sector, o.is_lead
      FROM period p
      JOIN partnership_accessiondeclaration a
        ON a.signed_on < p.stop AND (a.withdrawn_on IS NULL OR a.withdrawn_on >= p.stop)
       AND (a.valid_until IS NULL OR a.valid_until >= p.last)
      JOIN partnership_partnerorganisation o ON o.id = a.partner_id
),
invited AS (
    SELECT p.kind, p.first, o.sector,
           EXISTS (SELECT 1 FROM partnership_accessiondeclaration a
                    WHERE a.partner_id = o.id AND a.signed_on < p.stop) AS acceded
      FROM period p
      JOIN partnership_partnerorganisation o ON NOT o.is_lead AND o.invited_on < p.stop
),
asked AS (
    SELECT p.kind, p.first, o.sector, t.present
      FROM period p
      JOIN partnership_partnershipmeeting m ON m.held_on >= p.first AND m.held_on < p.stop
      JOIN partnership_partnershipattendance t
        ON t.meeting_id = m.id AND t.invited_at IS NOT NULL AND t.entered_at IS NOT NULL
      JOIN partnership_partnerorganisation o ON o.id = t.partner_id
),
session AS (
    SELECT p.kind AS period_kind, p.first, s.id, s.kind, s.minutes, s.persons
      FROM period p JOIN indicators_staffsupport s ON s.held_on >= p.first AND s.held_on < p.stop
     UNION ALL
    SELECT p.kind, p.first, s.id, s.kind, s.minutes, h.persons
      FROM period p
      JOIN public.exchange_supportsession s ON s.held_on >= p.first AND s.held_on < p.stop
      JOIN public.exchange_supportshare h ON h.session_id = s.id AND h.schema_name = current_schema()
),
card AS MATERIALIZED (
    SELECT DISTINCT f.kind, f.first, f.last, f.stop, k.id, k.category, f.sector, k.reviewed_on
      FROM in_force f
      JOIN basket_servicecard k ON k.partner_id = f.id
      JOIN basket_cardstanding b
        ON b.card_id = k.id AND b.status = 'published' AND b.starts_on < f.stop
       AND (b.ends_on IS NULL OR b.ends_on >= f.stop)
),
need AS (
    SELECT p.kind, p.first, n.category, NULLIF(n.ground, '') AS ground, u.cause
      FROM period p
      JOIN matching_need n ON n.recorded_on >= p.first AND n.recorded_on < p.stop AND n.state <> 'dropped'
      LEFT JOIN LATERAL (
           SELECT g.cause FROM matching_unmetneed g
            WHERE g.need_id = n.id AND g.cause <> 'refused_by_family' AND g.recorded_on < p.stop
              AND (g.resolved_on IS NULL OR g.resolved_on >= p.stop)
            ORDER BY g.recorded_on DESC, g.id DESC LIMIT 1) u ON true
)
SELECT kind, first, 'partners_active', d.dimension, d.member, count(*)
  FROM in_force, LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, n.measure, '', '', max(n.number)
  FROM (SELECT kind, first, (bool_or(is_lead) AND bool_or(NOT is_lead))::int AS formed,
               count(DISTINCT sector) AS covered
          FROM in_force GROUP BY 1, 2) f,
       LATERAL (VALUES ('partnerships_formed', formed), ('sectors_covered', covered),
                       ('sectors_known', %(sectors)s)) n(measure, number)
 WHERE n.number > 0
 GROUP BY 1, 2, 3
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM invited,
       LATERAL (VALUES ('partners_invited', true), ('partners_acceded', acceded)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 WHERE n.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT p.kind, p.first, 'partnership_meetings', d.dimension, d.member, count(*)
  FROM period p
  JOIN partnership_partnershipmeeting m ON m.held_on >= p.first AND m.held_on < p.stop,
       LATERAL (VALUES ('', ''), ('meeting', m.kind)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM asked,
       LATERAL (VALUES ('attendance_invited', true), ('attendance_present', present)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 WHERE n.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT period_kind, first, n.measure, d.dimension, d.member, sum(n.number)
  FROM session,
       LATERAL (VALUES ('support_minutes', minutes), ('support_sessions', 1),
                       ('persons_trained', CASE WHEN kind IN ('workshop', 'training') THEN persons END)
               ) n(measure, number),
       LATERAL (VALUES ('', ''),
                       ('support', CASE WHEN n.measure <> 'persons_trained' THEN kind END)
               ) d(dimension, member)
 WHERE n.number > 0 AND d.member IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT period_kind, first, 'esf_institutions', d.dimension, d.member, count(DISTINCT o.id)
  FROM session s
  JOIN indicators_staffsupport_partners sp ON sp.staffsupport_id = s.id
  JOIN partnership_partnerorganisation o
    ON o.id = sp.partnerorganisation_id
   AND o.kind IN ('gmina_unit', 'powiat_unit', 'voivodeship_unit', 'state_body'),
       LATERAL (VALUES ('', ''), ('sector', o.sector)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'cards_published', d.dimension, d.member, count(DISTINCT id)
  FROM card, LATERAL (VALUES ('', ''), ('category', category), ('sector', sector)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'cards_reviewed', d.dimension, d.member, count(DISTINCT c.id)
  FROM card c, LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 WHERE (c.reviewed_on <= c.last AND c.reviewed_on > c.last - interval '1 year')
    OR EXISTS (SELECT 1 FROM basket_cardrevision r
                WHERE r.card_id = c.id AND r.kind IN ('drafted', 'edited', 'published', 'reviewed')
                  AND (r.at AT TIME ZONE 'Europe/Warsaw')::date <= c.last
                  AND (r.at AT TIME ZONE 'Europe/Warsaw')::date > c.last - interval '1 year')
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'cards_used', d.dimension, d.member, count(DISTINCT c.id)
  FROM card c, LATERAL (VALUES ('', ''), ('category', category)) d(dimension, member)
 WHERE EXISTS (SELECT 1 FROM referrals_referral r
                WHERE r.service_id = c.id AND r.sent_on >= c.first AND r.sent_on < c.stop)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM need,
       LATERAL (VALUES ('needs_recorded', true), ('needs_unmet', cause IS NOT NULL)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('category', category), ('ground', ground),
                       ('cause', CASE WHEN n.measure = 'needs_unmet' THEN cause END)
               ) d(dimension, member)
 WHERE n.counts AND d.member IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5
"""
)
