"""Where a family stands on its way, how the way ended, who a person is in reports."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """Stages of a case in their order; reviews repeat within the path and are no stage of their own."""

    SCREENING = "screening", _("rozpoznanie")
    AGREED = "agreed", _("zgoda rodziny")
    ASSESSED = "assessed", _("ocena sił i potrzeb")
    TEAM = "team", _("zespół zadaniowy")
    PATH = "path", _("ścieżka w toku")
    CLOSING = "closing", _("rozmowa końcowa")
    CLOSED = "closed", _("zakończona")


class Outcome(TextChoices):
    """How a case ended; "achieved" is the numerator of indicator 24."""

    ACHIEVED = "achieved", _("cele osiągnięte")
    PARTLY = "partly", _("cele osiągnięte w części")
    WITHDRAWN = "withdrawn", _("rodzina zrezygnowała")
    MOVED = "moved", _("rodzina wyprowadziła się")
    OTHER = "other", _("inny powód")


class Sex(TextChoices):
    """Sex as public reports ask for it; it may stay unknown."""

    FEMALE = "F", _("kobieta")
    MALE = "M", _("mężczyzna")


class SheetFormat(TextChoices):
    """What a spreadsheet of families was recognised as."""

    CSV = "csv", _("arkusz CSV")
    XLSX = "xlsx", _("arkusz XLSX")
