"""True counts under seal, what was printed of them, and what stands around a release."""

from __future__ import annotations

from core.regional.models.known import KnownFigure, Restoration
from core.regional.models.printed import Evidence, PublishedCell, Release
from core.regional.models.sealed import InsiderProof, Submission, TrueCell

__all__ = [
    "Evidence",
    "InsiderProof",
    "KnownFigure",
    "PublishedCell",
    "Release",
    "Restoration",
    "Submission",
    "TrueCell",
]
