"""Records that pass from one tenant to another: shared tables, each row guarded by row security."""

from __future__ import annotations

from core.exchange.models.announcements import DefinitionNotice, DefinitionReceipt
from core.exchange.models.invitations import PartnershipInvitation, PartnershipInvitationAnswer
from core.exchange.models.lessons import HandedLesson, LessonEdition
from core.exchange.models.submissions import SubmissionEvent, SubmissionReminder
from core.exchange.models.support import SupportSession, SupportShare
from core.exchange.models.templates import RegionalTemplate, TemplateAdoption, TemplateVersion
from core.exchange.models.towns import TownRequest, TownSetup

__all__ = [
    "DefinitionNotice",
    "DefinitionReceipt",
    "HandedLesson",
    "LessonEdition",
    "PartnershipInvitation",
    "PartnershipInvitationAnswer",
    "RegionalTemplate",
    "SubmissionEvent",
    "SubmissionReminder",
    "SupportSession",
    "SupportShare",
    "TemplateAdoption",
    "TemplateVersion",
    "TownRequest",
    "TownSetup",
]
