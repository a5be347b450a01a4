"""A town hands lessons over and takes them back; its region edits, tags, republishes or returns them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.audit.operations import record
from core.exchange import errors, rules
from core.exchange.enums import EditionState, LessonKind
from core.exchange.models import HandedLesson, LessonEdition
from core.exchange.permissions import require_region, require_town_office
from core.exchange.queries.lessons import edition_of, handed_lesson, town_names
from core.shared import clock
from core.shared.actor import Actor
from tenants.context import current_schema

_TRACES: Final[dict[str, str | Promise]] = {
    "pesel": _("numer PESEL"),
    "phone": _("numer telefonu"),
    "email": _("adres e-mail"),
}


@dataclass(frozen=True)
class Words:
    """What a lesson says and what it is about."""

    kind: str
    title: str
    situation: str
    actions: str
    effect: str
    category: str = ""
    sector: str = ""
    grounds: list[str] = field(default_factory=list)

    def fields(self) -> dict[str, Any]:
        """As columns, spaces at the ends cut off."""
        return {
            "kind": LessonKind(self.kind),
            "title": self.title.strip(),
            "situation": self.situation.strip(),
            "actions": self.actions.strip(),
            "effect": self.effect.strip(),
            "category": self.category,
            "sector": self.sector,
            "grounds": list(self.grounds),
        }


def refuse_personal_data(texts: Mapping[str, str]) -> None:
    """Refuse texts that seem to hold a PESEL, a telephone or an e-mail; `texts` by form field."""
    for name, text in texts.items():
        if traces := rules.personal_traces(text):
            found = ", ".join(str(_TRACES[trace]) for trace in traces)
            raise errors.PersonalDataError(field=name, found=found)


@transaction.atomic
def hand_over(*, actor: Actor, lesson_id: UUID, words: Words, names_source: bool) -> HandedLesson:
    """Put a town's lesson before its region, anew where it was before; nothing is published by it.

    Raises `PersonalDataError`.
    """
    require_town_office(actor)
    _refuse_personal(words)
    lesson = HandedLesson.objects.select_for_update().filter(pk=lesson_id).first()
    if lesson is None:
        lesson = HandedLesson(pk=lesson_id, schema_name=current_schema(), revision=0)
    for name, value in words.fields().items():
        setattr(lesson, name, value)
    lesson.names_source = names_source
    lesson.revision += 1
    lesson.handed_on, lesson.withdrawn_on = clock.today(), None
    lesson.save()
    record(actor, "exchange.lesson_handed", lesson, revision=lesson.revision)
    return lesson


@transaction.atomic
def take_back(*, actor: Actor, lesson_id: UUID) -> None:
    """Take a lesson back: the region may no longer use it, and what it published disappears at once."""
    require_town_office(actor)
    lesson = HandedLesson.objects.select_for_update().filter(pk=lesson_id).first()
    if lesson is None or lesson.withdrawn_on is not None:
        return
    lesson.withdrawn_on = clock.today()
    lesson.save(update_fields=["withdrawn_on"])
    LessonEdition.objects.filter(lesson_id=lesson_id).update(withdrawn_on=lesson.withdrawn_on)
    record(actor, "exchange.lesson_taken_back", lesson)


@transaction.atomic
def edit_lesson(
    *,
    actor: Actor,
    lesson: HandedLesson,
    words: Words,
    tags: Iterable[str] = (),
    for_all: bool = False,
) -> LessonEdition:
    """Keep the region's own wording and tags; a published lesson stays published with the new words.

    Raises `LessonWithdrawnError`, `PersonalDataError`, `TooManyTagsError`, `TitleMissingError`.
    """
    require_region(actor)
    edition = _edition(actor, lesson)
    if not words.title.strip():
        raise errors.TitleMissingError
    _refuse_personal(words)
    for name, value in words.fields().items():
        setattr(edition, name, value)
    edition.tags, edition.for_all = rules.tags_of(tags), for_all
    refuse_personal_data({"tags": ", ".join(edition.tags)})
    if edition.state != EditionState.PUBLISHED:
        edition.state = EditionState.DRAFT
    edition.revision = edition.lesson.revision
    edition.save()
    record(actor, "exchange.lesson_edited", edition, tags=len(edition.tags), for_all=for_all)
    return edition


@transaction.atomic
def publish_lesson(*, actor: Actor, lesson: HandedLesson) -> LessonEdition:
    """Show a lesson to the region's towns, to all towns where it is marked so.

    The source town is named only where it allowed that. Raises `LessonWithdrawnError`.
    """
    require_region(actor)
    edition = _edition(actor, lesson)
    fresh = edition.lesson
    stands = edition.state == EditionState.PUBLISHED and edition.withdrawn_on is None
    if stands and edition.revision == fresh.revision:
        return edition
    edition.state, edition.note = EditionState.PUBLISHED, ""
    edition.source = town_names().get(fresh.schema_name, "") if fresh.names_source else ""
    edition.revision, edition.withdrawn_on = fresh.revision, None
    edition.published_on = edition.decided_on = clock.today()
    edition.save()
    record(actor, "exchange.lesson_published", edition, for_all=edition.for_all)
    return edition


@transaction.atomic
def return_lesson(*, actor: Actor, lesson: HandedLesson, note: str) -> LessonEdition:
    """Send a lesson back to its town with a note of what to mend.

    Raises `NoteMissingError`, `LessonWithdrawnError`.
    """
    require_region(actor)
    if not note.strip():
        raise errors.NoteMissingError
    edition = _edition(actor, lesson)
    edition.state, edition.note = EditionState.RETURNED, note.strip()
    edition.revision, edition.decided_on = edition.lesson.revision, clock.today()
    edition.save()
    record(actor, "exchange.lesson_returned", edition)
    return edition


@transaction.atomic
def retract_lesson(*, actor: Actor, lesson: HandedLesson) -> LessonEdition:
    """Take a published lesson off; towns no longer see it. Raises `LessonNotPublishedError`."""
    require_region(actor)
    edition = _edition(actor, lesson)
    if edition.state == EditionState.RETRACTED:
        return edition
    if edition.state != EditionState.PUBLISHED:
        raise errors.LessonNotPublishedError
    edition.state, edition.decided_on = EditionState.RETRACTED, clock.today()
    edition.save()
    record(actor, "exchange.lesson_retracted", edition)
    return edition


def _edition(actor: Actor, lesson: HandedLesson) -> LessonEdition:
    """The edition of a lesson, locked, with the lesson as it is now; begun from its words if there is none.

    The edition is locked before the lesson is read: a town that takes its lesson back meanwhile waits for
    the lock and then withdraws the edition too.
    """
    locked = LessonEdition.objects.select_for_update().filter(lesson_id=lesson.pk).first()
    fresh = handed_lesson(actor, lesson.pk)
    if fresh.withdrawn_on is not None:
        raise errors.LessonWithdrawnError
    if locked is None:
        locked = LessonEdition(owner_schema=current_schema())
    if edition_of(fresh) is None or locked.revision < fresh.revision:
        for name in ("kind", "title", "situation", "actions", "effect", "category", "sector", "grounds"):
            setattr(locked, name, getattr(fresh, name))
    locked.lesson = fresh
    return locked


def _refuse_personal(words: Words) -> None:
    refuse_personal_data(
        {
            "title": words.title,
            "situation": words.situation,
            "actions": words.actions,
            "effect": words.effect,
        }
    )
