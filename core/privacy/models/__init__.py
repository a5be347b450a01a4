"""Who agreed to take part, what may be told to whom, and what was told."""

from __future__ import annotations

from core.privacy.models.agreements import ParticipationAgreement, ParticipationAgreementQuerySet
from core.privacy.models.authorisations import (
    AuthorisationQuerySet,
    DisclosureAuthorisation,
    ProcessingRestriction,
)
from core.privacy.models.bases import ControllerContact, LegalBasis
from core.privacy.models.ledger import Disclosure
from core.privacy.models.sheets import ConsentSheet
from core.privacy.models.texts import ConsentText

__all__ = [
    "AuthorisationQuerySet",
    "ConsentSheet",
    "ConsentText",
    "ControllerContact",
    "Disclosure",
    "DisclosureAuthorisation",
    "LegalBasis",
    "ParticipationAgreement",
    "ParticipationAgreementQuerySet",
    "ProcessingRestriction",
]
