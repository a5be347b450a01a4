"""Choices of the papers: what a certificate is worth on a day."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CertificateState(TextChoices):
    """What whoever scans a certificate learns of it."""

    VALID = "valid", _("ważny")
    EXPIRED = "expired", _("wygasł")
    WITHDRAWN = "withdrawn", _("partner wystąpił")
