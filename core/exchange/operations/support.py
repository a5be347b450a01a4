"""A region writes down the support it gave; a mistake is mended or taken out, the audit remembers it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange import errors
from core.exchange.enums import SupportKind
from core.exchange.models import SupportSession, SupportShare
from core.exchange.operations.lessons import refuse_personal_data
from core.exchange.permissions import require_region
from core.exchange.queries.support import towns_of_region
from core.exchange.rules import LONGEST_SUPPORT, LONGEST_TOPIC, MOST_PERSONS, SUPPORT_STEP
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tenants.context import current_schema


@transaction.atomic
def record_support(
    *,
    actor: Actor,
    kind: str,
    held_on: date,
    minutes: int,
    towns: Mapping[str, int],
    topic: str = "",
    key: UUID | None = None,
) -> SupportSession:
    """Write down one session: `towns` gives the number of persons by the schema of their town.

    Raises `SupportMissingError`, `SupportPersonsError`, `SupportTownError`, `SupportHoursError`,
    `SupportDayError` or, for a topic that seems to name somebody, `PersonalDataError`.
    """
    require_region(actor)
    if key and (known := SupportSession.objects.filter(pk=key).first()) is not None:
        return known
    _check(held_on, minutes, towns)
    topic = _named(topic)
    session = SupportSession.objects.create(
        pk=key or uuid7(),
        owner_schema=current_schema(),
        kind=SupportKind(kind),
        held_on=held_on,
        minutes=minutes,
        topic=topic,
        actor_name=actor.name,
    )
    _share_out(session, towns)
    record(actor, "exchange.support_recorded", session, kind=session.kind, minutes=minutes)
    return session


@transaction.atomic
def change_support(
    *,
    actor: Actor,
    session: SupportSession,
    version: int,
    kind: str,
    held_on: date,
    minutes: int,
    towns: Mapping[str, int],
    topic: str = "",
) -> SupportSession:
    """Mend a record. Raises `ConflictError` when somebody else did meanwhile, and what recording raises."""
    require_region(actor)
    locked = _locked(session, version)
    _check(held_on, minutes, towns)
    locked.kind, locked.held_on, locked.minutes = SupportKind(kind), held_on, minutes
    locked.topic, locked.version = _named(topic), version + 1
    locked.save(update_fields=["kind", "held_on", "minutes", "topic", "version"])
    locked.shares.all().delete()
    _share_out(locked, towns)
    record(actor, "exchange.support_changed", locked, kind=locked.kind, minutes=minutes)
    return locked


@transaction.atomic
def drop_support(*, actor: Actor, session: SupportSession, version: int) -> None:
    """Take out a record that should not be there. Raises `ConflictError`."""
    require_region(actor)
    locked = _locked(session, version)
    record(actor, "exchange.support_dropped", locked, kind=locked.kind, minutes=locked.minutes)
    locked.delete()


def _locked(session: SupportSession, version: int) -> SupportSession:
    own = SupportSession.objects.select_for_update().filter(owner_schema=current_schema(), pk=session.pk)
    locked = own.first()
    if locked is None:
        raise NotVisibleError
    if locked.version != version:
        raise ConflictError
    return locked


def _check(held_on: date, minutes: int, towns: Mapping[str, int]) -> None:
    if held_on > clock.today():
        raise errors.SupportDayError
    if not SUPPORT_STEP <= minutes <= LONGEST_SUPPORT or minutes % SUPPORT_STEP:
        raise errors.SupportHoursError
    if not towns:
        raise errors.SupportMissingError
    if not all(1 <= persons <= MOST_PERSONS for persons in towns.values()):
        raise errors.SupportPersonsError
    if not set(towns) <= {town.schema_name for town in towns_of_region()}:
        raise errors.SupportTownError


def _named(topic: str) -> str:
    """What it was about, in one line that names nobody: the towns read it."""
    line = " ".join(topic.split())[:LONGEST_TOPIC]
    refuse_personal_data({"topic": line})
    return line


def _share_out(session: SupportSession, towns: Mapping[str, int]) -> None:
    SupportShare.objects.bulk_create(
        SupportShare(session=session, owner_schema=session.owner_schema, schema_name=schema, persons=persons)
        for schema, persons in sorted(towns.items())
    )
