"""The application of the area fidelity."""

from __future__ import annotations

from django.apps import AppConfig


class FidelityConfig(AppConfig):
    """See core/fidelity."""

    name = "core.fidelity"
    label = "fidelity"
