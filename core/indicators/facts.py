"""Counting a town's records: one set-based statement for any number of periods.

Nothing is carried over from an earlier run, so computing a month again, or twenty months at once, gives
the same facts as computing each in its turn. Rules of counting:

- a family is a case whose agreement was given; it is served in every period that it touches;
- stock(t+1) = stock(t) + new - closed, because all three look at the same two days of a case;
- a service is in the basket while it is published and its organisation is a partner;
- periods of records are half-open (`ends_on` is the first day without), days of papers are inclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection

from core.indicators.rules import Period

_DELETE: Final = """
DELETE FROM indicators_indicatorfact f
 USING unnest(%(kinds)s::text[], %(firsts)s::date[]) AS p(kind, first)
 WHERE f.period_kind = p.kind AND f.period_start = p.first
"""

_COUNT: Final = """
INSERT INTO indicators_indicatorfact
       (period_kind, period_start, measure, dimension, member, value)
WITH period AS (
    SELECT kind, first, stop, stop - 1 AS last
      FROM unnest(%(kinds)s::text[], %(firsts)s::date[], %(stops)s::date[]) AS p(kind, first, stop)
),
served AS (
    SELECT p.*, c.id, c.household_id, c.outcome,
           c.closed_on IS NULL OR c.closed_on >= p.stop AS active,
           c.agreed_on >= p.first AS fresh,
           COALESCE(c.closed_on < p.stop, false) AS ended
      FROM period p
      JOIN families_case c
        ON c.agreed_on < p.stop AND (c.closed_on IS NULL OR c.closed_on >= p.first)
),
described AS (
    SELECT s.*, h.household_type,
           COALESCE(NULLIF(l.sex, ''), 'unknown') AS sex,
           CASE WHEN l.born_on IS NULL THEN 'unknown'
                WHEN l.born_on > s.last - interval '18 years' THEN '0-17'
                WHEN l.born_on > s.last - interval '30 years' THEN '18-29'
                WHEN l.born_on > s.last - interval '55 years' THEN '30-54'
                ELSE '55+' END AS age
      FROM served s
      JOIN families_household h ON h.id = s.household_id
      LEFT JOIN LATERAL (
           SELECT q.sex, q.born_on
             FROM families_householdmember m JOIN families_person q ON q.id = m.person_id
            WHERE m.household_id = s.household_id AND m.role = 'lead' AND m.starts_on < s.stop
            ORDER BY m.starts_on DESC, m.id LIMIT 1) l ON true
),
grounds AS (
    SELECT DISTINCT s.kind, s.first, s.id, s.active, s.fresh, s.ended, g.code,
           bool_or(g.ends_on IS NULL OR g.ends_on >= s.stop)
               OVER (PARTITION BY s.kind, s.first, s.id, g.code) AS lasts
      FROM served s
      JOIN families_caseground g
        ON g.case_id = s.id AND g.starts_on < s.stop
       AND (g.ends_on IS NULL OR (g.ends_on > s.first AND g.ends_on > g.starts_on))
),
meeting AS (
    SELECT t.case_id, m.held_on, m.family_present,
           row_number() OVER (PARTITION BY t.case_id ORDER BY m.held_on, m.number) AS place
      FROM teams_teammeeting m JOIN teams_caseteam t ON t.id = m.team_id
),
first_meeting AS (
    SELECT p.kind, p.first, greatest(m.held_on - c.agreed_on, 0) AS days
      FROM period p
      JOIN meeting m ON m.place = 1 AND m.held_on >= p.first AND m.held_on < p.stop
      JOIN families_case c ON c.id = m.case_id AND c.agreed_on IS NOT NULL
)
SELECT kind, first, m.measure, d.dimension, d.member, count(*)
  FROM described,
       LATERAL (VALUES ('families_served', true), ('families_active', active),
                       ('families_new', fresh), ('families_closed', ended)) m(measure, counts),
       LATERAL (VALUES ('', ''), ('household', household_type), ('sex', sex), ('age', age),
                       ('outcome', CASE WHEN m.measure = 'families_closed' THEN outcome END)
               ) d(dimension, member)
 WHERE m.counts AND d.member IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT kind, first, m.measure, 'ground', code, count(*)
  FROM grounds,
       LATERAL (VALUES ('families_served', true), ('families_active', active AND lasts),
                       ('families_new', fresh), ('families_closed', ended)) m(measure, counts)
 WHERE m.counts
 GROUP BY 1, 2, 3, 5
