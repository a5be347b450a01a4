"""Agreeing to take part, seeing one's own page, and stopping."""

from __future__ import annotations

from core.privacy.operations.agreements import open_own_page, record_agreement, withdraw_agreement

__all__ = ["open_own_page", "record_agreement", "withdraw_agreement"]
