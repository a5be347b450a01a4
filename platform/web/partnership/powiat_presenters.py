"""Invitations between tenants as the powiat reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.enums import OfferAnswer
from web.shell.components import Cell, Column, Row, SummaryRow, Table
from web.shell.templatetags.shell import day

_MEANINGS: dict[str, str] = {
    OfferAnswer.ACCEPTED: "good",
    OfferAnswer.DECLINED: "bad",
    OfferAnswer.CANCELLED: "neutral",
}


def offer_status(offer: Any) -> tuple[str, str]:
    """In words, and their meaning."""
    given = getattr(offer, "answer", None)
    if given is None:
        return _("czeka na odpowiedź"), "attention"
    return str(OfferAnswer(given.answer).label), _MEANINGS[given.answer]


def offers_table(offers: Iterable[Any]) -> Table:
    """Invitations from gminas."""
    rows = []
    for offer in offers:
        words, meaning = offer_status(offer)
        rows.append(
            Row(
                [
                    Cell(
                        offer.from_town,
                        url=reverse("partnership:offer", args=[offer.pk]),
                        note=offer.from_organisation,
                    ),
                    Cell(day(offer.sent_on)),
                    Cell(day(offer.answer_by)),
                    Cell(words, meaning=meaning),
                ]
            )
        )
    columns = [Column(_("Gmina")), Column(_("Wysłane")), Column(_("Odpowiedź do")), Column(_("Stan"))]
    caption = _("Zaproszenia do partnerstw gmin")
    return Table(caption, columns, rows, caption_hidden=True, stacked=True)


def offer_facts(offer: Any) -> list[SummaryRow]:
    """One invitation on its own page."""
    words, meaning = offer_status(offer)
    given = getattr(offer, "answer", None)
    rows = [
        SummaryRow(_("Stan"), words, meaning=meaning),
        SummaryRow(_("Kto zaprasza"), offer.from_organisation),
        SummaryRow(_("Kontakt"), offer.contact),
        SummaryRow(_("Dzień wysłania"), day(offer.sent_on)),
        SummaryRow(_("Odpowiedź do"), day(offer.answer_by)),
        SummaryRow(_("Treść"), offer.message),
    ]
    if given is not None:
        rows += [
            SummaryRow(_("Odpowiedź z dnia"), day(given.answered_on)),
            SummaryRow(_("Powód"), given.reason),
            SummaryRow(_("Prowadzi po naszej stronie"), given.contact),
        ]
    return [row for row in rows if row.value]
