"""Reading notes: the author the own ones, the workers of the team what is shared; partners by the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet, Window

from core.families.models import Case
from core.families.queries import leads
from core.notes.enums import Audience
from core.notes.models import Attachment, Note, NoteEdition
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.loading import attach
from core.shared.text import folded, searched
from core.teams.models import TeamMember

# Notes are sealed, so the search opens them one by one: this many of the newest.
MOST_SEARCHED: Final = 2000


def cases_of_worker(actor: Actor) -> QuerySet[Case]:
    """Cases that the acting worker leads or in whose team the worker has a seat today, without an order."""
    if not actor.has(Role.SOCIAL_WORKER) or not actor.may_use("families:read"):
        return Case.objects.none()
    seats = TeamMember.objects.on(clock.today()).filter(user=actor.user_id)
    mine = Q(social_worker_id=actor.user_id) | Q(pk__in=seats.order_by().values("team__case"))
    return Case.objects.filter(mine).order_by()


def case_with_notes(actor: Actor, case_id: UUID | str) -> Case:
    """A case whose notes the actor may read and write, or `NotVisibleError`."""
    case: Case | None = cases_of_worker(actor).filter(pk=case_id).first()
    if case is None:
        raise NotVisibleError
    return case


def notes_visible_to(actor: Actor) -> QuerySet[Note]:
    """Notes of the worker's cases: the own ones and those shared with the team, the newest first.

    A private note is nobody's but its author's, not even the next leader's.
    """
    found = Note.objects.filter(_readable(actor), case__in=cases_of_worker(actor))
    return found.order_by("-noted_on", "-created_at", "pk")


def _readable(actor: Actor) -> Q:
    return Q(author_id=actor.user_id) | Q(audience=Audience.TEAM)


def notes_of(actor: Actor, case: Case) -> QuerySet[Note]:
    """Notes of one case that the actor may read, with their persons and the number of their files."""
    found = notes_visible_to(actor).filter(case=case)
    return found.select_related("author", "about", "spoken_by").annotate(
        files=Count("attachments", filter=Q(attachments__file__removed_on__isnull=True))
    )


def newest_of(actor: Actor, case: Case, most: int, known: Iterable[Model] = ()) -> tuple[list[Note], int]:
    """The newest notes of a case that the actor may read, and how many there are: one query where none is."""
    if leads(actor, case) and actor.may_use("families:read"):
        found = Note.objects.filter(_readable(actor), case=case)
    else:
        found = notes_visible_to(actor).filter(case=case)
    newest = found.order_by("-noted_on", "-created_at", "pk").annotate(in_all=Window(Count("*")))
    rows: list[Any] = list(newest[:most])
    attach(rows, "author", "about", "spoken_by", known=known)
    there = Attachment.objects.filter(note__in=rows, file__removed_on__isnull=True).order_by()
    files = dict(there.values_list("note").annotate(Count("pk"))) if rows else {}
    for note in rows:
        note.case, note.files = case, files.get(note.pk, 0)
    return rows, rows[0].in_all if rows else 0


def note_visible(actor: Actor, note_id: UUID | str) -> Note:
    """One note that the actor may read, or `NotVisibleError`."""
    found = notes_visible_to(actor).select_related("case", "author", "about", "spoken_by")
    note: Note | None = found.filter(pk=note_id).first()
    if note is None:
        raise NotVisibleError
    return note


def own_note(actor: Actor, note_id: UUID | str) -> Note:
    """One note that the actor wrote: what may be changed."""
    note = note_visible(actor, note_id)
    if note.author_id != actor.user_id:
        raise NotVisibleError
    return note


def search_own(actor: Actor, text: str, case: Case | None = None) -> list[Note]:
    """The actor's own notes in which every word stands, the newest first; opened here, stored nowhere."""
    found = notes_visible_to(actor).filter(author_id=actor.user_id)
    if case is not None:
        found = found.filter(case=case)
    rows = found.select_related("case", "author", "about", "spoken_by").annotate(
        files=Count("attachments", filter=Q(attachments__file__removed_on__isnull=True))
    )
    words = searched(text)
    if not words:
        return []
    newest = rows[:MOST_SEARCHED]
    return [note for note in newest if _has(words, f"{note.body} {note.own_words}")]


def _has(words: Iterable[str], text: str) -> bool:
    plain = folded(text)
    return all(word in plain for word in words)


def own_notes(actor: Actor) -> QuerySet[Note]:
    """All notes of the acting worker in cases that are still theirs, with the number of their files."""
    found = notes_visible_to(actor).filter(author_id=actor.user_id)
    return found.select_related("case", "author", "about", "spoken_by").annotate(
        files=Count("attachments", filter=Q(attachments__file__removed_on__isnull=True))
    )


def editions_of(actor: Actor, note: Note) -> list[NoteEdition]:
    """How a visible note read before, the newest first; what was private then is its author's only."""
    found = note.editions.all()
    if note.author_id != actor.user_id:
        found = found.filter(audience=Audience.TEAM)
    return list(found.order_by("-version", "pk"))


def attachments_visible_to(actor: Actor) -> QuerySet[Attachment]:
    """Files on the notes that the actor may read, without their content, the newest first."""
    found = Attachment.objects.filter(note__in=notes_visible_to(actor).order_by())
    return _listed(found).order_by("-created_at", "pk")


def attachments_of(note: Note) -> list[Attachment]:
    """Files on a note that the caller may read, destroyed ones too, from the first."""
    return list(_listed(Attachment.objects.filter(note=note)).order_by("created_at", "pk"))


def attachment_visible(actor: Actor, attachment_id: UUID | str) -> Attachment:
    """One file on a note that the actor may read, or `NotVisibleError`."""
    found: Attachment | None = attachments_visible_to(actor).filter(pk=attachment_id).first()
    if found is None:
        raise NotVisibleError
    return found


def attachments_going(actor: Actor) -> list[Attachment]:
    """Files of the worker's cases that go within the time of warning, the soonest first."""
    today = clock.today()
    kept = attachments_visible_to(actor).filter(file__removed_on__isnull=True)
    near = [one for one in kept if one.keeping.is_near(today) or one.keeping.is_due(today)]
    return sorted(near, key=lambda one: (one.keeping.due_on or today, one.pk))


def shared_notes(case: Case) -> list[Note]:
    """Notes shared with the team of a case, the newest first; for the dossier, takes no actor."""
    found = Note.objects.filter(case=case, audience=Audience.TEAM)
    rows = found.select_related("author", "about", "spoken_by")
    return list(rows.order_by("-noted_on", "-created_at", "pk"))


def shared_attachments(notes: Iterable[Note]) -> dict[UUID, list[Attachment]]:
    """Files on some shared notes that are still there, by note; for the dossier, takes no actor."""
    found = Attachment.objects.filter(note__in=[note.pk for note in notes], file__removed_on__isnull=True)
    by_note: dict[UUID, list[Attachment]] = {}
    for one in _listed(found).order_by("created_at", "pk"):
        by_note.setdefault(one.note_id, []).append(one)
    return by_note


def _listed(found: QuerySet[Attachment]) -> QuerySet[Attachment]:
    return found.select_related("file", "note__case").defer("file__content")
