"""Files on notes: taken in after a strict look, opened by readers of the note, kept longer, destroyed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.documents.operations import received as documents
from core.notes.enums import RetentionClass
from core.notes.errors import HeldError
from core.notes.holds import held
from core.notes.models import Attachment, Note
from core.notes.permissions import require_author, require_keeper
from core.notes.queries import attachment_visible
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


@transaction.atomic
def attach(
    *,
    actor: Actor,
    note: Note,
    name: str,
    content: bytes,
    retention: str = RetentionClass.WORKING.value,
    key: UUID | None = None,
) -> Attachment:
    """Hang a file on one's own note; raises what `documents.receive` raises when it looks strictly.

    `key` is the file's: the same form sent twice keeps one file.
    """
    require_author(actor, note)
    if key is not None and (known := Attachment.objects.filter(file=key, note=note).first()) is not None:
        return known
    kept = RetentionClass(retention)
    file = documents.receive(actor=actor, subject=note, name=name, content=content, key=key, strict=True)
    made = Attachment.objects.create(note=note, file=file, retention=kept.value)
    record(actor, "notes.file_attached", made, note=str(note.pk), retention=kept.value, size=file.size)
    return made


@transaction.atomic
def hand_over(*, actor: Actor, attachment_id: UUID | str) -> tuple[Attachment, bytes]:
    """The file for a reader of its note; written down. `NotVisibleError` after its destruction."""
    attachment = attachment_visible(actor, attachment_id)
    content = documents.hand_over(actor=actor, file=attachment.file)
    return attachment, content


@transaction.atomic
def hand_over_to_partner(*, actor: Actor, attachment: Attachment) -> bytes:
    """The file for a partner to whom its note has just been disclosed; the dossier has decided so."""
    if not attachment.note.is_shared:
        raise NotVisibleError
    return documents.hand_over(actor=actor, file=attachment.file)


@transaction.atomic
def keep_longer(*, actor: Actor, attachment: Attachment, keep_until: date, reason: str) -> Attachment:
    """Let a file stay beyond its day, with the reason; by a year at most at a time."""
    require_keeper(actor, attachment)
    locked = _locked(attachment)
    if locked.file.removed_on is not None:
        raise NotVisibleError
    locked.keeping.check_longer(keep_until, reason, clock.today())
    locked.keep_until, locked.kept_because, locked.warned_on = keep_until, reason.strip(), None
    locked.save(update_fields=["keep_until", "kept_because", "warned_on"])
    record(actor, "notes.file_kept_longer", locked, keep_until=keep_until)
    return locked


@transaction.atomic
def remove_attachment(*, actor: Actor, attachment: Attachment, reason: str) -> Attachment:
    """Destroy a file before its day; that it was there, and why it went, stays. Not under a legal hold."""
    require_keeper(actor, attachment)
    locked = _locked(attachment)
    if held([locked.note.case_id]):
        raise HeldError
    documents.remove(actor=actor, file=locked.file, reason=reason)
    record(actor, "notes.file_removed", locked)
    return _locked(attachment)


def _locked(attachment: Attachment) -> Attachment:
    rows = Attachment.objects.select_for_update(of=("self",)).select_related("file", "note__case")
    locked: Attachment = rows.defer("file__content").get(pk=attachment.pk)
    return locked
