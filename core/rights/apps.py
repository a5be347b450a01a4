"""The application of the area rights."""

from __future__ import annotations

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """See core/rights."""

    name = "core.rights"
    label = "rights"

    def ready(self) -> None:
        """Files on notes outlast their day while their family is on hold."""
        from core.notes import holds  # noqa: PLC0415  models are loaded only now
        from core.rights.queries import cases_on_hold  # noqa: PLC0415

        holds.ask(cases_on_hold)
