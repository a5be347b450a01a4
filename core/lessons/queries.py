"""Reading a town's own lessons: staff all, a delegate those that were handed over."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.exchange.enums import EditionState
from core.exchange.models import LessonEdition
from core.exchange.queries.lessons import editions_of_own
from core.lessons.enums import LessonState
from core.lessons.models import Lesson
from core.partnership.queries import sees_partnership
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError
from core.shared.text import searched


def lessons(
    actor: Actor, search: str = "", kind: str | None = None, state: str | None = None
) -> QuerySet[Lesson]:
    """The town's lessons, the newest first."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = Lesson.objects.order_by("-recorded_on", "title", "pk")
    if not (actor.is_system or actor.has(*STAFF)):
        found = found.filter(state=LessonState.HANDED)
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    for word in searched(search):
        found = found.filter(search_text__contains=word)
    return found


def lesson_visible(actor: Actor, lesson_id: UUID | str) -> Lesson:
    """One lesson of the town."""
    found = lessons(actor).filter(pk=lesson_id).first()
    if found is None:
        raise NotVisibleError
    return found


def edition_of(lesson: Lesson) -> LessonEdition | None:
    """What the region made of a lesson, or None."""
    return editions_of_own([lesson.pk]).get(lesson.pk)


def is_returned(lesson: Lesson, edition: LessonEdition | None) -> bool:
    """Whether the region has sent back the revision that it now holds."""
    if edition is None or lesson.state != LessonState.HANDED:
        return False
    return edition.state == EditionState.RETURNED and edition.revision >= lesson.revision
