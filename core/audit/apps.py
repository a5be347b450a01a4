"""The application of the audit log."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, in a chain."""

    name = "core.audit"
    label = "audit"
