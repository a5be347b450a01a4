"""Papers printed, issued under a number, printed again to compare; files received, looked at, removed."""

from __future__ import annotations

from core.documents.operations.printing import render

__all__ = ["render"]
