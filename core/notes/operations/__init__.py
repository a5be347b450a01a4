"""Writing notes; keeping, opening and destroying files."""

from __future__ import annotations

from core.notes.operations.attachments import (
    attach,
    hand_over,
    hand_over_to_partner,
    keep_longer,
    remove_attachment,
)
from core.notes.operations.notes import NoteData, edit_note, write_note
from core.notes.operations.retention import Round, destroy_due

__all__ = [
    "NoteData",
    "Round",
    "attach",
    "destroy_due",
    "edit_note",
    "hand_over",
    "hand_over_to_partner",
    "keep_longer",
    "remove_attachment",
    "write_note",
]
