"""Records that pass from one tenant to another: shared tables, each row guarded by row security."""

from __future__ import annotations

from core.exchange.models.invitations import PartnershipInvitation, PartnershipInvitationAnswer
from core.exchange.models.lessons import HandedLesson, LessonEdition
from core.exchange.models.templates import RegionalTemplate, TemplateAdoption, TemplateVersion

__all__ = [
    "HandedLesson",
    "LessonEdition",
    "PartnershipInvitation",
    "PartnershipInvitationAnswer",
    "RegionalTemplate",
    "TemplateAdoption",
    "TemplateVersion",
]
