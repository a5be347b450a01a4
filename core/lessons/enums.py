"""Choices of a town's lessons."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LessonState(TextChoices):
    """Where a lesson lies: still in the town, with the region, or taken back."""

    DRAFT = "draft", _("roboczy")
    HANDED = "handed", _("przekazany regionowi")
    WITHDRAWN = "withdrawn", _("wycofany")
