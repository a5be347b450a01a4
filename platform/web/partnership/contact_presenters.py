"""An organisation's addresses and people as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.partnership.enums.accession import AddressKind, ContactWay
from web.shell.components import Cell, Column, Row, SummaryRow, Table
from web.shell.templatetags.shell import day

ONE_DAY = timedelta(days=1)


def addresses_table(addresses: Iterable[Any], *, manages: bool) -> Table:
    """Seat, correspondence, places of service."""
    rows = []
    for item in addresses:
        cells = [Cell(AddressKind(item.kind).label, note=item.label), Cell(item.line)]
        if manages:
            cells.append(Cell(_("Zmień"), url=reverse("partnership:edit-address", args=[item.pk])))
            cells.append(Cell(_("Usuń"), url=reverse("partnership:remove-address", args=[item.pk])))
        rows.append(Row(cells))
    columns = [Column(_("Rodzaj")), Column(_("Adres"))]
    if manages:
        columns += [Column(_("Zmiana")), Column(_("Usunięcie"))]
    empty = _("Nie wpisano jeszcze adresów.")
    return Table(_("Adresy organizacji"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def people_table(people: Iterable[Any], on: date, *, manages: bool) -> Table:
    """Who speaks for an organisation today and how to reach them; those who no longer do stay out."""
    rows = []
    for person in people:
        if person.ends_on is not None and person.ends_on <= on:
            continue
        duties = [_("koordynuje współpracę")] if person.is_coordinator else []
        duties += [_("dołącza do zespołów")] if person.is_delegate else []
        reach = person.email or person.phone or "–"
        cells = [
            Cell(person.name, url=reverse("partnership:person", args=[person.pk]), note=person.job_title),
            Cell(", ".join(duties), note=_standing_in(person, on)),
            Cell(reach, note=person.phone if person.email else ""),
            Cell("; ".join(contact_words(each) for each in person.hours) or "–"),
        ]
        if manages:
            cells.append(Cell(_("Zakończ"), url=reverse("partnership:end-person", args=[person.pk])))
        rows.append(Row(cells))
    columns = [
        Column(_("Osoba")),
        Column(_("Rola")),
        Column(_("Kontakt służbowy")),
        Column(_("Kiedy i jak")),
    ]
    if manages:
        columns.append(Column(_("Zmiana")))
    empty = _("Partner nie wskazał jeszcze nikogo. Zapytaj o osobę do kontaktu i przedstawiciela.")
    return Table(
        _("Osoby wskazane przez partnera"), columns, rows, caption_hidden=True, empty=empty, stacked=True
    )


def substitutions_table(person: Any, *, speaks: bool) -> Table:
    """Who stands in for somebody now and later."""
    rows = []
    for each in person.away:
        days = f"{day(each.starts_on)}-{day(each.ends_on - ONE_DAY)}"
        cells = [Cell(each.substitute.name, note=each.note), Cell(days)]
        if speaks:
            url = reverse("partnership:end-substitution", args=[each.pk])
            cells.append(Cell(_("Zakończ"), url=url))
        rows.append(Row(cells))
    columns = [Column(_("Kto zastępuje")), Column(_("Kiedy"))]
    columns += [Column(_("Zmiana"))] if speaks else []
    empty = _("Nikt nie zastępuje tej osoby.")
    return Table(_("Zastępstwa"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def hours_table(person: Any, *, speaks: bool) -> Table:
    """When and how somebody is reached."""
    rows = []
    for each in person.hours:
        cells = [Cell(contact_words(each)), Cell(day(each.starts_on))]
        if speaks:
            url = reverse("partnership:remove-contact-period", args=[each.pk])
            cells.append(Cell(_("Usuń"), url=url))
        rows.append(Row(cells))
    columns = [Column(_("Kiedy i jak")), Column(_("Od dnia"))]
    columns += [Column(_("Zmiana"))] if speaks else []
    empty = _("Nie wpisano jeszcze, kiedy można się kontaktować.")
    return Table(_("Czas kontaktu"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def person_facts(person: Any) -> list[SummaryRow]:
    """What is known of a partner's person."""
    duties = [_("koordynuje współpracę")] if person.is_coordinator else []
    duties += [_("dołącza do zespołów")] if person.is_delegate else []
    rows = [
        SummaryRow(_("Stanowisko"), person.job_title),
        SummaryRow(_("Rola"), ", ".join(duties)),
        SummaryRow(_("E-mail służbowy"), person.email, url=f"mailto:{person.email}"),
        SummaryRow(_("Telefon służbowy"), person.phone, url=f"tel:{person.phone.replace(' ', '')}"),
        SummaryRow(_("Od dnia"), day(person.starts_on)),
    ]
    if person.ends_on:
        rows.append(SummaryRow(_("Do dnia"), day(person.ends_on - ONE_DAY)))
    return [row for row in rows if row.value]


def _standing_in(person: Any, on: date) -> str:
    """Who acts for a person today, or from when somebody will."""
    return "; ".join(_substitution_words(each) for each in person.away if each.ends_on > on)


def _substitution_words(each: Any) -> str:
    values = {
        "name": each.substitute.name,
        "first": day(each.starts_on),
        "last": day(each.ends_on - ONE_DAY),
    }
    return _("zastępuje: %(name)s, %(first)s-%(last)s") % values


def contact_words(period: Any) -> str:
    """When and how in one line: telefonicznie pn-pt 8:00-15:00."""
    hours = f"{period.from_time:%H:%M}-{period.until_time:%H:%M}".removeprefix("0")
    words = f"{ContactWay(period.way).label} {weekday_words(period.weekdays)} {hours}"
    if period.ends_on:
        words += _(", do %(day)s") % {"day": day(period.ends_on - ONE_DAY)}
    return f"{words} ({period.note})" if period.note else words


def weekday_words(digits: str) -> str:
    """Short names of days; a row of three or more as a range."""
    names = [
        pgettext("weekday", "pn"),
        pgettext("weekday", "wt"),
        pgettext("weekday", "śr"),
        pgettext("weekday", "czw"),
        pgettext("weekday", "pt"),
        pgettext("weekday", "sob"),
        pgettext("weekday", "niedz"),
    ]
    numbers = [int(digit) for digit in digits]
    is_row = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))  # noqa: PLR2004  two days are no range
    if is_row:
        return f"{names[numbers[0] - 1]}-{names[numbers[-1] - 1]}"
    return ", ".join(names[number - 1] for number in numbers)
