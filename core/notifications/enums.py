"""Where a message stands."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageStatus(TextChoices):
    """From being written to having left, or not."""

    QUEUED = "queued", _("czeka na wysłanie")
    SENT = "sent", _("wysłana")
    FAILED = "failed", _("nie doszła")
    WITHDRAWN = "withdrawn", _("zatrzymana przed wysłaniem")
    INBOX = "inbox", _("tylko w skrzynce, bez e-maila")
