"""The application of the area regional."""

from __future__ import annotations

from django.apps import AppConfig


class RegionalConfig(AppConfig):
    """See core/regional."""

    name = "core.regional"
    label = "regional"
