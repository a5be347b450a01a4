"""The application of the area families."""

from __future__ import annotations

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """See core/families."""

    name = "core.families"
    label = "families"

    def ready(self) -> None:
        """Let sealed values find the keys of their families."""
        from core.families.keys import fetch  # noqa: PLC0415  models are loaded only now
        from core.shared import keyring  # noqa: PLC0415

        keyring.use(fetch)
