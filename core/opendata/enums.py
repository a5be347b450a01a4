"""Choices of data exchange."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportFormat(TextChoices):
    """What a file was recognised as."""

    PACKAGE = "package", _("paczka HSDS (ZIP)")
    JSON = "json", _("plik HSDS (JSON)")
    CSV = "csv", _("arkusz CSV")
    XLSX = "xlsx", _("arkusz XLSX")


class ImportStatus(TextChoices):
    """Where an import stands; nothing is in the basket before it is written."""

    UPLOADED = "uploaded", _("czeka na odczytanie")
    READING = "reading", _("odczytywanie")
    READY = "ready", _("do sprawdzenia")
    WRITING = "writing", _("zapisywanie")
    DONE = "done", _("zapisany")
    REFUSED = "refused", _("plik odrzucony")
    CANCELLED = "cancelled", _("porzucony")


class RowKind(TextChoices):
    """What a row of the preview is about."""

    ORGANISATION = "organisation", _("organizacja")
    CARD = "card", _("usługa")
    OTHER = "other", _("inny wiersz")


class RowState(TextChoices):
    """What the import would do with it."""

    NEW = "new", _("nowa")
    CHANGED = "changed", _("zmieniona")
    UNCHANGED = "unchanged", _("bez zmian")
    WRONG = "wrong", _("błąd")
