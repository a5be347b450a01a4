"""A partner opens what it may see of a family: decided, written into the ledger, then shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from core.dossier import queries
from core.dossier.queries import Sight
from core.families.models import CaseGround
from core.families.queries import members_of
from core.paths.models import Task
from core.privacy.enums import Channel, DataCategory, Purpose
from core.privacy.operations.disclosing import disclose
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.teams.models import TeamMeeting


@dataclass(frozen=True)
class Dossier:
    """What one institution sees of a family now; all of it stands in the ledger already."""

    sight: Sight
    household: list[Any]
    grounds: list[CaseGround]
    tasks: list[Task]
    minutes: list[TeamMeeting]


@transaction.atomic
def open_dossier(*, actor: Actor, case_id: UUID, channel: str = Channel.PAGE) -> Dossier:
    """Show a delegate what the family lets their institution know, and nothing that is not written down.

    Raises `NotVisibleError` for a case with whose team the institution has nothing to do, and
    `ConflictError`, with nothing shown or written, when a word was given or taken back meanwhile.
    """
    case = queries.case_of_partner(actor, case_id)
    partner_id = actor.partner_id
    if partner_id is None:
        raise TypeError("a case of a partner without a partner")
    sight = queries.sight_of(case, partner_id)
    seats = queries.seats_of(case, partner_id)
    for person in sight.persons:
        wanted = sight.told(person)
        told = disclose(
            actor=actor,
            case=case,
            person=person,
            partner_id=partner_id,
            categories=sorted(wanted),
            purpose=Purpose.TEAM,
            channel=channel,
            seats=seats,
        )
        if told != wanted:
            raise ConflictError
    opened = any(DataCategory.HOUSEHOLD in sight.of_one(person) for person in sight.persons)
    return Dossier(
        sight=sight,
        household=members_of(case) if opened else [],
        grounds=queries.grounds_told(sight),
        tasks=queries.tasks_told(sight),
        minutes=queries.minutes_told(sight),
    )
