"""What can go wrong with printing."""

from __future__ import annotations


class UnknownTemplateError(LookupError):
    """An area asked for a template that is not there: a bug, not a refusal."""
