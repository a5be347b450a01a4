"""What becomes of a place that was set aside."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ClaimStatus(TextChoices):
    """From being held at a meeting to being given back."""

    HELD = "held", _("wstrzymane")
    REQUESTED = "requested", _("czeka na odpowiedź partnera")
    BOOKED = "booked", _("zajęte")
    RELEASED = "released", _("zwolnione")
    EXPIRED = "expired", _("rezerwacja wygasła")


LIVE = (ClaimStatus.HELD, ClaimStatus.REQUESTED, ClaimStatus.BOOKED)
