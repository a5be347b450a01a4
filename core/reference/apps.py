"""Django application of the shared reference data."""

from __future__ import annotations

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """Lives in the public schema: territory belongs to nobody and is read by everybody."""

    name = "core.reference"
    label = "reference"
    default_auto_field = "django.db.models.BigAutoField"
