"""The application of the area indicators."""

from __future__ import annotations

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """See core/indicators."""

    name = "core.indicators"
    label = "indicators"
