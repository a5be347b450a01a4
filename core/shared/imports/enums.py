"""Where a handed-in file stands, and what would be done with each of its rows."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportStatus(TextChoices):
    """Where an import stands; nothing is kept before it is written."""

    UPLOADED = "uploaded", _("czeka na odczytanie")
    READING = "reading", _("odczytywanie")
    READY = "ready", _("do sprawdzenia")
    WRITING = "writing", _("zapisywanie")
    DONE = "done", _("zapisany")
    REFUSED = "refused", _("plik odrzucony")
    CANCELLED = "cancelled", _("porzucony")


class RowState(TextChoices):
    """What the import would do with it."""

    NEW = "new", _("nowa")
    CHANGED = "changed", _("zmieniona")
    UNCHANGED = "unchanged", _("bez zmian")
    WRONG = "wrong", _("błąd")
