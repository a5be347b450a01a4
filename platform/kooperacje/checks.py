"""System checks: each setting that a mistake can hide in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def no_table_both_shared_and_own(**_: Any) -> list[CheckMessage]:
    """An application must not stand in the shared list and in a tenant's list at once."""
    shared = set(settings.TENANT_TYPES["public"]["APPS"])
    return [
        Error(
            f"{app} is both shared and in every {kind}: a missing table would be read from public.",
            id="kooperacje.E001",
        )
        for kind, parts in settings.TENANT_TYPES.items()
        if kind != "public"
        for app in sorted(shared & set(parts["APPS"]))
    ]


@register()
def tenant_in_every_key(**_: Any) -> list[CheckMessage]:
    """Every cache must put the schema into its keys."""
    return [
        Error(f"The cache {name!r} does not put the tenant into its keys.", id="kooperacje.E002")
        for name, cache in settings.CACHES.items()
        if cache.get("KEY_FUNCTION") != "django_tenants.cache.make_key"
    ]


@register()
def own_backend(**_: Any) -> list[CheckMessage]:
    """Only our backend takes the tenant's role."""
    if settings.DATABASES["default"]["ENGINE"] == "tenants.postgresql_backend":
        return []
    return [Error("DATABASES must use tenants.postgresql_backend.", id="kooperacje.E003")]


@register()
def json_only(**_: Any) -> list[CheckMessage]:
    """A worker must accept nothing but JSON."""
    if settings.CELERY_ACCEPT_CONTENT == ["json"]:
        return []
    return [Error("Celery must accept JSON only.", id="kooperacje.E004")]
