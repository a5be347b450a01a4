"""Choices of the partnership: what kind of body a partner is, what a meeting was for."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    """Who stands behind an organisation; the sector says what it does, this says whose it is."""

    GMINA_UNIT = "gmina_unit", _("Jednostka gminy")
    POWIAT_UNIT = "powiat_unit", _("Jednostka powiatu")
    VOIVODESHIP_UNIT = "voivodeship_unit", _("Jednostka województwa")
    STATE_BODY = "state_body", _("Służba lub urząd państwowy")
    COMPANY = "company", _("Spółka lub przedsiębiorstwo")
    NGO = "ngo", _("Organizacja pozarządowa")
    CHURCH = "church", _("Kościelna osoba prawna")
    OTHER = "other", _("Inny podmiot")


class PartnerStage(TextChoices):
    """How far an organisation has come; worked out from its documents, never stored."""

    INVITED = "invited", _("zaproszony")
    DECLARED = "declared", _("złożył deklarację")
    CERTIFIED = "certified", _("ma certyfikat")
    WITHDRAWN = "withdrawn", _("wycofał się")


class MeetingKind(TextChoices):
    """The model's formula: two initiating meetings, one formalising meeting, then working ones."""

    INITIATING = "initiating", _("inicjujące")
    FORMALISING = "formalising", _("formalizujące")
    WORKING = "working", _("robocze")
