"""An institution opens what a family lets it know: an act, written into the family's ledger."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from core.dossier.operations import open_dossier
from core.dossier.queries import ages_told, case_of_partner, persons_told
from core.privacy.enums import Channel, DataCategory
from core.shared.actor import Actor
from graphql_api.ledger.types import INSTITUTIONS, DossierType
from graphql_api.mutations import mutation, reference


def _task(task: Any) -> Any:
    return SimpleNamespace(title=task.title, due_on=task.due_on)


def _opened(*, actor: Actor, case: Any) -> Any:
    found = open_dossier(actor=actor, case_id=case.pk, channel=Channel.API)
    sight = found.sight
    numbers = {person.pk: person.number for person in persons_told(sight)}
    return SimpleNamespace(
        case_number=case.number,
        contact_name=case.social_worker.name,
        persons=[
            SimpleNamespace(
                number=person.number,
                name=person.name,
                age=person.age,
                tasks=[_task(task) for task in found.tasks if task.for_person_id == person.pk],
                contact=found.contacts.get(person.pk),
            )
            for person in persons_told(sight)
        ],
        household=[
            SimpleNamespace(role=member.role, age=age) for member, age in ages_told(found.household, sight)
        ],
        grounds=[ground.code for ground in found.grounds],
        shared_tasks=[_task(task) for task in found.tasks if task.for_person_id is None],
        minutes=[
            SimpleNamespace(held_on=meeting.held_on, minutes=meeting.minutes) for meeting in found.minutes
        ],
        notes=[
            SimpleNamespace(
                noted_on=note.noted_on,
                category=note.category,
                person=numbers[note.about_id] if note.about_id else None,
                body=note.body,
                own_words=note.own_words,
            )
            for note in found.notes
        ],
        shown=[one.value for one in DataCategory if one in found.shown],
    )


class LedgerMutations:
    """What delegates open."""

    dossier_open = mutation(
        "DossierOpen",
        result=DossierType,
        policy=INSTITUTIONS,
        takes={"case": reference("Case", case_of_partner, "A case with whose team the institution works.")},
        perform=_opened,
        description="Read what a family lets the institution know; the family sees who read it.",
    )
