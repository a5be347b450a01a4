"""The application of the area paths."""

from __future__ import annotations

from django.apps import AppConfig


class PathsConfig(AppConfig):
    """See core/paths."""

    name = "core.paths"
    label = "paths"
