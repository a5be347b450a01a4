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


class UnitType(models.TextChoices):
    """Towns are compared with their like: what a TERYT code says of a municipality."""

    CITY = "city", _("miasta na prawach powiatu")
    URBAN = "urban", _("gminy miejskie")
    RURAL = "rural", _("gminy wiejskie")
    MIXED = "mixed", _("gminy miejsko-wiejskie")
    POWIAT = "powiat", _("powiaty")
