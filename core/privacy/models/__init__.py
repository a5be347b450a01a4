"""Who agreed to take part, when, to which wording, and who wrote it down."""

from __future__ import annotations

from core.privacy.models.agreements import ParticipationAgreement, ParticipationAgreementQuerySet

__all__ = ["ParticipationAgreement", "ParticipationAgreementQuerySet"]
