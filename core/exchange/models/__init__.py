"""Records that pass from one tenant to another: shared tables, each row guarded by row security."""

from __future__ import annotations

from core.exchange.models.invitations import PartnershipInvitation, PartnershipInvitationAnswer

__all__ = [
    "PartnershipInvitation",
    "PartnershipInvitationAnswer",
]
