"""The application of the area safety."""

from __future__ import annotations

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """See core/safety."""

    name = "core.safety"
    label = "safety"
