"""The application of the area matching."""

from __future__ import annotations

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """See core/matching."""

    name = "core.matching"
    label = "matching"
