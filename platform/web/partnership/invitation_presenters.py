"""Invitations to the partnership as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.partnership.enums.accession import InvitationAnswer, InvitationChannel
from web.shell.components import Cell, Column, Row, SummaryRow, Table, Tile
from web.shell.templatetags.shell import day

ANSWER_MEANINGS: dict[str, str] = {
    InvitationAnswer.JOINS: "good",
    InvitationAnswer.DECLINES: "bad",
    InvitationAnswer.CALL: "attention",
}


def invitations_table(found: Iterable[Any], on: date) -> Table:
    """Invitations with how they stand."""
    rows = []
    for item in found:
        words, meaning = invitation_status(item, on)
        sent = InvitationChannel(item.channel).label
        rows.append(
            Row(
                [
                    Cell(
                        item.partner.name,
                        url=reverse("partnership:invitation", args=[item.pk]),
                        note=_("nr %(number)s, %(channel)s") % {"number": item.number, "channel": sent},
                    ),
                    Cell(day(item.sent_on)),
                    Cell(day(item.answer_by)),
                    Cell(words, meaning=meaning),
                    Cell(str(item.reminders)),
                ]
            )
        )
    columns = [
        Column(_("Organizacja")),
        Column(_("Wysłane")),
        Column(_("Odpowiedź do")),
        Column(_("Stan")),
        Column(_("Przypomnienia"), numeric=True),
    ]
    return Table(_("Zaproszenia"), columns, rows, caption_hidden=True, stacked=True)


def own_invitations(found: Iterable[Any], on: date) -> Table:
    """The newest invitations on an organisation's own page."""
    rows = []
    for item in found:
        words, meaning = invitation_status(item, on)
        number = _("nr %(number)s z %(day)s") % {"number": item.number, "day": day(item.sent_on)}
        url = reverse("partnership:invitation", args=[item.pk])
        rows.append(Row([Cell(number, url=url), Cell(words, meaning=meaning)]))
    columns = [Column(_("Zaproszenie")), Column(_("Stan"))]
    empty = _("Nie wysłano stąd jeszcze zaproszenia.")
    return Table(_("Zaproszenia"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def invitation_status(item: Any, on: date) -> tuple[str, str]:
    """In words, and their meaning."""
    if item.cancelled_on:
        return _("wycofane"), "neutral"
    if item.answer:
        return str(InvitationAnswer(item.answer).label), ANSWER_MEANINGS[item.answer]
    if item.answer_by < on:
        return _("termin minął"), "bad"
    return _("czeka na odpowiedź"), "info"


def invitation_tiles(counts: Mapping[str, int]) -> list[Tile]:
    """How many invitations stand where; each tile leads to them."""
    address = reverse("partnership:invitations")
    labels = {
        "open": _("czeka na odpowiedź"),
        "overdue": _("po terminie"),
        "joins": _("przystępuje"),
        "call": _("prosi o telefon"),
        "declines": _("odmawia"),
    }
    return [Tile(str(counts[key]), label, url=f"{address}?stan={key}") for key, label in labels.items()]


def invitation_facts(item: Any, on: date) -> list[SummaryRow]:
    """One invitation on its own page."""
    words, meaning = invitation_status(item, on)
    reminded = ngettext("%(number)s raz", "%(number)s razy", item.reminders) % {"number": item.reminders}
    if item.reminded_on:
        reminded += _(", ostatnio %(day)s") % {"day": day(item.reminded_on)}
    rows = [
        SummaryRow(
            _("Organizacja"), item.partner.name, url=reverse("partnership:partner", args=[item.partner_id])
        ),
        SummaryRow(_("Stan"), words, meaning=meaning),
        SummaryRow(_("Jak wysłane"), InvitationChannel(item.channel).label),
        SummaryRow(_("Na adres"), item.email),
        SummaryRow(_("Dzień wysłania"), day(item.sent_on)),
        SummaryRow(_("Odpowiedź do"), day(item.answer_by)),
        SummaryRow(_("Przypomnienia"), reminded if item.channel == InvitationChannel.EMAIL else ""),
        SummaryRow(_("Własne zdania"), item.message),
        SummaryRow(_("Odpowiedź z dnia"), day(item.answered_on) if item.answered_on else ""),
        SummaryRow(_("Powód lub uwagi"), item.answer_reason),
        SummaryRow(_("Kontakt"), item.answer_contact),
        SummaryRow(_("Jak zapisana"), item.get_answered_via_display() if item.answered_via else ""),
        SummaryRow(_("Wysłał(a)"), item.recorded_by),
    ]
    return [row for row in rows if row.value]
