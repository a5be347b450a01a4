"""What every count begins with: the periods, the families in them, and who agreed on their last day."""

from __future__ import annotations

from typing import Final

INSERT: Final = """
INSERT INTO indicators_indicatorfact
       (period_kind, period_start, measure, dimension, member, value)
"""
PERIOD: Final = """
WITH period AS MATERIALIZED (
    SELECT kind, first, stop, stop - 1 AS last
      FROM unnest(%(kinds)s::text[], %(firsts)s::date[], %(stops)s::date[]) AS p(kind, first, stop)
)"""
SERVED: Final = (
    PERIOD
    + """,
served AS MATERIALIZED (
    SELECT p.*, c.id, c.household_id, c.outcome, c.agreed_on, c.closed_on,
           c.closed_on IS NULL OR c.closed_on >= p.stop AS active,
           c.agreed_on >= p.first AS fresh,
           COALESCE(c.closed_on < p.stop, false) AS ended
      FROM period p
      JOIN families_case c
        ON c.agreed_on < p.stop AND (c.closed_on IS NULL OR c.closed_on >= p.first)
),
agreed AS MATERIALIZED (
    SELECT DISTINCT p.kind, p.first, a.case_id, a.person_id
      FROM period p
      JOIN privacy_participationagreement a
        ON a.given_on <= p.last AND (a.withdrawn_on IS NULL OR a.withdrawn_on > p.last)
      JOIN families_person q
        ON q.id = a.person_id AND (NOT a.for_minor OR q.born_on > p.last - interval '18 years')
)"""
)
