"""Asking a partner, the partner's answer, and what becomes of requests when a partner leaves."""

from __future__ import annotations

from core.referrals.operations.asking import accept, decline, report_outcome, send_referral

__all__ = ["accept", "decline", "report_outcome", "send_referral"]
