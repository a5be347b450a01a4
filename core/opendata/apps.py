"""The application of the area opendata."""

from __future__ import annotations

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """See core/opendata."""

    name = "core.opendata"
    label = "opendata"
