"""The application of the area privacy."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """See core/privacy."""

    name = "core.privacy"
    label = "privacy"
