"""From a region's templates and collected lessons to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import Decision, EditionState, LessonKind, TemplateKind
from core.exchange.queries.lessons import NEW, WITHDRAWN, edition_of, state_of
from web.shell.components import Action, Cell, Column, Crumb, Row, Table, Tile
from web.shell.templatetags.shell import day


def template_crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the templates."""
    start = Crumb(_("Wzory dokumentów"), reverse("regional:templates"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def lesson_crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the lessons."""
    start = Crumb(_("Wnioski i dobre praktyki"), reverse("regional:lessons"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def templates_table(templates: Iterable[Any]) -> Table:
    """The region's templates with what is published and what is being written."""
    rows = []
    for item in templates:
        published = _("wersja %(number)s") % {"number": item.current} if item.current else "–"
        draft = _("wersja %(number)s") % {"number": item.draft_number} if item.draft_number else "–"
        rows.append(
            Row(
                [
                    Cell(
                        item.title,
                        url=reverse("regional:template", args=[item.pk]),
                        note=_("dla wszystkich województw") if item.for_all else "",
                    ),
                    Cell(TemplateKind(item.kind).label),
                    Cell(published, note=day(item.published_on) if item.current else ""),
                    Cell(draft),
                ]
            )
        )
    columns = [Column(_("Wzór")), Column(_("Rodzaj")), Column(_("Opublikowana")), Column(_("Robocza"))]
    return Table(_("Wzory dokumentów"), columns, rows, caption_hidden=True, stacked=True)


def versions_table(versions: Iterable[Any]) -> Table:
    """Versions of a template, the newest first."""
    rows = [
        Row(
            [
                Cell(
                    _("wersja %(number)s") % {"number": item.number},
                    url=reverse("regional:template-version", args=[item.pk]),
                ),
                Cell(_("opublikowana"), meaning="good")
                if item.published_on
                else Cell(_("robocza"), meaning="neutral"),
                Cell(day(item.published_on)),
            ]
        )
        for item in versions
    ]
    columns = [Column(_("Wersja")), Column(_("Stan")), Column(_("Opublikowana"))]
    return Table(_("Wersje"), columns, rows, caption_hidden=True, stacked=True)


def adoption_tiles(adoptions: Sequence[Any], current: int) -> list[Tile]:
    """How many towns have the newest version, keep their own text, or have not said."""
    adopted = sum(item.decision == Decision.ADOPTED for item in adoptions)
    kept = sum(item.decision == Decision.KEPT for item in adoptions)
    waiting = sum(item.waits for item in adoptions)
    number = {"number": current}
    return [
        Tile(str(adopted), _("przyjęło wersję %(number)s") % number),
        Tile(str(kept), _("zostało przy swoim tekście")),
        Tile(str(waiting), _("jeszcze nie zdecydowało")),
    ]


def adoptions_table(adoptions: Iterable[Any]) -> Table:
    """Towns and the versions that they have adopted."""
    rows = []
    for item in adoptions:
        words, meaning = _("czeka na decyzję"), "attention"
        if item.decision:
            words = str(Decision(item.decision).label)
            meaning = "good" if item.decision == Decision.ADOPTED else "neutral"
        adopted = _("wersja %(number)s") % {"number": item.adopted} if item.adopted else "–"
        rows.append(Row([Cell(item.name), Cell(adopted), Cell(words, meaning=meaning, note=item.reason)]))
    columns = [Column(_("Gmina lub powiat")), Column(_("Przyjęta wersja")), Column(_("Najnowsza wersja"))]
    return Table(_("Kto przyjął wzór"), columns, rows, caption_hidden=True, stacked=True)


def template_actions(template: Any, draft: Any) -> list[Action]:
    """What may be done next with a template."""
    key = [template.pk]
    if draft is not None:
        first = Action(
            _("Dokończ wersję roboczą"), reverse("regional:template-version", args=[draft.pk]), kind="primary"
        )
    else:
        first = Action(_("Nowa wersja"), reverse("regional:template-next", args=key), kind="primary")
    return [first, Action(_("Zmień tytuł"), reverse("regional:template-title", args=key))]


def standing(lesson: Any) -> tuple[str, str]:
    """Where a lesson stands with the region, and how to show it."""
    state = state_of(lesson)
    special = {
        NEW: (_("czeka na region"), "attention"),
        WITHDRAWN: (_("wycofany przez gminę"), "neutral"),
    }
    if state in special:
        return special[state]
    meanings = {EditionState.PUBLISHED.value: "good", EditionState.DRAFT.value: "info"}
    return str(EditionState(state).label), meanings.get(state, "neutral")


def lessons_table(lessons: Iterable[Any], towns: Mapping[str, str]) -> Table:
    """Lessons of the region's towns."""
    rows = []
    for lesson in lessons:
        words, meaning = standing(lesson)
        edition = edition_of(lesson)
        rows.append(
            Row(
                [
                    Cell(
                        lesson.title,
                        url=reverse("regional:lesson", args=[lesson.pk]),
                        note=", ".join(edition.tags) if edition else "",
                    ),
                    Cell(LessonKind(lesson.kind).label),
                    Cell(towns.get(lesson.schema_name, "–")),
                    Cell(day(lesson.handed_on)),
                    Cell(words, meaning=meaning),
                ]
            )
        )
    columns = [
        Column(_("Tytuł")),
        Column(_("Rodzaj")),
        Column(_("Gmina lub powiat")),
        Column(_("Przekazany")),
        Column(_("Stan")),
    ]
    return Table(_("Wnioski i dobre praktyki"), columns, rows, caption_hidden=True, stacked=True)


def lesson_actions(lesson: Any) -> list[Action]:
    """What the region may do next with a lesson."""
    key, state = [lesson.pk], state_of(lesson)
    if state == WITHDRAWN:
        return []
    found = [Action(_("Opracuj"), reverse("regional:lesson-edit", args=key))]
    if state == EditionState.PUBLISHED:
        return [*found, Action(_("Zdejmij"), reverse("regional:lesson-retract", args=key))]
    publish = Action(_("Opublikuj"), reverse("regional:lesson-publish", args=key), kind="primary")
    if state == EditionState.RETURNED:
        return [publish, *found]
    return [publish, *found, Action(_("Zwróć z uwagą"), reverse("regional:lesson-return", args=key))]
