"""Lessons as a region collects them, and as towns read them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q, QuerySet

from core.exchange.enums import EditionState
from core.exchange.models import HandedLesson, LessonEdition
from core.exchange.queries.readers import reads_as_region, reads_in_town, require_region_reader
from core.exchange.rules import voivodeship_of
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.text import searched
from tenants.context import current_schema, tenants_of

NEW, WITHDRAWN = "new", "withdrawn"


def handed_lessons(
    actor: Actor, search: str = "", kind: str | None = None, state: str | None = None, tag: str | None = None
) -> QuerySet[HandedLesson]:
    """Lessons of the region's towns with their editions, the newest first.

    `state`: "new" (the region has not answered this revision), a code of `EditionState`, or "withdrawn";
    without one all that no town has taken back.
    """
    require_region_reader(actor)
    code = voivodeship_of(current_schema())
    found = HandedLesson.objects.filter(schema_name__regex=rf"^[gp]_{code}").select_related("edition")
    found = found.filter(withdrawn_on__isnull=state != WITHDRAWN)
    if state == NEW:
        found = found.filter(_unanswered())
    elif state in EditionState.values:
        found = found.filter(~_unanswered(), edition__state=state)
    if kind:
        found = found.filter(kind=kind)
    if tag:
        found = found.filter(edition__tags__contains=[tag])
    for word in searched(search):
        found = found.filter(search_text__contains=word)
    return found.order_by("-handed_on", "title", "pk")


def _unanswered() -> Q:
    return Q(edition__isnull=True) | Q(edition__revision__lt=F("revision"))


def handed_lesson(actor: Actor, lesson_id: UUID | str) -> HandedLesson:
    """One lesson of the region's towns, also one taken back."""
    require_region_reader(actor)
    code = voivodeship_of(current_schema())
    lessons = HandedLesson.objects.filter(schema_name__regex=rf"^[gp]_{code}").select_related("edition")
    found = lessons.filter(pk=lesson_id).first()
    if found is None:
        raise NotVisibleError
    return found


def own_editions(actor: Actor) -> QuerySet[LessonEdition]:
    """All that the region made of lessons, whatever its state."""
    require_region_reader(actor)
    return LessonEdition.objects.filter(owner_schema=current_schema()).order_by("-created_at", "pk")


def edition_of(lesson: HandedLesson) -> LessonEdition | None:
    """What the region made of a lesson so far."""
    return getattr(lesson, "edition", None)


def state_of(lesson: HandedLesson) -> str:
    """Where a lesson stands with the region: "new", "withdrawn" or a code of `EditionState`."""
    edition = edition_of(lesson)
    if lesson.withdrawn_on is not None:
        return WITHDRAWN
    if edition is None or edition.revision < lesson.revision:
        return NEW
    return str(edition.state)


def tags_in_use(actor: Actor) -> list[str]:
    """Tags on editions that the tenant may read, in order."""
    rows = _readable(actor).values_list("tags", flat=True)
    return sorted({tag for tags in rows for tag in tags})


def town_names() -> dict[str, str]:
    """Names of municipalities by schema."""
    return {str(town.schema_name): str(town.name) for town in tenants_of("municipality")}


def published_lessons(
    actor: Actor,
    search: str = "",
    kind: str | None = None,
    tag: str | None = None,
    category: str | None = None,
    ground: str | None = None,
) -> QuerySet[LessonEdition]:
    """Republished lessons that the tenant may read, the newest first."""
    found = _readable(actor).filter(state=EditionState.PUBLISHED, withdrawn_on__isnull=True)
    if kind:
        found = found.filter(kind=kind)
    if tag:
        found = found.filter(tags__contains=[tag])
    if category:
        found = found.filter(category=category)
    if ground:
        found = found.filter(grounds__contains=[ground])
    for word in searched(search):
        found = found.filter(search_text__contains=word)
    return found.order_by("-published_on", "title", "pk")


def published_lesson(actor: Actor, edition_id: UUID | str) -> LessonEdition:
    """One republished lesson."""
    found = published_lessons(actor).filter(pk=edition_id).first()
    if found is None:
        raise NotVisibleError
    return found


def editions_of_own(lesson_ids: Iterable[UUID]) -> dict[UUID, LessonEdition]:
    """What the region made of a town's own lessons, by the lesson's key."""
    found = LessonEdition.objects.filter(lesson_id__in=list(lesson_ids), lesson__schema_name=current_schema())
    return {edition.lesson_id: edition for edition in found}


def _readable(actor: Actor) -> QuerySet[LessonEdition]:
    """Editions within reach: row security narrows them by the tenant's role, this by its code too."""
    if not (reads_in_town(actor) or reads_as_region(actor)):
        raise NotVisibleError
    own = f"r_{voivodeship_of(current_schema())}"
    return LessonEdition.objects.filter(Q(for_all=True) | Q(owner_schema=own))
