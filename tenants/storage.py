"""Files of a tenant lie in the tenant's own folder; none has a public address."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from tenants.context import current_schema


@deconstructible(path="tenants.storage.TenantStorage")
class TenantStorage(FileSystemStorage):
    """`<data>/files/<schema>/...`, looked up at each use since one process serves all tenants."""

    def __init__(self) -> None:
        super().__init__(location=settings.MEDIA_ROOT, base_url=None)

    def path(self, name: str) -> str:
        """Place on disk; a name that climbs out of the tenant's folder is refused by Django."""
        tenant = FileSystemStorage(location=Path(self.base_location) / current_schema())
        return tenant.path(name)
