"""The application of the area families."""

from __future__ import annotations

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """See core/families."""

    name = "core.families"
    label = "families"
