"""Who agrees, on which day. Takes cases that the caller may see (`families.queries`)."""

from __future__ import annotations

from core.privacy.queries.agreements import (
    adults_without_agreement,
    agreement_visible,
    agreements,
    agreements_visible_to,
    has_agreement,
    own_agreement,
    persons_agreeing,
    somebody_agrees,
)

__all__ = [
    "adults_without_agreement",
    "agreement_visible",
    "agreements",
    "agreements_visible_to",
    "has_agreement",
    "own_agreement",
    "persons_agreeing",
    "somebody_agrees",
]
