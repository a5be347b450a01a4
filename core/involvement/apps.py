"""The application of the area involvement."""

from __future__ import annotations

from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    """See core/involvement."""

    name = "core.involvement"
    label = "involvement"
