"""Entered numbers, support of the staff and participants of ESF+ as tables and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import SupportKind
from core.families import queries as families
from core.indicators.enums import ContextKind, FigureStatus, Labour
from core.indicators.participants import later_due
from core.indicators.queries.funding import (
    Participant,
    number_taking_part,
    participations_of,
    sums_of,
)
from core.indicators.reports import Given, What, every_number
from core.indicators.rules import parsed_period
from core.reference.grounds import short_name
from core.shared import clock
from core.shared.imports.enums import RowState
from core.shared.paging import Page, page_of
from core.shared.spreadsheets import FileKind
from web.indicators.notices import hours
from web.indicators.words import period_name
from web.reporting.sheets import OUTPUTS, RESULTS, names, output_of, result_of
from web.shell.components import Cell, Column, Crumb, Row, Table
from web.shell.templatetags.shell import day, number

if TYPE_CHECKING:
    from core.families.models import Case
    from core.indicators.models import EsfParticipation, StaffSupport
    from core.indicators.rules import Period
    from core.shared.actor import Actor

_MEANING = {
    RowState.NEW: "good",
    RowState.CHANGED: "attention",
    RowState.UNCHANGED: "neutral",
    RowState.WRONG: "bad",
}


def crumbs(*rest: Crumb) -> list[Crumb]:
    """The way back to the indicators."""
    return [Crumb(_("Wskaźniki"), reverse("indicators:own")), *rest]


def number_name(what: What) -> str:
    """Name of an entered number."""
    kind, ground = what
    label = str(ContextKind(kind).label).capitalize()
    return f"{label}: {short_name(ground)}" if ground else label


def given_text(given: Given | None) -> str:
    """As public reports print it."""
    if given is None:
        return str(FigureStatus.NO_DATA)
    return given.status if given.value is None else number(given.value)


def context_table(found: Mapping[Period, Mapping[What, Given]], *, writes: bool) -> Table:
    """Periods, how many of their numbers are known, and the main ones."""
    shown = (ContextKind.POPULATION, ContextKind.PERSONS, ContextKind.FAMILIES, ContextKind.WORKERS)
    every = len(every_number())
    rows = []
    for period, held in found.items():
        address = reverse("reporting:context-enter", args=[period.code]) if writes else ""
        known = _("%(known)s z %(all)s") % {"known": len(held), "all": every}
        rows.append(
            Row(
                [
                    Cell(period_name(period), url=address),
                    Cell(known),
                    *(Cell(given_text(held.get((kind.value, "")))) for kind in shown),
                ]
            )
        )
    return Table(
        _("Liczby ze sprawozdań"),
        [
            Column(_("Okres")),
            Column(_("Wpisane")),
            *(Column(str(kind.label).capitalize(), numeric=True) for kind in shown),
        ],
        rows,
        caption_hidden=True,
        stacked=True,
    )


def template_links(periods: Sequence[Period]) -> list[dict[str, str]]:
    """Empty spreadsheets of the newest periods."""
    return [
        {
            "name": period_name(period),
            **{
                str(kind): reverse("reporting:context-template", args=[period.code, kind.value])
                for kind in FileKind
            },
        }
        for period in periods
    ]


def import_page(rows: Sequence[dict[str, Any]], wanted: str | None) -> Page[dict[str, Any]]:
    """The lines of a spreadsheet, those with errors first."""
    ordered = sorted(rows, key=lambda row: (row["state"] != RowState.WRONG, row["line"]))
    return page_of(ordered, wanted)


def import_table(rows: Sequence[dict[str, Any]]) -> Table:
    """What a spreadsheet would change, line by line."""
    return Table(
        _("Wiersze arkusza"),
        [
            Column(_("Wiersz"), numeric=True),
            Column(_("Okres")),
            Column(_("Liczba")),
            Column(_("Było"), numeric=True),
            Column(_("Będzie"), numeric=True),
            Column(_("Co zrobimy")),
        ],
        [_import_row(row) for row in rows],
        caption_hidden=True,
        empty=_("W arkuszu nie ma żadnej liczby. Wypełnij kolumnę „Wartość”."),
        stacked=True,
    )


def _import_row(row: dict[str, Any]) -> Row:
    period = parsed_period(row["period"])
    known = row["kind"] in ContextKind.values
    state = RowState(row["state"])
    return Row(
        [
            Cell(str(row["line"])),
            Cell(period_name(period) if period else row["period"]),
            Cell(number_name((row["kind"], row["ground"])) if known else row["kind"]),
            Cell(row["before"] or "–"),
            Cell(
                given_text(Given(row["value"], row["status"]))
                if row["value"] is not None or row["status"]
                else "–"
            ),
            Cell(str(state.label), meaning=_MEANING[state], note=row["problem"]),
        ]
    )


def support_table(entries: Sequence[StaffSupport], *, writes: bool) -> Table:
    """Support of the staff, one entry a line."""
    return Table(
        _("Wsparcie kadry"),
        [
            Column(_("Dzień")),
            Column(_("Rodzaj")),
            Column(_("Temat")),
            Column(_("Czas"), numeric=True),
            Column(_("Osoby"), numeric=True),
        ],
        [
            Row(
                [
                    Cell(
                        day(entry.held_on),
                        url=reverse("reporting:support-change", args=[entry.pk]) if writes else "",
                    ),
                    Cell(str(SupportKind(entry.kind).label)),
                    Cell(entry.subject, note=", ".join(str(each) for each in entry.partners.all())),
                    Cell(hours(entry.minutes)),
                    Cell(number(entry.persons)),
                ]
            )
            for entry in entries
        ],
        caption_hidden=True,
        empty=_("Nie zapisano jeszcze żadnego wsparcia."),
        stacked=True,
    )


@dataclass(frozen=True)
class PersonLine:
    """A person of the family and what is known of them for ESF+."""

    name: str
    status: str
    meaning: str
    due: str = ""
    told_on: date | None = None
    entry_url: str = ""
    exit_url: str = ""
    later_url: str = ""


def person_lines(actor: Actor, case: Case) -> list[PersonLine]:
    """Everybody of the household whom the worker may see."""
    held = participations_of(actor, case)
    return [
        _person_line(case, person.pk, person.full_name, held.get(person.pk))
        for person in families.persons_visible(actor, case)
    ]


def _person_line(case: Case, person_id: Any, name: str, row: EsfParticipation | None) -> PersonLine:
    place = [case.pk, person_id]
    entry = reverse("reporting:esf-entry", args=place)
    if row is None:
        return PersonLine(name, _("nie bierze udziału"), "neutral", entry_url=entry)
    ended = reverse("reporting:esf-exit", args=place)
    if row.ended_on is None:
        status = _("od %(day)s, %(labour)s") % {
            "day": day(row.entered_on),
            "labour": str(Labour(row.labour).label),
        }
        return PersonLine(name, status, "good", told_on=row.told_on, entry_url=entry, exit_url=ended)
    status = _("od %(since)s do %(until)s") % {"since": day(row.entered_on), "until": day(row.ended_on)}
    due = _due(row.ended_on, row.exit_on, row.later_on)
    after = reverse("reporting:esf-later", args=place)
    return PersonLine(name, status, "info", due, row.told_on, entry, ended, after)


def _due(ended_on: date, exit_on: date | None, later_on: date | None) -> str:
    """What has to be asked, if anything."""
    today = clock.today()
    if exit_on is None:
        return _("Zapytaj o rezultaty w cztery tygodnie od zakończenia.")
    if later_on is None and later_due(ended_on) <= today:
        return _("Zapytaj, jak jest po sześciu miesiącach.")
    if later_on is None:
        return _("Po sześciu miesiącach zapytaj od %(day)s.") % {"day": day(later_due(ended_on))}
    return ""


@dataclass(frozen=True)
class EsfCard:
    """What the case's page says of ESF+."""

    many: int
    url: str


