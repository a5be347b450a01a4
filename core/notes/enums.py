"""Who reads a note, and how long a file is kept."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    """Whom the author lets read a note."""

    PRIVATE = "private", _("tylko ja")
    TEAM = "team", _("zespół")


class RetentionClass(TextChoices):
    """How long a file of a case is kept."""

    GLANCE = "glance", _("do wglądu (30 dni)")
    WORKING = "working", _("roboczy (90 dni)")
    CASE = "case", _("dokument sprawy (5 lat po jej zakończeniu)")
