"""Two records of one human being put together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from core.shared.models import Entity


class PersonMerge(Entity):
    """One person was written down twice: what the record that stays took over, so that it can be given back.

    `moved` has ids of times in a household that became the kept person's, `shut` those that were a second
    time in the same household (with the day on which they ended before), `filled` the fields that were empty.
    """

    case = models.ForeignKey("families.Case", models.PROTECT, related_name="person_merges")
    kept = models.ForeignKey("families.Person", models.PROTECT, related_name="+")
    dropped = models.ForeignKey("families.Person", models.PROTECT, related_name="+")
    moved = models.JSONField(default=list)
    shut = models.JSONField(default=dict)
    filled = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("identity.User", models.PROTECT, null=True, related_name="+")

    class Meta(Entity.Meta):
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kept=F("dropped")), name="person_merge_of_two"),
            models.UniqueConstraint(
                fields=["dropped"], condition=Q(undone_at__isnull=True), name="person_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dropped_id} {self.kept_id}"
