"""From messages to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.notifications.enums import MessageStatus
from web.shell.components import Cell, Column, Crumb, Row, SummaryRow, Tab, Table
from web.shell.templatetags.shell import moment

MEANINGS = {
    MessageStatus.QUEUED: "info",
    MessageStatus.SENT: "good",
    MessageStatus.FAILED: "bad",
    MessageStatus.WITHDRAWN: "neutral",
}


def sections(current: str, *, keeper: bool) -> list[Tab]:
    """One's own messages, and for keepers of the partnership what it sent."""
    if not keeper:
        return []
    return [
        Tab(_("Moja skrzynka"), reverse("notifications:inbox"), current == "inbox"),
        Tab(_("Wysłane przez partnerstwo"), reverse("notifications:outbox"), current == "outbox"),
    ]


def crumbs(current: str, label: str) -> list[Crumb]:
    """The way back to the list."""
    start = _("Moja skrzynka") if current == "inbox" else _("Wysłane przez partnerstwo")
    return [Crumb(start, reverse(f"notifications:{current}")), Crumb(label, "")]


def inbox_table(messages: Iterable[Any]) -> Table:
    """One's messages; the unread ones say so in words."""
    rows = [
        Row(
            [
                Cell(item.subject, url=reverse("notifications:message", args=[item.pk])),
                Cell(_("przeczytana") if item.read_at else _("nowa"), meaning="" if item.read_at else "info"),
                Cell(moment(item.created_at)),
            ]
        )
        for item in messages
    ]
    columns = [Column(_("Temat")), Column(_("Stan")), Column(_("Otrzymana"))]
    return Table(_("Twoje wiadomości"), columns, rows, caption_hidden=True, stacked=True)


def outbox_table(messages: Iterable[Any]) -> Table:
    """What was sent, to whom, and whether it left."""
    rows = [
        Row(
            [
                Cell(item.subject, url=reverse("notifications:sent", args=[item.pk])),
                Cell(item.recipient),
                Cell(MessageStatus(item.status).label, meaning=MEANINGS[MessageStatus(item.status)]),
                Cell(moment(item.created_at)),
            ]
        )
        for item in messages
    ]
    columns = [Column(_("Temat")), Column(_("Odbiorca")), Column(_("Stan")), Column(_("Napisana"))]
    return Table(_("Wysłane wiadomości"), columns, rows, caption_hidden=True, stacked=True)


def sent_facts(item: Any) -> list[SummaryRow]:
    """To whom a message went and what became of it."""
    facts = [
        SummaryRow(_("Odbiorca"), item.recipient),
        SummaryRow(_("Stan"), MessageStatus(item.status).label, meaning=MEANINGS[MessageStatus(item.status)]),
        SummaryRow(_("Napisana"), moment(item.created_at)),
    ]
    if item.sent_at:
        facts.append(SummaryRow(_("Wysłana"), moment(item.sent_at)))
    if item.fault:
        facts.append(SummaryRow(_("Przyczyna kłopotu"), item.fault))
    return facts
