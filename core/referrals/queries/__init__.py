"""Requests to partners, and how long families waited for them."""

from __future__ import annotations

from core.referrals.queries.requests import (
    WAITING_FIRST,
    answered_lately,
    referral_visible,
    referrals_of_case,
    referrals_of_partner,
    visible_to,
)

__all__ = [
    "WAITING_FIRST",
    "answered_lately",
    "referral_visible",
    "referrals_of_case",
    "referrals_of_partner",
    "visible_to",
]
