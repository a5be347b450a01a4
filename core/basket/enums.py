"""Choices of the service basket."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CardStatus(TextChoices):
    """Where a card stands; the way between is in `rules.TRANSITIONS`."""

    DRAFT = "draft", _("szkic")
    PUBLISHED = "published", _("opublikowana")
    SUSPENDED = "suspended", _("wstrzymana")
    WITHDRAWN = "withdrawn", _("wycofana")


class ReferralMode(TextChoices):
    """How somebody comes to a service."""

    TEAM = "team", _("przez zespół zadaniowy")
    REFERRAL = "referral", _("skierowanie pracownika socjalnego")
    PHONE = "phone", _("zgłoszenie telefoniczne")
    DIRECT = "direct", _("bez skierowania, wystarczy przyjść")


class Freshness(TextChoices):
    """Whether somebody looked at a card within a year."""

    FRESH = "fresh", _("aktualna")
    DUE = "due", _("wymaga przeglądu")
    STALE = "stale", _("po terminie przeglądu")
