"""Work with families: meetings, teams, requests, steps, goals, ratings."""

from __future__ import annotations

from typing import Final

from core.indicators.facts.periods import SERVED

WORK: Final = (
    SERVED
    + """,
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
),
team AS (
    SELECT s.kind, s.first, s.last, t.id
      FROM served s JOIN teams_caseteam t ON t.case_id = s.id AND t.formed_on <= s.last
     WHERE s.active
),
seat AS (
    SELECT DISTINCT t.kind, t.first, t.id,
           CASE WHEN m.kind = 'worker' OR o.is_lead THEN 'own' ELSE m.partner_id::text END AS institution,
           CASE WHEN m.kind = 'worker' OR o.is_lead THEN 'social_assistance' ELSE o.sector END AS sector
      FROM team t
      JOIN teams_teammember m
        ON m.team_id = t.id AND m.kind IN ('worker', 'partner') AND m.starts_on <= t.last
       AND (m.ends_on IS NULL OR m.ends_on >= t.last)
      LEFT JOIN partnership_partnerorganisation o ON o.id = m.partner_id
),
request AS (
    SELECT p.kind, p.first, o.sector, COALESCE(r.answered_on <= r.sent_on + 7, false) AS in_time
      FROM period p
      JOIN referrals_referral r ON r.sent_on + 7 >= p.first AND r.sent_on + 7 < p.stop
      JOIN partnership_partnerorganisation o ON o.id = r.partner_id
     WHERE r.answered_on IS NOT NULL OR r.status NOT IN ('withdrawn', 'returned')
),
step AS (
    SELECT p.kind, p.first,
           CASE k.kind WHEN 'family' THEN 'family' WHEN 'worker' THEN 'worker' ELSE 'partner' END AS doer,
           COALESCE(k.done_on <= k.due_on, false) AS in_time
      FROM period p
      JOIN paths_task k ON k.due_on >= p.first AND k.due_on < p.stop AND k.status <> 'abandoned'
),
goal AS (
    SELECT s.kind, s.first, g.area, g.status = 'achieved' AS achieved
      FROM served s
      JOIN paths_pathwayplan w ON w.case_id = s.id
      JOIN paths_goal g ON g.plan_id = w.id
     WHERE s.ended
),
rating AS (
    SELECT a.case_id, a.person_id, r.domain, r.worker, a.held_on, a.id,
           row_number() OVER way AS place, first_value(r.worker) OVER way AS opening
      FROM assessments_assessment a
      JOIN assessments_reading r ON r.assessment_id = a.id AND r.worker IS NOT NULL
     WHERE a.state <> 'draft'
    WINDOW way AS (PARTITION BY a.case_id, a.person_id, r.domain ORDER BY a.held_on, a.id)
),
compared AS (
    SELECT latest.* FROM (
        SELECT DISTINCT ON (p.kind, p.first, r.case_id, r.person_id, r.domain)
               p.kind, p.first, r.domain, r.worker AS closing, r.opening, r.held_on, r.place
          FROM period p JOIN rating r ON r.held_on < p.stop
         ORDER BY p.kind, p.first, r.case_id, r.person_id, r.domain, r.held_on DESC, r.id DESC) latest
     WHERE latest.place > 1 AND latest.held_on >= latest.first
)
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
SELECT kind, first, 'teams_active', '', '', count(*) FROM team GROUP BY 1, 2
UNION ALL
SELECT kind, first, 'team_institutions', d.dimension, d.member, count(*)
  FROM seat, LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 GROUP BY 1, 2, 4, 5
UNION ALL
SELECT kind, first, 'teams_broad', '', '', count(*)
  FROM (SELECT kind, first, id FROM seat GROUP BY 1, 2, 3 HAVING count(DISTINCT sector) >= 3) broad
 GROUP BY 1, 2
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM request,
       LATERAL (VALUES ('requests_due', true), ('requests_in_time', in_time)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('sector', sector)) d(dimension, member)
 WHERE n.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM step,
       LATERAL (VALUES ('tasks_due', true), ('tasks_in_time', in_time)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('doer', doer)) d(dimension, member)
 WHERE n.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, count(*)
  FROM goal,
       LATERAL (VALUES ('goals_set', true), ('goals_achieved', achieved)) n(measure, counts),
       LATERAL (VALUES ('', ''), ('area', area)) d(dimension, member)
 WHERE n.counts
 GROUP BY 1, 2, 3, 4, 5
UNION ALL
SELECT kind, first, n.measure, d.dimension, d.member, sum(n.number)
  FROM compared,
       LATERAL (VALUES ('ratings_compared', 1), ('ratings_first', opening::int),
                       ('ratings_last', closing::int)) n(measure, number),
       LATERAL (VALUES ('', ''), ('domain', domain),
                       ('change', CASE WHEN n.measure = 'ratings_compared' THEN
                            CASE WHEN closing > opening THEN 'better'
                                 WHEN closing < opening THEN 'worse' ELSE 'same' END END)
               ) d(dimension, member)
 WHERE d.member IS NOT NULL
 GROUP BY 1, 2, 3, 4, 5
HAVING sum(n.number) > 0
"""
)
