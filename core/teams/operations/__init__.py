"""Forming a team, seating partners, planning and holding meetings."""

from __future__ import annotations

from core.teams.operations.holding import hold_meeting
from core.teams.operations.seats import add_family_member, add_partner_member, end_membership, form_team

__all__ = ["add_family_member", "add_partner_member", "end_membership", "form_team", "hold_meeting"]
