"""Who agreed to take part, what may be told to whom, and what was told."""

from __future__ import annotations

from core.privacy.models.agreements import ParticipationAgreement, ParticipationAgreementQuerySet
from core.privacy.models.authorisations import (
    AuthorisationQuerySet,
    DisclosureAuthorisation,
    ProcessingRestriction,
)
from core.privacy.models.ledger import Disclosure

__all__ = [
    "AuthorisationQuerySet",
    "Disclosure",
    "DisclosureAuthorisation",
    "ParticipationAgreement",
    "ParticipationAgreementQuerySet",
    "ProcessingRestriction",
]
