"""The application of the area dossier."""

from __future__ import annotations

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """See core/dossier."""

    name = "core.dossier"
    label = "dossier"
