"""Who must not sit at one table."""

from __future__ import annotations

from collections.abc import Iterable

from core.teams.models import TeamMember


def check_together(members: Iterable[TeamMember]) -> None:
    """Refuse a meeting of two persons of whom one must not know of the other (`KeptApartError`)."""
