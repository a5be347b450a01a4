"""How an agreement was given."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementForm(TextChoices):
    """On a screen, on paper, or signed for a child by its guardian."""

    SCREEN = "screen", _("na ekranie")
    PAPER = "paper", _("na papierze")
    GUARDIAN = "guardian", _("przez opiekuna, za dziecko")
