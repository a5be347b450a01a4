"""Two records of a person put together, for the leader of the case."""

from __future__ import annotations

from core.families import queries
from core.families.models import PersonMerge
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, CaseType, PersonType
from graphql_api.fields import field, related
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import DateTime


class PersonMergeType(EntityType):
    """Two records put together."""

    class Meta:
        model = PersonMerge
        name = "PersonMerge"
        description = "A second record of a person put to the one that stays."
        rows = queries.merges_visible_to
        policy = LEADERS
        audited = True

    made_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was done.")
    undone_at = field(DateTime, policy=WITH_OBJECT, description="When they were taken apart again.")
    case = related(
        CaseType, "case", policy=LEADERS, rows=queries.cases_visible_to, description="In which case."
    )
    kept = related(
        PersonType,
        "kept",
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="The record that stays.",
    )
