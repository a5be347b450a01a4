"""Who somebody is to the system."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does here; one person may do several things."""

    NETWORK_OFFICER = "network_officer", _("pracownik ds. sieci")
    SOCIAL_WORKER = "social_worker", _("pracownik socjalny")
    DIRECTOR = "director", _("dyrektor")
    DELEGATE = "delegate", _("przedstawiciel partnera")
    FAMILY_MEMBER = "family_member", _("członek rodziny")
    DATA_PROTECTION = "data_protection", _("inspektor ochrony danych")
    REGIONAL_COORDINATOR = "regional_coordinator", _("koordynator regionalny")
    OPERATOR = "operator", _("operator platformy")


STAFF = (Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DIRECTOR)
