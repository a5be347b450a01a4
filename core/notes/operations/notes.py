"""Writing a note and changing it; how it read before stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case, HouseholdMember, Person
from core.notes import rules
from core.notes.enums import Audience
from core.notes.errors import NotOfTheHouseholdError
from core.notes.models import Note, NoteEdition
from core.notes.operations.attachments import attach
from core.notes.permissions import require_author, require_writer
from core.privacy.enums import DataCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7


@dataclass(frozen=True)
class NoteData:
    """What a note says, whom it concerns and who may read it; `category` only for a shared one."""

    body: str = ""
    own_words: str = ""
    spoken_by: Person | None = None
    about: Person | None = None
    audience: str = Audience.PRIVATE.value
    category: str = ""


@transaction.atomic
def write_note(
    *,
    actor: Actor,
    case: Case,
    note: NoteData,
    noted_on: date | None = None,
    key: UUID | None = None,
    file: tuple[str, bytes, str] | None = None,
) -> Note:
    """Write down something about a case, for oneself or for the team; twice with one `key` is once.

    `file` (name, content, retention class) hangs on it at once: refused, it takes the note with it.
    """
    require_writer(actor, case)
    if actor.user_id is None:
        raise TypeError("a note has an author")
    if key is not None and (known := Note.objects.filter(pk=key, author=actor.user_id).first()) is not None:
        return known
    day = noted_on or clock.today()
    rules.check_day(case.opened_on, day, clock.today())
    values = _checked(case, note)
    made = Note.objects.create(pk=key or uuid7(), case=case, author_id=actor.user_id, noted_on=day, **values)
    record(actor, "notes.written", made, case=str(case.pk), audience=made.audience, category=made.category)
    if file is not None:
        name, content, retention = file
        attach(actor=actor, note=made, name=name, content=content, retention=retention)
    return made


@transaction.atomic
def edit_note(*, actor: Actor, note: Note, changed: NoteData, version: int | None = None) -> Note:
    """Change one's own note; the reading before is kept. `version` refuses to overwrite another change."""
    require_author(actor, note)
    current = Note.objects.select_for_update(of=("self",)).select_related("case").get(pk=note.pk)
    if version is not None and version != current.version:
        raise ConflictError
    values = _checked(current.case, changed)
    if all(getattr(current, name) == value for name, value in values.items()):
        return current
    NoteEdition.objects.create(
        note=current,
        version=current.version,
        body=current.body,
        own_words=current.own_words,
        audience=current.audience,
        category=current.category,
        replaced_at=clock.now(),
    )
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.edited_at = clock.now()
    current.save(update_fields=[*values, "version", "edited_at"])
    record(actor, "notes.edited", current, audience=current.audience, category=current.category)
    return current


def _checked(case: Case, note: NoteData) -> dict[str, object]:
    """The values to store; persons of the household only, a category only where the team reads."""
    audience = Audience(note.audience)
    rules.check_note(note.body, note.own_words, audience, note.category)
    for person in (note.about, note.spoken_by):
        members = HouseholdMember.objects.filter(household=case.household_id, person=person)
        if person is not None and not members.exists():
            raise NotOfTheHouseholdError
    words = note.own_words.strip()
    return {
        "body": note.body.strip(),
        "own_words": words,
        "spoken_by": note.spoken_by if words else None,
        "about": note.about,
        "audience": audience.value,
        "category": DataCategory(note.category).value if audience == Audience.TEAM else "",
    }
