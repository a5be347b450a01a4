"""What is read along with a step."""

from __future__ import annotations

from typing import Final

STEP_RELATIONS: Final = (
    "referral__service",
    "referral__partner",
    "for_person",
    "proposed_person",
    "owner_person",
    "owner_user",
    "owner_partner",
)