def esf_card(actor: Actor, case: Case) -> EsfCard:
    """How many of the family take part."""
    return EsfCard(number_taking_part(actor, case), reverse("reporting:esf-case", args=[case.pk]))


def sums_table(found: Sequence[Participant]) -> Table:
    """The common indicators by sex."""
    women, men, both = sums_of(found, "F"), sums_of(found, "M"), sums_of(found)
    called = names()
    rows = [
        Row(
            [
                Cell(called[code], note=code),
                *(Cell(number(output_of(sums, counts))) for sums in (women, men, both)),
            ]
        )
        for code, counts in OUTPUTS
    ]
    rows += [
        Row(
            [
                Cell(called[code], note=code),
                *(Cell(number(result_of(found, name, sex))) for sex in ("F", "M", "")),
            ]
        )
        for code, name in RESULTS
    ]
    return Table(
        _("Wskaźniki wspólne EFS+"),
        [
            Column(_("Wskaźnik")),
            Column(_("Kobiety"), numeric=True),
            Column(_("Mężczyźni"), numeric=True),
            Column(_("Razem"), numeric=True),
        ],
        rows,
        caption_hidden=True,
    )


def _common(code: str, called: Mapping[str, str]) -> Cell:
    """A common indicator by its name, with the code that the funding system knows it by."""
    return Cell(called.get(code, code), note=code)
