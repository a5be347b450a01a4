"""What every import keeps between the upload and the decision; each area adds whose it is and its values."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from core.shared.imports.enums import ImportStatus, RowState
from core.shared.models import Entity


class ImportRunBase(Entity):
    """A file that somebody handed in, and how far it has come. Its content hangs on it as `file`, what it
    holds as `rows`.
    """

    started_by_name = models.CharField(max_length=200)
    filename = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=12, choices=ImportStatus.choices, default=ImportStatus.UPLOADED)
    # Code and data of the sentence that says why the whole file was refused.
    refusal = models.JSONField(default=dict, blank=True)
    only_correct = models.BooleanField(default=False)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    # When a job last gave a sign of life.
    moved_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.filename

    @property
    def to_write(self) -> int:
        """Rows that would be written and are not yet."""
        return max(0, self.new + self.changed - self.written)


class ImportRowBase(Entity):
    """One thing that a file brings, and what would be done with it."""

    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RowState.choices)
    problems = models.JSONField(default=list, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta(Entity.Meta):
        abstract = True
