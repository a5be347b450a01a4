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
from core.families.models import FamilyKey, Household, Person
from core.rights.operations.clearing import clear_identifiers
from core.rights.operations.forgetting import forget_person
from core.rights.rules import erased
from core.shared.actor import Actor
from core.shared.encryption import blind_index
from tenants.context import current_schema

_PURPOSE = "destroyed_key"


def remember(destroyed: dict[UUID, datetime], persons: dict[UUID, datetime] | None = None) -> None:
    """Add to the list once the transaction that erased them is committed."""
    path = list_path()
    lines = [erased.line(family, at, _vouched) for family, at in sorted(destroyed.items())]
    lines += [erased.person_line(person, at, _vouched) for person, at in sorted((persons or {}).items())]
    transaction.on_commit(partial(_append, path, lines))


def list_path() -> Path:
    """The list of the tenant of the moment."""
    return Path(settings.DESTROYED_KEYS) / f"{current_schema()}.list"


@transaction.atomic
def reapply_destroyed_keys(*, actor: Actor) -> int:
    """Destroy again what the list names, and add to it what the database knows; how many came back."""
    path = list_path()
    listed = erased.read(path.read_text(encoding="ascii") if path.is_file() else "", _vouched)
    back = FamilyKey.objects.filter(pk__in=list(listed.families), destroyed_at__isnull=True)
    returned = list(back.select_for_update().values_list("pk", flat=True))
    for family in returned:
        keys.destroy([family], listed.families[family])
        clear_identifiers(Household.objects.get(pk=family))
    persons = Person.objects.filter(pk__in=list(listed.persons), erased_at__isnull=True)
    known_again = list(persons.exclude(home__sealing_key__destroyed_at__isnull=False))
    for person in known_again:
        forget_person(actor=actor, person=person, at=listed.persons[person.pk])
    if returned or known_again:
        numbers = {"families": len(returned), "persons": len(known_again)}
        record(actor, "rights.keys_destroyed_again", None, **numbers)
    _list_missing(listed)
    return len(returned) + len(known_again)


def _list_missing(listed: erased.Erased) -> None:
    unlisted = FamilyKey.objects.filter(destroyed_at__isnull=False).exclude(pk__in=list(listed.families))
    families = dict(unlisted.values_list("pk", "destroyed_at"))
    forgotten = Person.objects.filter(erased_at__isnull=False).exclude(pk__in=list(listed.persons))
    persons = dict(forgotten.values_list("pk", "erased_at"))
    if families or persons:
        remember(
            {family: at for family, at in families.items() if at is not None},
            {person: at for person, at in persons.items() if at is not None},
        )


def _vouched(said: str) -> str:
    return blind_index(said, _PURPOSE)


def _append(path: Path, lines: Iterable[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        # A line that a crash cut off must not swallow the next one.
        file.write("".join(f"\n{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
