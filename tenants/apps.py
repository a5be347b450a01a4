"""The application of tenancy."""

from __future__ import annotations

from django.apps import AppConfig


class TenantsConfig(AppConfig):
    """Multi-tenancy and nothing else."""

    name = "tenants"
    verbose_name = "Tenants"

    def ready(self) -> None:
        """Keep the in-process directory of hosts true when a tenant changes in this process."""
        from tenants import directory  # noqa: PLC0415  models are not ready earlier

        directory.connect()
