"""What every record of a tenant has in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from core.shared import clock
from core.shared.ids import uuid7
from tenants.context import current_schema


class WrongTenantError(RuntimeError):
    """A record of one tenant was about to be written or read again in another: a bug, not a refusal."""


class Entity(models.Model):
    """A record with an unguessable, time-ordered id that remembers the schema it came from.

    Reproduced with stock django-tenants: an instance loaded in town A and saved after a switch to B
    overwrote B's row of the same key. Here it raises.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        abstract = True
        ordering: ClassVar = ["created_at", "pk"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._schema = current_schema()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._stay_home()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._stay_home()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self._stay_home()
        super().refresh_from_db(*args, **kwargs)

    def _stay_home(self) -> None:
        if self._schema != current_schema():
            message = f"{type(self).__name__} of {self._schema} used in {current_schema()}"
            raise WrongTenantError(message)
