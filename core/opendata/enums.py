"""Choices of data exchange."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.shared.imports.enums import ImportStatus, RowState

__all__ = ["ImportFormat", "ImportStatus", "RowKind", "RowState"]


class ImportFormat(TextChoices):
    """What a file was recognised as."""

    PACKAGE = "package", _("paczka HSDS (ZIP)")
    JSON = "json", _("plik HSDS (JSON)")
    CSV = "csv", _("arkusz CSV")
    XLSX = "xlsx", _("arkusz XLSX")


class RowKind(TextChoices):
    """What a row of the preview is about."""

    ORGANISATION = "organisation", _("organizacja")
    CARD = "card", _("usługa")
    OTHER = "other", _("inny wiersz")
