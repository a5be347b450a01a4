"""Slips, own access, messages."""

from core.access.models.doors import AccessSlip, OwnAccess
from core.access.models.letters import FamilyMessage

__all__ = ["AccessSlip", "FamilyMessage", "OwnAccess"]
