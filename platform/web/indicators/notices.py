"""What the region tells a town and what a town tells of itself, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.exchange.enums import SetupStep, SupportKind
from core.exchange.queries.support import Hours
from core.indicators.definitions import definitions_on
from core.shared import clock
from web.shell.components import Cell, Column, Row, Table, TaskItem, Tile
from web.shell.templatetags.shell import day, number

# Where each step is taken; an account is made by whoever manages accounts.
_WAYS: Final = {
    SetupStep.PARTNERS: "partnership:partners",
    SetupStep.DECLARATIONS: "partnership:partners",
    SetupStep.BASKET: "basket:cards",
    SetupStep.RULES: "partnership:texts",
    SetupStep.SUBMISSION: "indicators:handover",
}


def indicator_name(number_of: int) -> str:
    """Name of an indicator by its number in the catalogue."""
    found = (item for item in definitions_on(clock.today()) if item.number == number_of)
    item = next(found, None)
    return str(item.name) if item else _("wskaźnik %(number)s") % {"number": number_of}


def notice(item: Any) -> dict[str, Any]:
    """One announced version."""
    return {
        "id": item.pk,
        "title": f"{item.number}. {indicator_name(item.number)}",
        "version": item.version,
        "valid_from": item.valid_from,
        "published_on": item.published_on,
        "by": item.actor_name,
        "note": item.note,
        "is_read": item.is_read,
    }


def hours(minutes: int) -> str:
    """1,5 godz.: hours with as many decimals as they need."""
    value = minutes / 60
    decimals = next(places for places in (0, 1, 2) if round(value, places) == value or places == 2)  # noqa: PLR2004
    return _("%(hours)s godz.") % {"hours": number(value, decimals)}


def support_tiles(totals: Iterable[Hours]) -> list[Tile]:
    """Hours by kind, with sessions and persons."""
    return [
        Tile(
            hours(item.minutes),
            str(SupportKind(item.kind).label).capitalize(),
            ngettext(
                "%(sessions)s spotkanie, osób: %(persons)s",
                "%(sessions)s spotkań, osób: %(persons)s",
                item.sessions,
            )
            % {"sessions": item.sessions, "persons": item.persons},
        )
        for item in totals
    ]


def support_table(sessions: Sequence[Any]) -> Table:
    """Sessions with the town's own persons."""
    return Table(
        _("Wsparcie, w którym uczestniczyliśmy"),
        [
            Column(_("Dzień")),
            Column(_("Rodzaj")),
            Column(_("Czas"), numeric=True),
            Column(_("Osoby od nas"), numeric=True),
        ],
        [
            Row(
                [
                    Cell(day(item.held_on), note=item.topic),
                    Cell(SupportKind(item.kind).label),
                    Cell(hours(item.minutes)),
                    Cell(number(item.persons)),
                ]
            )
            for item in sessions
        ],
        stacked=True,
        empty=_("Region nie zapisał jeszcze żadnego spotkania z Waszym udziałem."),
    )


def setup_items(done: Iterable[SetupStep], *, first_case: bool) -> list[TaskItem]:
    """Every step with where it stands; the first family is known to the town alone."""
    have = set(done)
    items = [
        _item(
            str(step.label).capitalize(), done=step in have, url=reverse(_WAYS[step]) if step in _WAYS else ""
        )
        for step in SetupStep
    ]
    hint = _("Tego region nie widzi: nawet „tak” mogłoby wskazać rodzinę.")
    items.append(_item(_("Pierwsza rodzina, która zgodziła się na udział"), done=first_case, hint=hint))
    return items


def _item(title: str, *, done: bool, url: str = "", hint: str = "") -> TaskItem:
    status, meaning = (_("jest"), "good") if done else (_("brakuje"), "attention")
    return TaskItem(title, status, meaning, "" if done else url, hint)
