"""A partner opens what it may see of a family: decided, written into the ledger, then shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from core.dossier import queries, readings
from core.dossier.queries import Sight
from core.dossier.readings import ReadingTold
from core.families.models import CaseGround, Person
from core.families.queries import members_of
from core.families.rules import is_adult
from core.notes.models import Attachment, Note
from core.notes.operations import hand_over_to_partner
from core.notes.queries import shared_attachments
from core.paths.models import Task
from core.privacy.enums import Channel, DataCategory, Purpose
from core.privacy.operations.disclosing import disclose
from core.referrals.queries.working import seats_of
from core.safety.queries import PartnerContact
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError, NotVisibleError
from core.teams.models import TeamMeeting


@dataclass(frozen=True)
class Dossier:
    """What one institution sees of a family now; all of it stands in the ledger already."""

    sight: Sight
    household: list[Any]
    grounds: list[CaseGround]
    tasks: list[Task]
    minutes: list[TeamMeeting]
    contacts: Mapping[UUID, PartnerContact]
    notes: list[Note]
    files: Mapping[UUID, list[Attachment]]
    readings: list[ReadingTold]

    @property
    def shown(self) -> frozenset[str]:
        """All categories that stand on the page."""
        told = (
            _wanted(self.sight, person, self.contacts, self.notes)
            | readings.own_categories(self.readings, person)
            for person in self.sight.persons
        )
        return frozenset().union(*told)


@transaction.atomic
def open_dossier(*, actor: Actor, case_id: UUID, channel: str = Channel.PAGE) -> Dossier:
    """Show a delegate what the family lets their institution know, and nothing that is not written down.

    Raises `NotVisibleError` for a case with whose team the institution has nothing to do, and
    `ConflictError`, with nothing shown or written, when a word was given or taken back meanwhile.
    """
    case = queries.case_of_partner(actor, case_id)
    partner_id = queries.partner_of(actor)
    sight = queries.sight_of(case, partner_id)
    seats = seats_of(case, partner_id)
    contacts, notes = queries.contacts_told(sight), queries.notes_told(sight)
    numbers = readings.readings_told(sight)
    for person in sight.persons:
        wanted = _wanted(sight, person, contacts, notes) | readings.own_categories(numbers, person)
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
        contacts=contacts,
        notes=notes,
        files=shared_attachments(notes),
        readings=numbers,
    )


@transaction.atomic
def open_file(
    *, actor: Actor, case_id: UUID, attachment_id: UUID, channel: str = Channel.PAGE
) -> tuple[Attachment, bytes]:
    """Hand a delegate a file on a note that their institution may read now; a row for each whose word
    opened it. `NotVisibleError` for any other file.
    """
    case = queries.case_of_partner(actor, case_id)
    sight = queries.sight_of(case, queries.partner_of(actor))
    notes = queries.notes_told(sight)
    files = [one for kept in shared_attachments(notes).values() for one in kept]
    found = next((one for one in files if str(one.pk) == str(attachment_id)), None)
    if found is None:
        raise NotVisibleError
    note = found.note
    for person in sight.persons:
        adult = is_adult(person.born_on, clock.today())
        if note.about_id == person.pk or (note.about_id is None and adult):
            told = disclose(
                actor=actor,
                case=case,
                person=person,
                partner_id=queries.partner_of(actor),
                categories=[note.category],
                purpose=Purpose.TEAM,
                channel=channel,
                seats=seats_of(case, queries.partner_of(actor)),
                about=f"notes.attachment:{found.pk}",
            )
            if not told:
                raise ConflictError
    return found, hand_over_to_partner(actor=actor, attachment=found)


def _wanted(
    sight: Sight, person: Person, contacts: Mapping[UUID, PartnerContact], notes: list[Note]
) -> frozenset[str]:
    """What the page says of a person: a contact that is not known, or all concealed, is not told."""
    told = sight.told(person) | queries.told_by_notes(notes, person)
    return told if person.pk in contacts else told - {DataCategory.CONTACT}
