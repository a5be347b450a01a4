"""Choices stored with territorial units."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryKind(models.TextChoices):
    """Tiers of TERC; a part is a town or a countryside inside an urban-rural gmina, or a city's
    district.
    """

    VOIVODESHIP = "voivodeship", _("województwo")
    POWIAT = "powiat", _("powiat")
    GMINA = "gmina", _("gmina")
    PART = "part", _("część gminy")
