"""Support of the staff that a town arranged itself; what its region gave is recorded in the region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange.enums import SupportKind
from core.indicators.errors.context import (
    SupportInFutureError,
    SupportTooLongError,
    SupportWithoutPersonsError,
)
from core.indicators.models import StaffSupport
from core.indicators.models.context import LONGEST_SESSION
from core.indicators.permissions import require_counter
from core.partnership.models import PartnerOrganisation
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7

SHORTEST: Final = 15


@dataclass(frozen=True)
class Support:
    """One day's coaching, supervision, workshop or training."""

    kind: str
    held_on: date
    minutes: int
    persons: int
    subject: str
    provider: str = ""
    partners: Iterable[PartnerOrganisation] = field(default=())


@transaction.atomic
def record_support(*, actor: Actor, support: Support, key: UUID | None = None) -> StaffSupport:
    """Write down support that was given; sent twice with one `key` it is one.

    Raises `SupportInFutureError`, `SupportTooLongError`, `SupportWithoutPersonsError`.
    """
    require_counter(actor)
    if key is not None and (known := StaffSupport.objects.filter(pk=key).first()) is not None:
        return known
    held = StaffSupport(pk=key or uuid7())
    _set(held, actor, support)
    record(actor, "indicators.support_recorded", held, kind=held.kind, held_on=held.held_on)
    return held


@transaction.atomic
def change_support(*, actor: Actor, entry: StaffSupport, support: Support, version: int) -> StaffSupport:
    """Correct an entry; raises what `record_support` does, `ConflictError`."""
    require_counter(actor)
    held = StaffSupport.objects.select_for_update().get(pk=entry.pk)
    if held.version != version:
        raise ConflictError
    held.version += 1
    _set(held, actor, support)
    record(actor, "indicators.support_changed", held, kind=held.kind, held_on=held.held_on)
    return held


@transaction.atomic
def remove_support(*, actor: Actor, entry: StaffSupport) -> None:
    """Take away an entry made by mistake."""
    require_counter(actor)
    record(actor, "indicators.support_removed", entry, kind=entry.kind, held_on=entry.held_on)
    entry.delete()


def _set(held: StaffSupport, actor: Actor, support: Support) -> None:
    if support.held_on > clock.today():
        raise SupportInFutureError
    if not SHORTEST <= support.minutes <= LONGEST_SESSION:
        raise SupportTooLongError
    if support.persons < 1:
        raise SupportWithoutPersonsError
    held.kind, held.held_on = SupportKind(support.kind), support.held_on
    held.minutes, held.persons = support.minutes, support.persons
    held.subject, held.provider = support.subject.strip(), support.provider.strip()
    held.recorded_by = actor.name
    held.save()
    held.partners.set(support.partners)
