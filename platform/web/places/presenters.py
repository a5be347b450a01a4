"""From places to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core.places.enums import ClaimStatus
from core.places.rules import FreePlaces
from web.places.words import free_words
from web.shell.components import Cell, Column, Row, Table
from web.shell.templatetags.shell import day, moment

if TYPE_CHECKING:
    from core.referrals.queries.waiting import Promises
    from core.referrals.rules import WaitingTime


def overview_table(
    cards: Iterable[Any], promises: Mapping[UUID, Promises], waiting: Mapping[UUID, WaitingTime]
) -> Table:
    """Services with their places; a warning says how many more are promised than there are."""
    rows = []
    for card in cards:
        here = promises[card.pk]
        places, wait = here.places, waiting.get(card.pk)
        alert = _("obiecano o %(number)s za dużo") % {"number": here.short_by} if here.short_by else ""
        rows.append(
            Row(
                [
                    Cell(card.name, url=reverse("places:periods", args=[card.pk]), note=str(card.partner)),
                    Cell(
                        alert or free_words(places),
                        meaning="bad" if alert else "good" if places.free else "attention",
                        sort=places.free,
                    ),
                    Cell(str(places.places)),
                    Cell(str(places.elsewhere)),
                    Cell(str(places.booked)),
                    Cell(str(places.held + places.requested)),
                    Cell(str(here.unplaced)),
                    Cell(
                        _("%(days)s dni") % {"days": wait.median} if wait and wait.median is not None else "–"
                    ),
                ]
            )
        )
    columns = [
        Column(_("Usługa")),
        Column(_("Wolne")),
        Column(_("Wszystkie"), numeric=True),
        Column(_("Zajęte poza partnerstwem"), numeric=True),
        Column(_("Zajęte przez rodziny"), numeric=True),
        Column(_("Wstrzymane"), numeric=True),
        Column(_("Prośby bez wstrzymanego miejsca"), numeric=True),
        Column(_("Zwykle czeka się"), numeric=True),
    ]
    return Table(_("Miejsca w usługach"), columns, rows, caption_hidden=True, stacked=True)


def periods_table(periods: Iterable[Any], on: date, *, writes: bool) -> Table:
    """The periods of a service, with the one of today marked in words."""
    rows = []
    for period in periods:
        last = day(period.ends_on - timedelta(days=1)) if period.ends_on else _("bezterminowo")
        now = period.starts_on <= on and (period.ends_on is None or on < period.ends_on)
        places = FreePlaces(
            period.places, period.taken_elsewhere, period.booked, period.requested, period.held
        )
        rows.append(
            Row(
                [
                    Cell(
                        _("od %(start)s do %(last)s") % {"start": day(period.starts_on), "last": last}
                        if period.ends_on
                        else _("od %(start)s, bezterminowo") % {"start": day(period.starts_on)},
                        url=reverse("places:change", args=[period.pk]) if writes else "",
                        note=_("obecny okres") if now else "",
                    ),
                    Cell(free_words(places)),
                    Cell(str(places.elsewhere)),
                    Cell(str(places.booked)),
                    Cell(str(places.held + places.requested)),
                    Cell(day(period.updated_on)),
                ]
            )
        )
    columns = [
        Column(_("Okres")),
        Column(_("Wolne")),
        Column(_("Zajęte poza partnerstwem"), numeric=True),
        Column(_("Zajęte przez rodziny"), numeric=True),
        Column(_("Wstrzymane"), numeric=True),
        Column(_("Stan z dnia")),
    ]
    return Table(_("Miejsca w okresach"), columns, rows, caption_hidden=True, stacked=True)


def claims_table(claims: Iterable[Any]) -> Table:
    """Places kept for a family: until when, and what happens next."""
    meanings = {ClaimStatus.HELD: "attention", ClaimStatus.REQUESTED: "info", ClaimStatus.BOOKED: "good"}
    rows = [
        Row(
            [
                Cell(
                    claim.card.name,
                    url=reverse("basket:card", args=[claim.card_id]),
                    note=str(claim.card.partner),
                ),
                Cell(ClaimStatus(claim.status).label, meaning=meanings[ClaimStatus(claim.status)]),
                Cell(day(claim.starts_on)),
                Cell(moment(claim.expires_at) if claim.expires_at else "–"),
                Cell(
                    _("Zwolnij miejsce") if claim.status == ClaimStatus.HELD else "–",
                    url=reverse("places:release", args=[claim.pk])
                    if claim.status == ClaimStatus.HELD
                    else "",
                ),
            ]
        )
        for claim in claims
    ]
    columns = [
        Column(_("Usługa")),
        Column(_("Stan")),
        Column(_("Od dnia")),
        Column(_("Trzymane do")),
        Column(_("Co można zrobić")),
    ]
    return Table(_("Miejsca dla tej rodziny"), columns, rows, caption_hidden=True, stacked=True)
