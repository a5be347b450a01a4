"""Requests, copies, holds and disposals as tables; names only where the reader leads the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from core.rights.enums import AfterErasure, CorrectedField, ExportStatus
from core.rights.operations.correcting import written
from web.shell.components import Cell, Column, Row, SummaryRow, Table

if TYPE_CHECKING:
    from core.families.models import Case, HouseholdMember, Person
    from core.rights.models import Correction, DataSubjectRequest, Disposal, LegalHold, PersonExport
    from core.rights.queries import Due, Line, Preview

_SPARED = {
    "hold": lazy("wstrzymane"),
    "open": lazy("sprawa znów otwarta"),
    "period": lazy("okres jeszcze trwa"),
    "erased": lazy("usunięto wcześniej"),
}


def day(value: date | None) -> str:
    """A day as people write it."""
    return value.strftime("%d.%m.%Y") if value else ""


def requests_table(
    requests: Iterable[DataSubjectRequest], today: date, *, named: bool, linked: bool = True
) -> Table:
    """The register: what is due first."""
    rows = []
    for one in requests:
        late = one.answered_on is None and one.due_on < today
        state = one.get_outcome_display() if one.answered_on else (_("po terminie") if late else _("czeka"))
        meaning = "good" if one.answered_on else ("bad" if late else "attention")
        url = reverse("rights:request", args=[one.pk]) if linked else ""
        cells = [Cell(one.get_kind_display(), url=url)]
        if named:
            cells.append(Cell(one.person.full_name))
        elif linked:
            cells.append(Cell(one.case.number))
        cells += [Cell(day(one.received_on)), Cell(day(one.due_on)), Cell(state, meaning=meaning)]
        rows.append(Row(cells))
    whose = [Column(_("Kto"))] if named else ([Column(_("Sprawa"))] if linked else [])
    columns = [
        Column(_("Czego dotyczy")),
        *whose,
        Column(_("Wpłynęło")),
        Column(_("Termin")),
        Column(_("Stan")),
    ]
    return Table(_("Żądania dotyczące danych"), columns, rows, caption_hidden=True, stacked=True)


def person_rows(case: Case, person: Person) -> list[SummaryRow]:
    """What is written of a person, each value with a way to put it right."""
    rows = []
    for field in CorrectedField:
        value = written(person, field)
        if field == CorrectedField.SEX:
            value = person.get_sex_display() if person.sex else ""
        url = reverse("rights:correct", args=[case.pk, person.pk, field.value])
        rows.append(SummaryRow(field.label, value or "–", url, _("Popraw")))
    return rows


def past_of(stays: Iterable[HouseholdMember], here: Iterable[Person]) -> list[Person]:
    """Who left the household for good, each once."""
    living = {person.pk for person in here}
    return list({stay.person_id: stay.person for stay in stays if stay.person_id not in living}.values())


def export_stands(export: PersonExport | None) -> bool:
    """Whether a copy is being made or waits to be fetched."""
    return export is not None and export.status in (ExportStatus.WAITING, ExportStatus.READY)


def export_state(export: PersonExport | None) -> str:
    """Where a copy stands, in a sentence."""
    if export is None:
        return _("Nikt jeszcze nie prosił o kopię.")
    if export.status == ExportStatus.WAITING:
        return _("Kopia powstaje: %(percent)s%%.") % {"percent": export.progress}
    if export.status == ExportStatus.READY:
        return _("Kopia czeka na pobranie. Można ją pobrać raz, w ciągu 7 dni.")
    if export.status == ExportStatus.FETCHED and export.fetched_at:
        return _("Ostatnią kopię pobrano %(day)s.") % {"day": export.fetched_at.strftime("%d.%m.%Y")}
    return _("Ostatnia kopia wygasła. Można przygotować nową.")


def corrections_table(corrections: Iterable[Correction]) -> Table:
    """What was put right, the newest first."""
    rows = [
        Row(
            [
                Cell(one.made_at.strftime("%d.%m.%Y")),
                Cell(one.get_field_display()),
                Cell(one.before or "–"),
                Cell(one.after or "–"),
                Cell(one.made_by.name if one.made_by else "", note=one.reason),
            ]
        )
        for one in corrections
    ]
    columns = [Column(_("Kiedy")), Column(_("Co")), Column(_("Było")), Column(_("Jest")), Column(_("Kto"))]
    return Table(_("Sprostowania"), columns, rows, stacked=True)


def holds_table(holds: Iterable[LegalHold], *, reasons: bool, lifting: bool) -> Table:
    """What keeps data beyond their period; the reason only for who leads the case."""
    rows = []
    for one in holds:
        url = reverse("rights:lift", args=[one.pk]) if lifting and one.lifted_at is None else ""
        state = (
            _("zdjęte %(day)s") % {"day": one.lifted_at.strftime("%d.%m.%Y")}
            if one.lifted_at
            else _("obowiązuje")
        )
        rows.append(
            Row(
                [
                    Cell(one.case.number),
                    Cell(one.placed_at.strftime("%d.%m.%Y"), note=one.reason if reasons else ""),
                    Cell(state, meaning="neutral" if one.lifted_at else "attention"),
                    *([Cell(_("Zdejmij") if url else "", url=url)] if lifting else []),
                ]
            )
        )
    columns = [Column(_("Sprawa")), Column(_("Od kiedy")), Column(_("Stan"))]
    columns += [Column(_("Działanie"))] if lifting else []
    return Table(_("Wstrzymania przed usunięciem"), columns, rows, stacked=True)


def preview_table(preview: Preview) -> Table:
    """The dry run: what becomes unreadable, of what numbers stay."""
    rows = [
        Row(
            [
                Cell(line.title),
                Cell(str(line.number)),
                Cell(line.after.label, meaning="bad" if line.after == AfterErasure.UNREADABLE else "neutral"),
            ]
        )
        for line in preview.lines
    ]
    columns = [Column(_("Co")), Column(_("Ile zapisów"), numeric=True), Column(_("Co się stanie"))]
    return Table(_("Co zniknie, a co zostanie"), columns, rows, stacked=True)


def classes_table(classes: list[dict[str, Any]]) -> Table:
    """How long what is kept."""
    rows = [
        Row(
            [
                Cell(one["label"]),
                Cell(one["symbol"] or "–"),
                Cell(one["category"]),
                Cell(_("Zmień"), url=reverse("rights:period", args=[one["kept"]])),
            ]
        )
        for one in classes
    ]
    columns = [Column(_("Co")), Column(_("Symbol")), Column(_("Kategoria")), Column(_("Działanie"))]
    return Table(_("Okresy przechowywania"), columns, rows, stacked=True)


def due_table(due: Iterable[Due]) -> Table:
    """The dry run of the whole town."""
    rows = [
        Row(
            [
                Cell(", ".join(one.numbers)),
                Cell(day(one.may_go_on)),
                Cell(", ".join(one.classes)),
                Cell(
                    _("zostaje: wstrzymane") if one.hold else _("do usunięcia"),
                    meaning="attention" if one.hold else "neutral",
                ),
            ]
        )
        for one in due
    ]
    columns = [Column(_("Sprawa")), Column(_("Okres minął")), Column(_("Kategoria")), Column(_("Co dalej"))]
    return Table(
        _("Dane, którym minął okres przechowywania"), columns, rows, caption_hidden=True, stacked=True
    )


def shorter_table(lines: list[Line]) -> Table:
    """The dry run of what has a shorter period than a case: scans, attachments, drafts."""
    rows = [Row([Cell(line.title), Cell(str(line.number))]) for line in lines]
    columns = [Column(_("Co")), Column(_("Ile do usunięcia"), numeric=True)]
    return Table(_("Skany, załączniki i wersje robocze, którym minął okres"), columns, rows, stacked=True)


def disposals_table(disposals: Iterable[Disposal]) -> Table:
    """Proposed and settled disposals."""
    rows = [
        Row(
            [
                Cell(one.proposed_at.strftime("%d.%m.%Y"), url=reverse("rights:disposal", args=[one.pk])),
                Cell(one.get_kind_display()),
                Cell(str(one.families)),  # type: ignore[attr-defined]
                Cell(one.get_status_display(), meaning="attention" if one.settled_at is None else "neutral"),
            ]
        )
        for one in disposals
    ]
    columns = [
        Column(_("Wniosek z dnia")),
        Column(_("Powód")),
        Column(_("Ile rodzin"), numeric=True),
        Column(_("Stan")),
    ]
    return Table(_("Usunięcia danych"), columns, rows, caption_hidden=True, stacked=True)


def items_table(items: Iterable[Any]) -> Table:
    """Families of a disposal: numbers of cases, never names."""
    rows = []
    for item in items:
        numbers = ", ".join(sorted(case.number for case in item.household.cases.all()))
        state = _("usunięto") if item.erased_at else str(_SPARED.get(item.spared_because, _("bez zmian")))
        rows.append(
            Row(
                [
                    Cell(numbers, note=_("dane jednej osoby") if item.person_id else ""),
                    Cell(day(item.due_on) or "–"),
                    Cell(str(item.numbers.get("unreadable", 0))),
                    Cell(str(item.numbers.get("numbers", 0))),
                    Cell(state if not item.open else _("czeka")),
                ]
            )
        )
    columns = [
        Column(_("Sprawa")),
        Column(_("Okres minął")),
        Column(_("Zapisów do usunięcia"), numeric=True),
        Column(_("Zostaną liczby i daty"), numeric=True),
        Column(_("Stan")),
    ]
    return Table(_("Rodziny"), columns, rows, stacked=True)
