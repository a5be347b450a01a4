"""Files of a tenant lie in the tenant's own folder; none has a public address."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from tenants.context import current_schema


@deconstructible(path="tenants.storage.TenantStorage")
class TenantStorage(FileSystemStorage):
    """`<data>/files/<schema>/...`, looked up at each use since one process serves all tenants.

    A name that climbs out of the tenant's folder is refused by Django.
    """

    def __init__(self) -> None:
        super().__init__(base_url=None)

    @property
    def base_location(self) -> str:
        """Folder of the tenant of the moment."""
        return str(Path(settings.MEDIA_ROOT) / current_schema())

    @property
    def location(self) -> str:
        """The same, absolute."""
        return str(Path(self.base_location).absolute())
