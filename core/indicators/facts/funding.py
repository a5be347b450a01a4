"""Participants of ESF+, and what public reports say of the whole town."""

from __future__ import annotations

from typing import Final

from core.indicators.facts.periods import PERIOD

FUNDING: Final = (
    PERIOD
    + """,
person AS (
    SELECT e.*, q.born_on, COALESCE(NULLIF(q.sex, ''), 'unknown') AS sex
      FROM indicators_esfparticipation e JOIN families_person q ON q.id = e.person_id
),
moment AS (
    SELECT p.kind, p.first, v.measure, v.day, q.*,
           CASE WHEN q.born_on IS NULL THEN 'unknown'
                WHEN q.born_on > v.day - interval '18 years' THEN '0-17'
                WHEN q.born_on > v.day - interval '30 years' THEN '18-29'
                WHEN q.born_on > v.day - interval '55 years' THEN '30-54'
                ELSE '55+' END AS age
      FROM person q,
           LATERAL (VALUES ('esf_participants', q.entered_on, true), ('esf_leavers', q.ended_on, true),
                           ('esf_results', q.ended_on,
                            q.exit_searching OR q.exit_learning OR q.exit_qualified OR q.exit_working),
                           ('esf_asked_later', q.later_on, true)) v(measure, day, counts)
      JOIN period p ON v.day >= p.first AND v.day < p.stop
     WHERE v.counts
),
given AS (
    SELECT p.kind, p.first, c.kind AS what, c.ground, c.value
      FROM period p
      JOIN indicators_contextfigure c ON c.period_kind = p.kind AND c.period_start = p.first
     WHERE c.value IS NOT NULL
),
pair(measure, what, beside) AS (
    VALUES ('reach_persons', 'persons', ARRAY['population']),
           ('reach_population', 'population', ARRAY['persons']),
           ('supported_families', 'families', ARRAY[]::text[]),
           ('caseload_families', 'social_work', ARRAY['workers']),
           ('caseload_workers', 'workers', ARRAY['social_work']),
           ('caseload_residents', 'population', ARRAY['workers', 'social_work']),
           ('assisted_families', 'assisted', ARRAY['assistants']),
           ('assistants', 'assistants', ARRAY['assisted'])
)
SELECT kind, first, measure, d.dimension, d.member, count(*)
  FROM moment,
       LATERAL (VALUES
           ('', '', true),
           ('sex', sex, true),
           ('age', age, measure <> 'esf_asked_later'),
           ('labour', labour, measure = 'esf_participants'),
           ('isced', isced, measure = 'esf_participants'),
           ('vulnerability', 'disability', measure = 'esf_participants' AND disability = 'yes'),
           ('vulnerability', 'third_country', measure = 'esf_participants' AND third_country = 'yes'),
           ('vulnerability', 'foreign', measure = 'esf_participants' AND "foreign" = 'yes'),
           ('vulnerability', 'minority', measure = 'esf_participants' AND minority = 'yes'),
           ('vulnerability', 'homeless', measure = 'esf_participants' AND homeless = 'yes'),
           ('vulnerability', 'rural', measure = 'esf_participants' AND rural = 'yes'),
           ('refusal', 'disability', measure = 'esf_participants' AND disability = 'refused'),
           ('refusal', 'third_country', measure = 'esf_participants' AND third_country = 'refused'),
           ('refusal', 'foreign', measure = 'esf_participants' AND "foreign" = 'refused'),
           ('refusal', 'minority', measure = 'esf_participants' AND minority = 'refused'),
           ('refusal', 'homeless', measure = 'esf_participants' AND homeless = 'refused'),
           ('refusal', 'rural', measure = 'esf_participants' AND rural = 'refused'),
           ('result', 'searching', measure = 'esf_leavers' AND exit_searching),
           ('result', 'learning', measure = 'esf_leavers' AND exit_learning),
           ('result', 'qualified', measure = 'esf_leavers' AND exit_qualified),
           ('result', 'working', measure = 'esf_leavers' AND exit_working),
           ('lasting', 'working', measure = 'esf_asked_later' AND later_working),
           ('lasting', 'better', measure = 'esf_asked_later' AND later_better)
       ) d(dimension, member, counts)
 WHERE d.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT g.kind, g.first, w.measure, '', '', g.value
  FROM given g JOIN pair w ON w.what = g.what
 WHERE NOT EXISTS (SELECT 1 FROM unnest(w.beside) AS other(what)
                    WHERE NOT EXISTS (SELECT 1 FROM given o
                                       WHERE o.kind = g.kind AND o.first = g.first AND o.what = other.what))
UNION ALL
SELECT g.kind, g.first, 'supported_families', 'ground', g.ground, g.value
  FROM given g
 WHERE g.what = 'ground'
   AND EXISTS (SELECT 1 FROM given o WHERE o.kind = g.kind AND o.first = g.first AND o.what = 'families')
"""
)
