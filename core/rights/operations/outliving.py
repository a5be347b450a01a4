"""Destroyed keys stay destroyed, also after yesterday's backup is restored.

A restored database has the keys back. The list of what was destroyed lies in a file of its own beside the
database, a line a family, vouched for by the town's key; whatever it names is destroyed again: by
`migrate`, by the daily round and by `retention --reapply`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from core.audit.operations import record
from core.families import keys
from core.families.models import FamilyKey, Household
from core.rights.operations.clearing import clear_identifiers
from core.rights.rules import erased
from core.shared.actor import Actor
from core.shared.encryption import blind_index
from tenants.context import current_schema

_PURPOSE = "destroyed_key"


def remember(destroyed: dict[UUID, datetime]) -> None:
    """Add families to the list once the transaction that destroyed their keys is committed."""
    path = list_path()
    lines = [erased.line(family, at, _vouched) for family, at in sorted(destroyed.items())]
    transaction.on_commit(partial(_append, path, lines))


def list_path() -> Path:
    """The list of the tenant of the moment."""
    return Path(settings.DESTROYED_KEYS) / f"{current_schema()}.list"


@transaction.atomic
def reapply_destroyed_keys(*, actor: Actor) -> int:
    """Destroy again what the list names, and add to it what the database knows; how many came back."""
    path = list_path()
    listed = erased.read(path.read_text(encoding="ascii"), _vouched) if path.is_file() else {}
    back = FamilyKey.objects.filter(pk__in=list(listed), destroyed_at__isnull=True)
    returned = list(back.select_for_update().values_list("pk", flat=True))
    for family in returned:
        keys.destroy([family], listed[family])
        clear_identifiers(Household.objects.get(pk=family))
    if returned:
        record(actor, "rights.keys_destroyed_again", None, families=len(returned))
    unlisted = FamilyKey.objects.filter(destroyed_at__isnull=False).exclude(pk__in=list(listed))
    missing = dict(unlisted.values_list("pk", "destroyed_at"))
    if missing:
        remember({family: at for family, at in missing.items() if at is not None})
    return len(returned)


def _vouched(said: str) -> str:
    return blind_index(said, _PURPOSE)


def _append(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        # A line that a crash cut off must not swallow the next one.
        file.write("".join(f"\n{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
