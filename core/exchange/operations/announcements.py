"""A region announces a new version of a definition; a town says that it has read it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.exchange import errors
from core.exchange.models import DefinitionNotice, DefinitionReceipt
from core.exchange.operations.submissions import tell_officers
from core.exchange.permissions import require_region, require_town_office
from core.exchange.queries.announcements import notices
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.ids import uuid7
from core.shared.integrity import refusing
from tenants.context import current, current_schema


@transaction.atomic
def announce(
    *,
    actor: Actor,
    number: int,
    version: int,
    valid_from: date,
    note: str,
    for_all: bool = False,
    key: UUID | None = None,
) -> DefinitionNotice:
    """Tell the region's towns of a version of an indicator; their own jobs pass it on to the officers.

    Raises `NoticeMissingError`, `LeaderOnlyError`, `AlreadyAnnouncedError`.
    """
    require_region(actor)
    if key and (known := DefinitionNotice.objects.filter(pk=key).first()) is not None:
        return known
    if not note.strip():
        raise errors.NoticeMissingError
    if for_all and not getattr(current(), "is_leader", False):
        raise errors.LeaderOnlyError
    with refusing({"definition_notice_once": errors.AlreadyAnnouncedError}):
        notice = DefinitionNotice.objects.create(
            pk=key or uuid7(),
            owner_schema=current_schema(),
            number=number,
            version=version,
            valid_from=valid_from,
            note=note.strip(),
            for_all=for_all,
            published_on=clock.today(),
            actor_name=actor.name,
        )
    record(actor, "exchange.definition_announced", notice, number=number, version=version)
    return notice


@transaction.atomic
def acknowledge(*, actor: Actor, notice: DefinitionNotice) -> DefinitionReceipt:
    """Say in the town's name that a notice was read; twice is once."""
    require_town_office(actor)
    receipt, made = DefinitionReceipt.objects.get_or_create(
        notice=notice,
        schema_name=current_schema(),
        defaults={"read_on": clock.today(), "actor_name": actor.name},
    )
    if made:
        record(actor, "exchange.definition_read", receipt, number=notice.number, version=notice.version)
    return receipt


@transaction.atomic
def pass_on_notices(*, actor: Actor) -> int:
    """Tell the town's officers once of each notice that nobody here has read."""
    require_town_office(actor)
    waiting = list(notices(actor, unread=True))
    for notice in waiting:
        tell_officers(
            actor=actor,
            kind="definition_announced",
            key=str(notice.pk),
            context={
                "number": notice.number,
                "version": notice.version,
                "valid_from": notice.valid_from,
                "note": notice.note,
                "page": address("/wskazniki/zapowiedzi/"),
            },
        )
    return len(waiting)
