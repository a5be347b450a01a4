"""The application of the area lessons."""

from __future__ import annotations

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """See core/lessons."""

    name = "core.lessons"
    label = "lessons"
