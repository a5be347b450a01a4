"""From the partnership's records to what its pages show: plain values, no more questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.partnership.enums import OrganisationKind, PartnerStage
from core.reference.grounds import Sector
from web.partnership.paper_presenters import paper_events
from web.shell.components import (
    Cell,
    Column,
    Crumb,
    Event,
    Row,
    SummaryRow,
    Tab,
    Table,
    Tile,
)
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from uuid import UUID

STAGE_MEANINGS: dict[str, str] = {
    PartnerStage.INVITED: "attention",
    PartnerStage.DECLARED: "info",
    PartnerStage.CERTIFIED: "good",
    PartnerStage.WITHDRAWN: "neutral",
}


def sections(current: str) -> list[Tab]:
    """The two halves of the area: who is in it, and when it met."""
    return [
        Tab(_("Partnerzy"), reverse("partnership:partners"), current == "partners"),
        Tab(_("Etapy"), reverse("partnership:board"), current == "steps"),
        Tab(_("Spotkania partnerstwa"), reverse("partnership:meetings"), current == "meetings"),
        Tab(_("Regulamin i plan"), reverse("partnership:texts"), current == "texts"),
        Tab(_("Wnioski i dobre praktyki"), reverse("lessons:lessons"), current == "lessons"),
    ]


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the list of partners."""
    start = Crumb(_("Partnerzy"), reverse("partnership:partners"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def stage_tiles(counts: dict[str, int]) -> list[Tile]:
    """How many organisations stand at each stage; each tile leads to them."""
    address = reverse("partnership:partners")
    labels = {
        PartnerStage.CERTIFIED: _("z certyfikatem"),
        PartnerStage.DECLARED: _("z deklaracją, bez certyfikatu"),
        PartnerStage.INVITED: _("zaproszone, bez deklaracji"),
        PartnerStage.WITHDRAWN: _("wycofane"),
    }
    return [Tile(str(counts[stage]), label, url=f"{address}?etap={stage}") for stage, label in labels.items()]


def partners_table(partners: Sequence[Any], services: dict[UUID, int], *, linked: set[UUID] | None) -> Table:
    """The list; `linked` are the organisations whose pages the reader may open, None for all."""
    rows = []
    for item in partners:
        may_open = linked is None or item.pk in linked
        note = item.short_name if item.short_name != item.name else ""
        note = _("lider partnerstwa") if item.is_lead else note
        rows.append(
            Row(
                [
                    Cell(
                        item.name,
                        url=reverse("partnership:partner", args=[item.pk]) if may_open else "",
                        note=note,
                    ),
                    Cell(Sector(item.sector).label),
                    Cell(PartnerStage(item.stage).label, meaning=STAGE_MEANINGS[item.stage]),
                    Cell(day(item.declared_on)),
                    Cell(str(services.get(item.pk, 0))),
                ]
            )
        )
    columns = [
        Column(_("Organizacja")),
        Column(_("Sektor")),
        Column(_("Etap")),
        Column(_("Partner od")),
        Column(_("Usługi w koszyku"), numeric=True),
    ]
    return Table(_("Organizacje partnerstwa"), columns, rows, caption_hidden=True, stacked=True)


def contact_rows(partner: Any, place: str = "") -> list[SummaryRow]:
    """What an organisation is and how to reach it, without the lines that are empty or said twice.

    `place`: the name of its territorial unit.
    """
    sector, kind = Sector(partner.sector).label, OrganisationKind(partner.kind).label
    rows = [
        SummaryRow(_("Sektor"), sector),
        SummaryRow(_("Rodzaj"), kind if kind != sector else ""),
        SummaryRow(_("Adres"), partner.address),
        SummaryRow(_("Telefon"), partner.phone, url=f"tel:{partner.phone.replace(' ', '')}"),
        SummaryRow(_("E-mail"), partner.email, url=f"mailto:{partner.email}"),
        SummaryRow(_("Strona internetowa"), partner.website, url=partner.website),
        SummaryRow(_("Gmina (TERYT)"), f"{partner.teryt} {place}".strip()),
        SummaryRow(_("NIP"), partner.nip),
        SummaryRow(_("REGON"), partner.regon),
    ]
    return [row for row in rows if row.value]


def services_table(cards: Iterable[tuple[Any, Cell]]) -> Table:
    """An organisation's service cards, each with the cell that says how it stands."""
    rows = [
        Row(
            [
                Cell(card.name, url=reverse("basket:card", args=[card.pk])),
                Cell(card.get_category_display()),
                stands,
            ]
        )
        for card, stands in cards
    ]
    columns = [Column(_("Usługa")), Column(_("Kategoria")), Column(_("Stan"))]
    empty = _("Ten partner nie ma jeszcze kart usług.")
    return Table(_("Usługi partnera"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def history(partner: Any, declarations: Sequence[Any], attendance: Sequence[Any]) -> list[Event]:
    """What happened between the partnership and an organisation, the newest first.

    Of one day the events are put together in the order in which they happen: the meeting, the
    signature at it, the certificate for it.
    """
    events = []
    if partner.invited_on:
        events.append(Event(_("Zaproszenie do partnerstwa"), partner.invited_on))
    for item in attendance:
        title = _("Obecność na spotkaniu") if item.present else _("Nieobecność na spotkaniu")
        events.append(
            Event(
                title,
                item.meeting.day,
                text=item.meeting.title,
                url=reverse("partnership:meeting", args=[item.meeting.pk]),
                meaning="" if item.present else "attention",
            )
        )
    for item in reversed(declarations):
        events += paper_events(item)
    by_day = sorted(events, key=lambda event: event.when)
    return by_day[::-1]
