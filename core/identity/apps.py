"""The application of accounts."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Accounts, roles and tokens of one tenant."""

    name = "core.identity"
    label = "identity"
