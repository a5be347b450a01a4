"""The application of the area access."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """See core/access."""

    name = "core.access"
    label = "access"
