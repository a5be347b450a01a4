"""The application of the area notes."""

from __future__ import annotations

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """See core/notes."""

    name = "core.notes"
    label = "notes"
