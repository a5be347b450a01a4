"""The application of the area indicators."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register


class IndicatorsConfig(AppConfig):
    """See core/indicators."""

    name = "core.indicators"
    label = "indicators"

    def ready(self) -> None:
        """A catalogue with a wrong formula stops the start."""
        from core.indicators.checking import check_definitions  # noqa: PLC0415  needs the models

        register(check_definitions)
