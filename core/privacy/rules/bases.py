"""What a row of the register of legal bases must say: values in, refusals out."""

from __future__ import annotations

from collections.abc import Sequence

from core.privacy.enums import Article6, Article9
from core.privacy.errors import BasisMissingError, BasisWordsMissingError, UnknownBasisError


def check_basis(records: str, plain: str, article6: Sequence[str], article9: Sequence[str]) -> None:
    """At least one point of art. 6, known ones only, and words that a family understands."""
    if unknown := (set(article6) - set(Article6.values)) | (set(article9) - set(Article9.values)):
        raise UnknownBasisError(basis=min(unknown))
    if not article6:
        raise BasisMissingError
    if not (records.strip() and plain.strip()):
        raise BasisWordsMissingError
