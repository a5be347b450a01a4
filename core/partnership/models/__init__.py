"""The standing partnership of a town: its organisations, their people, documents and meetings."""

from __future__ import annotations

from core.partnership.models.accession import AmendmentQuerySet, DeclarationAmendment, DeclarationDraft
from core.partnership.models.contacts import ContactPeriod, PartnerAddress, PersonSubstitution
from core.partnership.models.decisions import MeetingDecision
from core.partnership.models.invitations import InvitationQuerySet, PartnerInvitation
from core.partnership.models.meetings import AgendaItem, PartnershipAttendance, PartnershipMeeting
from core.partnership.models.minutes import MeetingMinutes, MinutesAmendment, PublishedMinutes
from core.partnership.models.organisations import PartnerOrganisation, PartnerPerson, PartnerQuerySet
from core.partnership.models.papers import AccessionDeclaration, DeclarationQuerySet, PartnershipCertificate
from core.partnership.models.resources import LocalNeedsAssessment, ResourceMapEntry, ResourceQuerySet
from core.partnership.models.steps import PartnershipStep, PartnershipStepChange
from core.partnership.models.texts import (
    PartnershipText,
    PlanItem,
    TextAcceptance,
    TextReminder,
    TextVersion,
)

__all__ = [
    "AccessionDeclaration",
    "AgendaItem",
    "AmendmentQuerySet",
    "ContactPeriod",
    "DeclarationAmendment",
    "DeclarationDraft",
    "DeclarationQuerySet",
    "InvitationQuerySet",
    "LocalNeedsAssessment",
    "MeetingDecision",
    "MeetingMinutes",
    "MinutesAmendment",
    "PartnerAddress",
    "PartnerInvitation",
    "PartnerOrganisation",
    "PartnerPerson",
    "PartnerQuerySet",
    "PartnershipAttendance",
    "PartnershipCertificate",
    "PartnershipMeeting",
    "PartnershipStep",
    "PartnershipStepChange",
    "PartnershipText",
    "PersonSubstitution",
    "PlanItem",
    "PublishedMinutes",
    "ResourceMapEntry",
    "ResourceQuerySet",
    "TextAcceptance",
    "TextReminder",
    "TextVersion",
]
