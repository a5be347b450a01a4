"""What a town decides about its paths."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from core.paths.rules.watch import STALLED_DAYS
from core.shared.models import Entity


class PathTerms(Entity):
    """The town's own number of days after which a step stands still; one row at most."""

    stalled_days = models.PositiveSmallIntegerField(default=STALLED_DAYS)
    singleton = models.BooleanField(default=True, editable=False)

    class Meta(Entity.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["singleton"], name="path_terms_one"),
            models.CheckConstraint(
                condition=Q(singleton=True, stalled_days__gte=7, stalled_days__lte=90),
                name="path_terms_in_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.stalled_days)
