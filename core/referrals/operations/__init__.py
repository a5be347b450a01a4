"""Asking a partner, the partner's answer, and what becomes of requests when a partner leaves."""

from __future__ import annotations

from core.referrals.operations.asking import (
    accept,
    decline,
    note_first_contact,
    report_outcome,
    send_referral,
)

__all__ = ["accept", "decline", "note_first_contact", "report_outcome", "send_referral"]
