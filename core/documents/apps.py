"""The application of the area documents."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """See core/documents."""

    name = "core.documents"
    label = "documents"
