"""Families on their way: stocks and flows, persons, agreements, endings, returns, voices."""

from __future__ import annotations

from typing import Final

from core.indicators.facts.periods import SERVED

FAMILIES: Final = (
    SERVED
    + """,
described AS (
    SELECT s.*, h.household_type,
           COALESCE(NULLIF(l.sex, ''), 'unknown') AS sex,
           CASE WHEN l.born_on IS NULL THEN 'unknown'
                WHEN l.born_on > s.last - interval '18 years' THEN '0-17'
                WHEN l.born_on > s.last - interval '30 years' THEN '18-29'
                WHEN l.born_on > s.last - interval '55 years' THEN '30-54'
                ELSE '55+' END AS age,
           CASE WHEN s.ended
                THEN (extract(year FROM age(s.closed_on, s.agreed_on)) * 12
                      + extract(month FROM age(s.closed_on, s.agreed_on)))::int END AS months
      FROM served s
      JOIN families_household h ON h.id = s.household_id
      LEFT JOIN LATERAL (
           SELECT q.sex, q.born_on
             FROM families_householdmember m JOIN families_person q ON q.id = m.person_id
            WHERE m.household_id = s.household_id AND m.role = 'lead' AND m.starts_on < s.stop
            ORDER BY m.starts_on DESC, m.id LIMIT 1) l ON true
),
grounds AS (
    SELECT DISTINCT s.kind, s.first, s.id, s.active, s.fresh, s.ended, s.outcome, s.household_type, g.code,
           bool_or(g.ends_on IS NULL OR g.ends_on >= s.stop)
               OVER (PARTITION BY s.kind, s.first, s.id, g.code) AS lasts
      FROM described s
      JOIN families_caseground g
        ON g.case_id = s.id AND g.starts_on < s.stop
       AND (g.ends_on IS NULL OR (g.ends_on > s.first AND g.ends_on > g.starts_on))
),
person AS (
    SELECT DISTINCT s.kind, s.first, s.last, q.id,
           COALESCE(NULLIF(q.sex, ''), 'unknown') AS sex,
           CASE WHEN q.born_on IS NULL THEN 'unknown'
                WHEN q.born_on > s.last - interval '18 years' THEN '0-17'
                WHEN q.born_on > s.last - interval '30 years' THEN '18-29'
                WHEN q.born_on > s.last - interval '55 years' THEN '30-54'
                ELSE '55+' END AS age
      FROM served s
      JOIN families_householdmember m
        ON m.household_id = s.household_id AND m.role <> 'close_person'
       AND m.starts_on < s.stop AND m.starts_on <= COALESCE(s.closed_on, m.starts_on)
       AND (m.ends_on IS NULL OR (m.ends_on > s.first AND m.ends_on > s.agreed_on))
      JOIN families_person q ON q.id = m.person_id
),
consented AS (
    SELECT s.kind, s.first
      FROM served s
     WHERE s.active
       AND EXISTS (SELECT 1 FROM agreed a WHERE a.kind = s.kind AND a.first = s.first AND a.case_id = s.id)
       AND NOT EXISTS (
           SELECT 1
             FROM teams_caseteam t
             JOIN teams_teammember m
               ON m.team_id = t.id AND m.kind = 'family' AND m.starts_on <= s.last
              AND (m.ends_on IS NULL OR m.ends_on >= s.last)
             JOIN families_person q
               ON q.id = m.person_id
              AND (q.born_on IS NULL OR q.born_on <= s.last - interval '18 years')
            WHERE t.case_id = s.id
              AND NOT EXISTS (SELECT 1 FROM agreed a
                               WHERE a.kind = s.kind AND a.first = s.first AND a.case_id = s.id
                                 AND a.person_id = q.id))
),
closed_before AS (
    SELECT p.kind, p.first, c.household_id,
           bool_or(EXISTS (SELECT 1 FROM families_case r
                            WHERE r.household_id = c.household_id AND r.id <> c.id
                              AND r.opened_on >= c.closed_on
                              AND r.opened_on <= c.closed_on + interval '1 year')) AS returned
      FROM period p
      JOIN families_case c
        ON c.agreed_on IS NOT NULL AND c.closed_on >= p.first - interval '1 year'
       AND c.closed_on < p.stop - interval '1 year'
     WHERE p.kind = 'year'
     GROUP BY 1, 2, 3
)
SELECT kind, first, m.measure, d.dimension, d.member, count(*)
  FROM described,
       LATERAL (VALUES ('families_served', true, true), ('families_active', active, true),
                       ('families_new', fresh, true), ('families_closed', ended, true),
                       ('families_withdrawn', ended AND outcome = 'withdrawn', false),
                       ('families_achieved', ended AND outcome = 'achieved', false)
               ) m(measure, counts, who),
       LATERAL (VALUES ('', ''), ('household', household_type),
                       ('sex', CASE WHEN m.who THEN sex END), ('age', CASE WHEN m.who THEN age END),
                       ('outcome', CASE WHEN m.measure = 'families_closed' THEN outcome END),
                       ('months', CASE WHEN m.measure = 'families_closed' THEN
                            CASE WHEN months <= 3 THEN '0-3' WHEN months <= 6 THEN '4-6'
                                 WHEN months <= 9 THEN '7-9' WHEN months <= 13 THEN '10-13'
                                 WHEN months <= 18 THEN '14-18' ELSE '19+' END END)
               ) d(dimension, member)
 WHERE m.counts AND d.member IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT kind, first, 'duration_median', d.dimension, d.member,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY months)
  FROM described, LATERAL (VALUES ('', ''), ('household', household_type)) d(dimension, member)
 WHERE ended
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, m.measure, 'ground', code, count(*)
  FROM grounds,
       LATERAL (VALUES ('families_served', true), ('families_active', active AND lasts),
                       ('families_new', fresh), ('families_closed', ended),
                       ('families_achieved', ended AND outcome = 'achieved')) m(measure, counts)
 WHERE m.counts
 GROUP BY 1, 2, 3, 5
UNION ALL
SELECT kind, first, m.measure, g.dimension, g.member, max(m.number)
  FROM (SELECT kind, first, d.dimension, d.member, count(*) AS mentions, count(DISTINCT id) AS families
          FROM grounds, LATERAL (VALUES ('', ''), ('household', household_type)) d(dimension, member)
         GROUP BY 1, 2, 3, 4) g,
       LATERAL (VALUES ('ground_mentions', mentions), ('families_assessed', families)) m(measure, number)
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT q.kind, q.first, 'persons_served', d.dimension, d.member, count(*)
  FROM person q
  LEFT JOIN LATERAL (
       SELECT e.disability FROM indicators_esfparticipation e
        WHERE e.person_id = q.id AND e.entered_on <= q.last
        ORDER BY e.entered_on DESC, e.id DESC LIMIT 1) e ON true,
       LATERAL (VALUES ('', ''), ('sex', q.sex), ('age', q.age),
                       ('disability', COALESCE(e.disability, 'unknown'))) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'cases_consented', '', '', count(*) FROM consented GROUP BY 1, 2
UNION ALL
SELECT kind, first, n.measure, '', '', count(*)
  FROM closed_before,
       LATERAL (VALUES ('families_closed_before', true), ('families_returned', returned)
               ) n(measure, counts)
 WHERE n.counts
 GROUP BY 1, 2, 3
UNION ALL
SELECT s.kind, s.first, 'voice_answers', d.dimension, d.member, count(*)
  FROM described s
  JOIN LATERAL (
       SELECT v.influence FROM families_closingconversation v
        WHERE v.case_id = s.id AND v.held_on < s.stop
        ORDER BY v.held_on DESC, v.created_at DESC, v.id DESC LIMIT 1) v ON v.influence IS NOT NULL,
       LATERAL (VALUES ('', ''), ('influence', v.influence::text), ('sex', s.sex), ('age', s.age)
               ) d(dimension, member)
 WHERE s.ended
 GROUP BY 1, 2, 4, 5
"""
)
