"""The application of the area teams."""

from __future__ import annotations

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """See core/teams."""

    name = "core.teams"
    label = "teams"
