"""The Django project as an application: system checks and management commands."""

from __future__ import annotations

from django.apps import AppConfig


class KooperacjeConfig(AppConfig):
    """Wires everything."""

    name = "kooperacje"

    def ready(self) -> None:
        """Register the system checks."""
        from kooperacje import checks  # noqa: F401, PLC0415  registers itself
