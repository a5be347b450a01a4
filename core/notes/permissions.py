"""Who writes notes and decides about files: workers of the case; what is another's stays another's."""

from __future__ import annotations

from core.families.models import Case
from core.families.permissions import require_open
from core.families.queries import leads
from core.notes.models import Attachment, Note
from core.notes.queries import attachment_visible, case_with_notes, own_note
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def require_writer(actor: Actor, case: Case) -> None:
    """Let through the workers of an open case."""
    _require_scope(actor)
    case_with_notes(actor, case.pk)
    require_open(case)


def require_author(actor: Actor, note: Note) -> None:
    """Let through who wrote the note, while the case is open and still theirs."""
    _require_scope(actor)
    own_note(actor, note.pk)
    require_open(note.case)


def may_keep(actor: Actor, attachment: Attachment) -> bool:
    """Whether the actor may decide how long a file of a readable note stays: its author or the leader."""
    note = attachment.note
    return note.author_id == actor.user_id or leads(actor, note.case)


def require_keeper(actor: Actor, attachment: Attachment) -> None:
    """Let through who may decide about a file; closed cases too, for their files still go."""
    _require_scope(actor)
    if not may_keep(actor, attachment_visible(actor, attachment.pk)):
        raise NotVisibleError


def _require_scope(actor: Actor) -> None:
    if not actor.may_use("families:write"):
        raise NotVisibleError