UNION ALL
SELECT kind, first, m.measure, '', '', max(m.number)
  FROM (SELECT kind, first, count(*) AS mentions, count(DISTINCT id) AS families
          FROM grounds GROUP BY 1, 2) g,
       LATERAL (VALUES ('ground_mentions', mentions), ('families_assessed', families)) m(measure, number)
 GROUP BY 1, 2, 3
UNION ALL
SELECT kind, first, 'first_meetings', d.dimension, d.member, count(*)
  FROM first_meeting,
       LATERAL (VALUES ('', ''),
                       ('days', CASE WHEN days <= 7 THEN '0-7' WHEN days <= 14 THEN '8-14'
                                     WHEN days <= 30 THEN '15-30' WHEN days <= 60 THEN '31-60'
                                     ELSE '61+' END)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'first_meeting_median', '', '', percentile_disc(0.5) WITHIN GROUP (ORDER BY days)
  FROM first_meeting GROUP BY 1, 2
UNION ALL
SELECT p.kind, p.first, n.measure, '', '', count(*)
  FROM period p
  JOIN meeting m ON m.held_on >= p.first AND m.held_on < p.stop,
       LATERAL (VALUES ('team_meetings', true), ('team_meetings_with_family', m.family_present)
               ) n(measure, counts)
 WHERE n.counts
 GROUP BY 1, 2, 3
UNION ALL
SELECT s.kind, s.first, n.measure, '', '', count(*)
  FROM served s
  JOIN meeting m ON m.case_id = s.id AND m.place = 1 AND m.held_on < s.stop
  LEFT JOIN paths_pathwayplan w ON w.case_id = s.id,
       LATERAL (VALUES ('cases_past_first_meeting', true),
                       ('cases_with_plan', COALESCE(w.agreed_on < s.stop, false))) n(measure, counts)
 WHERE n.counts
 GROUP BY 1, 2, 3
UNION ALL
SELECT p.kind, p.first, 'partners_active', d.dimension, d.member, count(DISTINCT o.id)
  FROM period p
  JOIN partnership_accessiondeclaration a
    ON a.signed_on < p.stop AND (a.withdrawn_on IS NULL OR a.withdrawn_on >= p.stop)
   AND (a.valid_until IS NULL OR a.valid_until >= p.last)
  JOIN partnership_partnerorganisation o ON o.id = a.partner_id,
       LATERAL (VALUES ('', ''), ('sector', o.sector)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT p.kind, p.first, 'partnership_meetings', d.dimension, d.member, count(*)
  FROM period p
  JOIN partnership_partnershipmeeting m ON m.held_on >= p.first AND m.held_on < p.stop,
       LATERAL (VALUES ('', ''), ('meeting', m.kind)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT p.kind, p.first, 'cards_published', d.dimension, d.member, count(DISTINCT k.id)
  FROM period p
  JOIN basket_cardstanding b
    ON b.status = 'published' AND b.starts_on < p.stop AND (b.ends_on IS NULL OR b.ends_on >= p.stop)
  JOIN basket_servicecard k ON k.id = b.card_id
  JOIN partnership_accessiondeclaration a
    ON a.partner_id = k.partner_id
   AND a.signed_on < p.stop AND (a.withdrawn_on IS NULL OR a.withdrawn_on >= p.stop)
   AND (a.valid_until IS NULL OR a.valid_until >= p.last),
       LATERAL (VALUES ('', ''), ('category', k.category)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
"""


def recount(periods: Sequence[Period]) -> int:
    """Replace the facts of the periods by a fresh count of the records; how many rows there are now.

    Runs in the schema of the town; call it inside a transaction.
    """
    places: dict[str, Any] = {
        "kinds": [period.kind for period in periods],
        "firsts": [period.start for period in periods],
        "stops": [period.end for period in periods],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DELETE, places)
        cursor.execute(_COUNT, places)
        return int(cursor.rowcount)
