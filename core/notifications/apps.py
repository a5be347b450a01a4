"""The application of the area notifications."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """See core/notifications."""

    name = "core.notifications"
    label = "notifications"
