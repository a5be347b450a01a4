"""Notes and files as values that templates lay out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.notes import queries
from core.notes.enums import Audience, RetentionClass
from core.privacy.enums import DataCategory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from core.families.models import Case
    from core.notes.models import Attachment, Note, NoteEdition
    from core.shared.actor import Actor

_SHORT = 240
_KILOBYTE = 1024


@dataclass(frozen=True)
class NoteLine:
    """A note in a list."""

    url: str
    on: date
    author: str
    about: str
    text: str
    own_words: str
    spoken_by: str
    audience: str
    meaning: str
    category: str
    files: int
    case: str = ""


@dataclass(frozen=True)
class FileLine:
    """A file on a note: there, or why it is gone."""

    name: str
    size: str
    received: date | datetime
    retention: str
    goes_on: date | None
    kept_because: str
    gone_on: date | None
    gone_because: str
    url: str = ""
    keep_url: str = ""
    remove_url: str = ""
    case: str = ""
    note_url: str = ""


@dataclass(frozen=True)
class EditionLine:
    """How a note read before."""

    replaced: datetime
    body: str
    own_words: str
    audience: str


def audience_words(audience: str, category: str) -> tuple[str, str, str]:
    """Who reads it, how that looks, and under which category."""
    shared = audience == Audience.TEAM
    return (
        str(Audience(audience).label),
        "info" if shared else "private",
        str(DataCategory(category).label) if category else "",
    )


def note_line(note: Note, *, whole: bool = False, with_case: bool = False) -> NoteLine:
    """A note; in a list only its beginning."""
    audience, meaning, category = audience_words(note.audience, note.category)
    body = note.body
    return NoteLine(
        url=reverse("notes:note", args=[note.pk]),
        on=note.noted_on,
        author=str(note.author.name),
        about=note.about.full_name if note.about else _("cała rodzina"),
        text=body if whole or len(body) <= _SHORT else f"{body[:_SHORT].rstrip()}…",
        own_words=note.own_words,
        spoken_by=note.spoken_by.first_name if note.spoken_by else "",
        audience=audience,
        meaning=meaning,
        category=category,
        files=getattr(note, "files", 0),
        case=_("Sprawa %(number)s") % {"number": note.case.number} if with_case else "",
    )


def edition_line(edition: NoteEdition) -> EditionLine:
    """An earlier reading."""
    return EditionLine(
        replaced=edition.replaced_at,
        body=edition.body,
        own_words=edition.own_words,
        audience=str(Audience(edition.audience).label),
    )


def file_line(attachment: Attachment, *, decides: bool, named: bool = False) -> FileLine:
    """A file; `decides` offers its readers to keep it longer or to destroy it."""
    file = attachment.file
    there = file.removed_on is None
    return FileLine(
        name=file.filename,
        size=_("%(number)d KB") % {"number": -(-file.size // _KILOBYTE)},
        received=file.received_at,
        retention=str(RetentionClass(attachment.retention).label),
        goes_on=attachment.keeping.due_on if there else None,
        kept_because=attachment.kept_because,
        gone_on=file.removed_on,
        gone_because=file.removed_because,
        url=reverse("notes:file", args=[attachment.pk]) if there else "",
        keep_url=reverse("notes:keep", args=[attachment.pk]) if there and decides else "",
        remove_url=reverse("notes:remove", args=[attachment.pk]) if there and decides else "",
        case=_("Sprawa %(number)s") % {"number": attachment.note.case.number} if named else "",
        note_url=reverse("notes:note", args=[attachment.note_id]) if named else "",
    )


@dataclass(frozen=True)
class NotesCard:
    """The newest notes on the page of a case, and how many there are."""

    number: int
    lines: list[NoteLine]


def notes_card(actor: Actor, case: Case, known: Iterable[Model] = ()) -> NotesCard:
    """Two notes and their number."""
    newest, number = queries.newest_of(actor, case, 2, known)
    return NotesCard(number, [note_line(note) for note in newest])
