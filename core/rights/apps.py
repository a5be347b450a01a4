"""The application of the area rights."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """See core/rights."""

    name = "core.rights"
    label = "rights"
