"""The Django project as an application: system checks and management commands."""

from __future__ import annotations

from django.apps import AppConfig, apps


class KooperacjeConfig(AppConfig):
    """Wires everything."""

    name = "kooperacje"

    def ready(self) -> None:
        """Register the system checks, and the tasks: pages start jobs by name, so they must know them."""
        from kooperacje import checks  # noqa: F401  registers itself
        from kooperacje.celery import app

        app.autodiscover_tasks(lambda: [config.name for config in apps.get_app_configs()], force=True)
