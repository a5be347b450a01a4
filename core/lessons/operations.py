"""Lessons recorded, corrected, handed to the region and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.operations import record
from core.exchange.enums import LessonKind
from core.exchange.operations import lessons as region
from core.exchange.operations.lessons import Words
from core.lessons import errors, rules
from core.lessons.enums import LessonState
from core.lessons.models import Lesson
from core.lessons.permissions import require_office, require_writer
from core.lessons.queries import edition_of, is_returned
from core.reference.grounds import Ground, Sector, ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7


@transaction.atomic
def record_lesson(
    *,
    actor: Actor,
    kind: str,
    title: str,
    situation: str = "",
    actions: str = "",
    effect: str = "",
    category: str = "",
    sector: str = "",
    grounds: Iterable[str] = (),
    names_source: bool = False,
    key: UUID | None = None,
) -> Lesson:
    """Write a lesson down; it stays in the town until it is handed over.

    Raises `LessonTitleMissingError`, `UnknownTagError`, `PersonalDataError`.
    """
    require_writer(actor)
    if key and (known := Lesson.objects.filter(pk=key).first()) is not None:
        return known
    fields = _fields(
        kind=kind,
        title=title,
        situation=situation,
        actions=actions,
        effect=effect,
        category=category,
        sector=sector,
        grounds=grounds,
        names_source=names_source,
    )
    lesson = Lesson.objects.create(pk=key or uuid7(), recorded_on=clock.today(), **fields)
    record(actor, "lessons.recorded", lesson, kind=kind)
    return lesson


@transaction.atomic
def edit_lesson(*, actor: Actor, lesson: Lesson, **changes: Any) -> Lesson:
    """Change a lesson's words or tags (the names of `record_lesson`).

    Raises `LessonHandedError` while it lies with the region, and what `record_lesson` raises.
    """
    require_writer(actor)
    locked = Lesson.objects.select_for_update().get(pk=lesson.pk)
    rules.require_changeable(locked.state, returned=is_returned(locked, edition_of(locked)))
    now = {
        name: getattr(locked, name)
        for name in ("kind", "title", "situation", "actions", "effect", "category", "sector", "grounds")
    }
    fields = _fields(**{**now, "names_source": locked.names_source, **changes})
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save()
    record(actor, "lessons.edited", locked, fields=sorted(changes))
    return locked


@transaction.atomic
def hand_lesson(*, actor: Actor, lesson: Lesson) -> Lesson:
    """Hand a lesson to the region, or anew after it was returned or taken back.

    Handing over twice does it once. Raises `LessonIncompleteError`, `PersonalDataError`.
    """
    require_office(actor)
    locked = Lesson.objects.select_for_update().get(pk=lesson.pk)
    rules.require_move(locked.state, LessonState.HANDED)
    if locked.state == LessonState.HANDED and not is_returned(locked, edition_of(locked)):
        return locked
    _require_complete(locked)
    words = Words(
        kind=locked.kind,
        title=locked.title,
        situation=locked.situation,
        actions=locked.actions,
        effect=locked.effect,
        category=locked.category,
        sector=locked.sector,
        grounds=locked.grounds,
    )
    handed = region.hand_over(actor=actor, lesson_id=locked.pk, words=words, names_source=locked.names_source)
    locked.state, locked.revision = LessonState.HANDED, handed.revision
    locked.handed_on, locked.withdrawn_on = handed.handed_on, None
    locked.save(update_fields=["state", "revision", "handed_on", "withdrawn_on"])
    record(actor, "lessons.handed", locked, revision=locked.revision)
    return locked


@transaction.atomic
def withdraw_lesson(*, actor: Actor, lesson: Lesson) -> Lesson:
    """Take a lesson back; what the region published of it disappears at once. Twice does it once."""
    require_office(actor)
    locked = Lesson.objects.select_for_update().get(pk=lesson.pk)
    if locked.state == LessonState.WITHDRAWN:
        return locked
    rules.require_move(locked.state, LessonState.WITHDRAWN)
    region.take_back(actor=actor, lesson_id=locked.pk)
    locked.state, locked.withdrawn_on = LessonState.WITHDRAWN, clock.today()
    locked.save(update_fields=["state", "withdrawn_on"])
    record(actor, "lessons.withdrawn", locked)
    return locked


def _fields(
    *,
    kind: str,
    title: str,
    category: str,
    sector: str,
    grounds: Iterable[str],
    names_source: bool,
    **texts: str,
) -> dict[str, Any]:
    """Columns of a lesson, checked: a title, tags of the catalogue, nobody's data."""
    if not title.strip():
        raise errors.LessonTitleMissingError
    codes = list(dict.fromkeys(grounds))
    known = set(codes) <= set(Ground.values)
    if not known or category not in {"", *ServiceCategory.values} or sector not in {"", *Sector.values}:
        raise errors.UnknownTagError
    written = {"title": title.strip(), **{name: text.strip() for name, text in texts.items()}}
    region.refuse_personal_data(written)
    return {
        **written,
        "kind": LessonKind(kind),
        "category": category,
        "sector": sector,
        "grounds": codes,
        "names_source": names_source,
    }


def _require_complete(lesson: Lesson) -> None:
    for name, label in (
        ("situation", _("Jaka była sytuacja")),
        ("actions", _("Co zrobiliśmy")),
        ("effect", _("Jaki był skutek")),
    ):
        if not getattr(lesson, name):
            raise errors.LessonIncompleteError(field=name, missing=label)
