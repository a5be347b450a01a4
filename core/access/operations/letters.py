"""Short messages between a person of a family and who leads their case."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from core.access.models import FamilyMessage
from core.access.queries.sides import is_worker_side
from core.access.rules import checked_text
from core.audit.operations import record
from core.families.models import Case, Person
from core.families.permissions import require_open
from core.notifications.operations import notify
from core.safety.operations import write_to_person
from core.shared import clock
from core.shared.actor import Actor
from core.shared.addresses import address
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7


@transaction.atomic
def send_message(
    *, actor: Actor, case: Case, person: Person, text: str, key: UUID | None = None
) -> FamilyMessage:
    """Write to the other side; the same `key` again sends nothing.

    The other side hears that something waits, at most once a day and side, and not what: a person by their
    safe way, the worker by e-mail. Raises `MessageEmptyError`, `MessageLongError`, `CaseClosedError`.
    """
    from_worker = is_worker_side(actor, case, person)
    require_open(case)
    words = checked_text(text)
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if key is not None and (known := FamilyMessage.objects.filter(pk=key).first()) is not None:
        if (known.case_id, known.person_id, known.from_worker) != (locked.pk, person.pk, from_worker):
            raise NotVisibleError
        return known
    message = FamilyMessage.objects.create(
        pk=key or uuid7(),
        case=locked,
        person=person,
        from_worker=from_worker,
        text=words,
        author_id=actor.user_id,
    )
    record(actor, "access.message_sent", message, case=str(case.pk), from_worker=from_worker)
    _tell(actor, locked, person, from_worker=from_worker)
    return message


@transaction.atomic
def mark_read(*, actor: Actor, case: Case, person: Person) -> int:
    """The reader has seen what the other side wrote; gives how many messages were new."""
    from_worker = is_worker_side(actor, case, person)
    new = FamilyMessage.objects.filter(
        case=case, person=person, from_worker=not from_worker, read_at__isnull=True
    )
    return new.update(read_at=clock.now())


def _tell(actor: Actor, case: Case, person: Person, *, from_worker: bool) -> None:
    """That something waits; nobody but its reader learns from whom and what."""
    day = clock.today()
    if from_worker:
        write_to_person(
            actor=actor,
            person=person,
            kind="own_page_waiting",
            context={"link": address("/moje/")},
            key=f"own_page_message:{person.pk}:{day}",
        )
        return
    worker = case.social_worker
    notify(
        actor=actor,
        to=worker.email,
        user=worker,
        kind="family_wrote",
        context={"link": address("/rodziny/")},
        key=f"family_wrote:{worker.pk}:{day}",
    )
