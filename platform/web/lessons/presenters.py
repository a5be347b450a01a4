"""From lessons to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import EditionState, LessonKind
from core.lessons.enums import LessonState
from core.reference.grounds import Ground, Sector, ServiceCategory
from web.shell.components import Action, Cell, Column, Crumb, Row, SummaryRow, Tab, Table
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from uuid import UUID

_MEANINGS: dict[str, str] = {
    LessonState.DRAFT: "neutral",
    LessonState.HANDED: "info",
    LessonState.WITHDRAWN: "neutral",
}


def views(current: str) -> list[Tab]:
    """The town's own lessons, and what the region republished."""
    return [
        Tab(_("Nasze wpisy"), reverse("lessons:lessons"), current == "own"),
        Tab(_("Opublikowane przez region"), reverse("lessons:published"), current == "published"),
    ]


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the lessons."""
    start = Crumb(_("Wnioski i dobre praktyki"), reverse("lessons:lessons"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def standing(lesson: Any, edition: Any) -> tuple[str, str]:
    """Where a lesson stands, the region's answer included, and how to show it."""
    if lesson.state != LessonState.HANDED or edition is None:
        return str(LessonState(lesson.state).label), _MEANINGS[lesson.state]
    if edition.revision < lesson.revision or edition.state == EditionState.DRAFT:
        return _("u regionu"), "info"
    meanings = {EditionState.RETURNED.value: "attention", EditionState.PUBLISHED.value: "good"}
    return str(EditionState(edition.state).label), meanings.get(edition.state, "neutral")


def own_table(lessons: Sequence[Any], editions: Mapping[UUID, Any]) -> Table:
    """The town's own lessons."""
    rows = []
    for lesson in lessons:
        words, meaning = standing(lesson, editions.get(lesson.pk))
        rows.append(
            Row(
                [
                    Cell(lesson.title, url=reverse("lessons:lesson", args=[lesson.pk])),
                    Cell(LessonKind(lesson.kind).label),
                    Cell(day(lesson.recorded_on)),
                    Cell(words, meaning=meaning),
                ]
            )
        )
    columns = [Column(_("Tytuł")), Column(_("Rodzaj")), Column(_("Zapisany")), Column(_("Stan"))]
    return Table(_("Wnioski i dobre praktyki"), columns, rows, caption_hidden=True, stacked=True)


def published_table(editions: Iterable[Any]) -> Table:
    """Lessons that the region republished."""
    rows = [
        Row(
            [
                Cell(
                    item.title,
                    url=reverse("lessons:published-lesson", args=[item.pk]),
                    note=", ".join(item.tags),
                ),
                Cell(LessonKind(item.kind).label),
                Cell(item.source or _("gmina z regionu")),
                Cell(day(item.published_on)),
            ]
        )
        for item in editions
    ]
    columns = [Column(_("Tytuł")), Column(_("Rodzaj")), Column(_("Skąd")), Column(_("Opublikowany"))]
    return Table(_("Opublikowane przez region"), columns, rows, caption_hidden=True, stacked=True)


def about_rows(lesson: Any) -> list[SummaryRow]:
    """What a lesson is about, in words of the catalogue; lines without a value are left out."""
    category, sector = lesson.category, lesson.sector
    grounds = ", ".join(str(Ground(code).label) for code in lesson.grounds)
    rows = [
        SummaryRow(_("Rodzaj"), LessonKind(lesson.kind).label),
        SummaryRow(_("Dziedzina usług"), ServiceCategory(category).label if category else ""),
        SummaryRow(_("Sektor"), Sector(sector).label if sector else ""),
        SummaryRow(_("Powody pomocy"), grounds),
        SummaryRow(_("Hasła"), ", ".join(getattr(lesson, "tags", []))),
    ]
    return [row for row in rows if row.value]


def parts(lesson: Any) -> list[tuple[str, str]]:
    """The three parts of a lesson with their headings."""
    return [
        (_("Jaka była sytuacja"), lesson.situation),
        (_("Co zrobiliśmy"), lesson.actions),
        (_("Jaki był skutek"), lesson.effect),
    ]


def whole(lesson: Any) -> str:
    """A lesson as one structured text, for showing what an editor changed."""
    found = [f"# {lesson.title}"]
    for heading, text in parts(lesson):
        found += [f"# {heading}", text]
    return "\n\n".join(found)


def lesson_actions(lesson: Any, *, returned: bool, writes: bool, office: bool) -> list[Action]:
    """What the reader may do next with the town's lesson."""
    key, state = [lesson.pk], lesson.state
    found = []
    if office and (state != LessonState.HANDED or returned):
        words = _("Przekaż ponownie") if returned or lesson.revision else _("Przekaż regionowi")
        found.append(Action(words, reverse("lessons:hand", args=key), kind="primary"))
    if writes and (state != LessonState.HANDED or returned):
        found.append(Action(_("Zmień"), reverse("lessons:edit", args=key)))
    if office and state != LessonState.WITHDRAWN:
        found.append(Action(_("Wycofaj"), reverse("lessons:withdraw", args=key)))
    return found
