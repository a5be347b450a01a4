"""Requests of persons, files handed to them, corrections, holds, and the end of data."""

from __future__ import annotations

from core.rights.models.disposals import Disposal, DisposalItem, LegalHold, RetentionClass
from core.rights.models.requests import Correction, DataSubjectRequest, PersonExport

__all__ = [
    "Correction",
    "DataSubjectRequest",
    "Disposal",
    "DisposalItem",
    "LegalHold",
    "PersonExport",
    "RetentionClass",
]
