"""The standing partnership of a town: its organisations, their people, documents and meetings."""

from __future__ import annotations

from core.partnership.models.accession import AmendmentQuerySet, DeclarationAmendment, DeclarationDraft
from core.partnership.models.decisions import MeetingDecision
from core.partnership.models.meetings import AgendaItem, PartnershipAttendance, PartnershipMeeting
from core.partnership.models.minutes import MeetingMinutes, MinutesAmendment, PublishedMinutes
from core.partnership.models.organisations import PartnerOrganisation, PartnerPerson, PartnerQuerySet
from core.partnership.models.papers import AccessionDeclaration, DeclarationQuerySet, PartnershipCertificate

__all__ = [
    "AccessionDeclaration",
    "AgendaItem",
    "AmendmentQuerySet",
    "DeclarationAmendment",
    "DeclarationDraft",
    "DeclarationQuerySet",
    "MeetingDecision",
    "MeetingMinutes",
    "MinutesAmendment",
    "PartnerOrganisation",
    "PartnerPerson",
    "PartnerQuerySet",
    "PartnershipAttendance",
    "PartnershipCertificate",
    "PartnershipMeeting",
    "PublishedMinutes",
]
