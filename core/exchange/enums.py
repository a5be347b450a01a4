"""Choices of what passes between tenants."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OfferAnswer(TextChoices):
    """How an invitation from one town to a powiat ended; empty while it waits."""

    ACCEPTED = "accepted", _("przyjęte")
    DECLINED = "declined", _("odrzucone")
    CANCELLED = "cancelled", _("wycofane przez gminę")
