"""The frame of all pages as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Label with a prefix: ``shell`` alone would be too easy to take twice."""

    name = "web.shell"
    label = "web_shell"
