"""From stages, the resource map and invitations to what their pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exchange.queries.invitations import is_gmina, is_powiat, reads_offers
from core.partnership.enums import PartnerStage
from core.partnership.enums.accession import (
    Move,
    Mover,
    ResourceStatus,
    StepCode,
    StepOutcome,
)
from core.partnership.queries.resources import sees_resources
from core.partnership.rules.invitations import AccessionRate, mover_of, next_move, total_rate
from core.reference.grounds import Sector
from web.partnership.presenters import STAGE_MEANINGS
from web.shell.components import Cell, Column, Event, Row, SummaryRow, Tab, Table, Tile
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from core.partnership.queries.steps import Board, StepLine
    from core.shared.actor import Actor

RESOURCE_MEANINGS: dict[str, str] = {
    ResourceStatus.MAPPED: "neutral",
    ResourceStatus.SHORTLISTED: "attention",
    ResourceStatus.INVITED: "good",
    ResourceStatus.DROPPED: "neutral",
}


def preparation_tabs(actor: Actor, current: str) -> list[Tab]:
    """What belongs to the stages: the board, diagnoses, the map, invitations, other tenants."""
    tabs = [
        ("board", _("Tablica etapów"), "partnership:board", True),
        ("assessments", _("Diagnozy lokalne"), "partnership:assessments", True),
        ("resources", _("Mapa zasobów"), "partnership:resources", sees_resources(actor)),
        ("invitations", _("Zaproszenia"), "partnership:invitations", sees_resources(actor)),
        (
            "offers",
            _("Zaproszenia do partnerstw gmin"),
            "partnership:offers",
            is_powiat() and reads_offers(actor),
        ),
        (
            "powiat",
            _("Partner strategiczny"),
            "partnership:invite-powiat",
            is_gmina() and reads_offers(actor),
        ),
    ]
    return [Tab(label, reverse(name), key == current) for key, label, name, shown in tabs if shown]


def steps_table(board: Board, on: date, *, manages: bool, insider: bool) -> Table:
    """The stages in their order with days, evidence and where to write them down."""
    rows = []
    for number, line in enumerate(board.lines, start=1):
        status, meaning = step_status(line, on)
        place = [line.edition, line.code]
        cells = [
            Cell(
                f"{number}. {StepCode(line.code).label}",
                url=reverse("partnership:step", args=place),
                note=_note_of(line),
            ),
            Cell(status, meaning=meaning),
            Cell(day(line.planned_on)),
            Cell(day(line.reached_on)),
            evidence_cell(line, insider=insider),
        ]
        if manages:
            action = _("Zmień") if line.row else _("Odnotuj")
            action = _("Potwierdź") if line.suggested_on else action
            cells.append(Cell(action, url=reverse("partnership:record-step", args=place)))
        rows.append(Row(cells))
    columns = [
        Column(_("Etap")),
        Column(_("Stan")),
        Column(_("Planowany")),
        Column(_("Osiągnięty")),
        Column(_("Co pokazują zapisy")),
    ]
    if manages:
        columns.append(Column(_("Zapis")))
    caption = _("Etapy partnerstwa, rok pracy %(number)s") % {"number": board.edition}
    return Table(caption, columns, rows, caption_hidden=True, stacked=True)


def step_status(line: StepLine, on: date) -> tuple[str, str]:
    """In words, and their meaning."""
    if line.reached_on:
        if line.row and line.row.outcome:
            closed = line.row.outcome == StepOutcome.CLOSED
            return str(StepOutcome(line.row.outcome).label), "bad" if closed else "good"
        return _("osiągnięty"), "good"
    if line.is_late(on):
        return _("po terminie"), "bad"
    if line.is_next:
        return _("teraz"), "attention"
    return _("przed nami"), "neutral"


def evidence_cell(line: StepLine, *, insider: bool) -> Cell:
    """What the records show of a stage, where to read it, and the day they suggest."""
    found = line.evidence
    if found is None or not found.number:
        return Cell(_("brak zapisów") if found else "–")
    note = ""
    if line.suggested_on:
        note = _("sugerowany dzień: %(day)s") % {"day": day(line.suggested_on)}
    # The map is the staff's own.
    url = _evidence_url(line.code) if insider or line.code != StepCode.RESOURCE_MAP else ""
    return Cell(_evidence_words(line.code, found.number, found.wanted), url=url, note=note)


def _evidence_words(code: str, number: int, wanted: int) -> str:
    values = {"number": number, "wanted": wanted}
    if wanted > 1:
        return _("odbyte spotkania: %(number)s z %(wanted)s") % values
    words = {
        StepCode.DIAGNOSIS: _("przyjęte diagnozy: %(number)s"),
        StepCode.RESOURCE_MAP: _("instytucje na mapie: %(number)s"),
        StepCode.INVITATIONS: _("zaproszone organizacje: %(number)s"),
        StepCode.RULES: _("wersje regulaminu w mocy: %(number)s"),
        StepCode.ANNUAL_PLAN: _("plany w mocy: %(number)s"),
        StepCode.BASKET: _("opublikowane karty usług: %(number)s"),
    }
    return words.get(StepCode(code), _("odbyte spotkania: %(number)s")) % values


def _evidence_url(code: str) -> str:
    meetings = f"{reverse('partnership:meetings')}?rodzaj="
    urls = {
        StepCode.DIAGNOSIS: reverse("partnership:assessments"),
        StepCode.RESOURCE_MAP: reverse("partnership:resources"),
        StepCode.INVITATIONS: reverse("partnership:partners"),
        StepCode.INITIATING: f"{meetings}initiating",
        StepCode.FORMALISING: f"{meetings}formalising",
        StepCode.PERIODIC: f"{meetings}working",
        StepCode.RULES: reverse("partnership:texts"),
        StepCode.ANNUAL_PLAN: reverse("partnership:texts"),
        StepCode.BASKET: reverse("basket:cards"),
    }
    return urls.get(StepCode(code), "")


def _note_of(line: StepLine) -> str:
    parts = [line.row.note] if line.row and line.row.note else []
    if line.out_of_order:
        parts.append(_("zapisany poza kolejnością, z powodem w historii"))
    return "; ".join(parts)


def step_facts(line: StepLine, on: date, *, insider: bool) -> list[SummaryRow]:
    """One stage on its own page."""
    status, meaning = step_status(line, on)
    evidence = evidence_cell(line, insider=insider)
    rows = [
        SummaryRow(_("Stan"), status, meaning=meaning),
        SummaryRow(_("Planowany dzień"), day(line.planned_on)),
        SummaryRow(_("Dzień osiągnięcia"), day(line.reached_on)),
        SummaryRow(_("Co pokazują zapisy"), evidence.text, url=evidence.url),
    ]
    if line.suggested_on:
        rows.append(SummaryRow(_("Sugerowany dzień"), day(line.suggested_on)))
    if line.depends_on:
        rows.append(SummaryRow(_("Następuje po"), StepCode(line.depends_on).label))
    if line.row:
        rows.append(SummaryRow(_("Zapisał(a)"), f"{line.row.recorded_by}, {day(line.row.recorded_at)}"))
        if line.row.note:
            rows.append(SummaryRow(_("Notatka"), line.row.note))
    return rows


def step_events(changes: Iterable[Any]) -> list[Event]:
    """The history of a stage, the newest first."""
    events = []
    for change in changes:
        told = []
        if change.planned_on:
            told.append(_("plan: %(day)s") % {"day": day(change.planned_on)})
        if change.reached_on:
            told.append(_("osiągnięty: %(day)s") % {"day": day(change.reached_on)})
        if change.outcome:
            told.append(str(StepOutcome(change.outcome).label))
        lines = [change.note, _("Powód: %(reason)s") % {"reason": change.reason} if change.reason else ""]
        events.append(
            Event(
                ", ".join(told) or _("bez dat"),
                change.created_at,
                by=change.recorded_by,
                text="\n".join(line for line in lines if line),
                meaning="attention" if change.reason else "",
            )
        )
    return events


@dataclass(frozen=True)
class Standing:
    """An organisation in a column of the board."""

    name: str
    url: str
    move: str
    mover: str
    meaning: str
    strategic: bool


@dataclass(frozen=True)
class StageColumn:
    """Organisations at one stage: the first of them, and where all are."""

    title: str
    meaning: str
    total: int
    url: str
    partners: list[Standing]

    @property
    def more(self) -> int:
        return self.total - len(self.partners)


def stage_column(
    stage: str, partners: Sequence[Any], on: date, *, opens: Mapping[Any, bool] | None
) -> StageColumn:
    """A column; `opens` says whose page the reader may open (None: everybody's)."""
    shown = []
    for item in partners:
        asked = item.asked[0].as_asked() if item.asked else None
        move = next_move(stage=stage, asked=asked, spoken_for=item.spoken_for, today=on)
        mover = mover_of(move)
        may_open = opens is None or opens.get(item.pk, False)
        shown.append(
            Standing(
                name=str(item.name),
                url=reverse("partnership:partner", args=[item.pk]) if may_open else "",
                move=str(Move(move).label),
                mover=str(Mover(mover).label) if mover != Mover.NOBODY else "",
                meaning="attention" if mover == Mover.OFFICER else "info",
                strategic=item.is_strategic,
            )
        )
    url = f"{reverse('partnership:partners')}?etap={stage}"
    total = partners[0].alongside if partners else 0
    return StageColumn(str(PartnerStage(stage).label), STAGE_MEANINGS[stage], total, url, shown)


def rate_tile(rates: Mapping[str, AccessionRate]) -> Tile:
    """How many of those invited signed, all sectors together."""
    whole = total_rate(rates.values())
    note = _("%(signed)s z %(invited)s zaproszonych organizacji") % {
        "signed": whole.signed,
        "invited": whole.invited,
    }
    return Tile(f"{whole.percent} %" if whole.percent is not None else "–", _("przystąpiło"), note=note)


def rates_table(rates: Mapping[str, AccessionRate]) -> Table:
    """The same by sector."""
    rows = [
        Row(
            [
                Cell(Sector(sector).label),
                Cell(str(rate.invited)),
                Cell(str(rate.signed)),
                Cell(f"{rate.percent} %" if rate.percent is not None else "–"),
            ]
        )
        for sector, rate in sorted(rates.items(), key=lambda pair: str(Sector(pair[0]).label))
    ]
    columns = [
        Column(_("Sektor")),
        Column(_("Zaproszone"), numeric=True),
        Column(_("Podpisały deklarację"), numeric=True),
        Column(_("Przystąpiło"), numeric=True),
    ]
    empty = _("Nikt nie został jeszcze zaproszony.")
    return Table(_("Przystępowanie według sektorów"), columns, rows, empty=empty, stacked=True)


def assessments_table(found: Iterable[Any]) -> Table:
    """Local diagnoses."""
    rows = [
        Row(
            [
                Cell(item.title, url=reverse("partnership:assessment", args=[item.pk]), note=item.author),
                Cell(day(item.made_on)),
                Cell(
                    _("przyjęta %(day)s") % {"day": day(item.adopted_on)}
                    if item.adopted_on
                    else _("robocza"),
                    meaning="good" if item.adopted_on else "attention",
                ),
            ]
        )
        for item in found
    ]
    columns = [Column(_("Diagnoza")), Column(_("Stan na dzień")), Column(_("Stan"))]
    return Table(_("Diagnozy lokalne"), columns, rows, caption_hidden=True, stacked=True)


def resources_table(found: Iterable[Any]) -> Table:
    """Institutions of the resource map."""
    rows = [
        Row(
            [
                Cell(item.name, url=reverse("partnership:resource", args=[item.pk]), note=item.offer[:120]),
                Cell(Sector(item.sector).label),
                Cell(ResourceStatus(item.status).label, meaning=RESOURCE_MEANINGS[item.status]),
                Cell(item.contact_name or item.email or item.phone or "–"),
            ]
        )
        for item in found
    ]
    columns = [Column(_("Instytucja")), Column(_("Sektor")), Column(_("Stan")), Column(_("Kontakt"))]
    return Table(_("Mapa zasobów"), columns, rows, caption_hidden=True, stacked=True)


def resource_tiles(counts: Mapping[str, int]) -> list[Tile]:
    """How many institutions stand where; each tile leads to them."""
    address = reverse("partnership:resources")
    return [
        Tile(str(counts[status]), ResourceStatus(status).label, url=f"{address}?stan={status}")
        for status in ResourceStatus.values
    ]


def resource_facts(item: Any) -> list[SummaryRow]:
    """What is known of an institution that could be a partner."""
    rows = [
        SummaryRow(_("Sektor"), Sector(item.sector).label),
        SummaryRow(_("Rodzaj"), item.get_kind_display()),
        SummaryRow(_("Co może wnieść"), item.offer),
        SummaryRow(_("Osoba do kontaktu"), item.contact_name),
        SummaryRow(_("E-mail"), item.email, url=f"mailto:{item.email}"),
        SummaryRow(_("Telefon"), item.phone, url=f"tel:{item.phone.replace(' ', '')}"),
        SummaryRow(_("Adres"), item.address),
        SummaryRow(_("Strona internetowa"), item.website, url=item.website),
        SummaryRow(_("Na mapie od"), day(item.mapped_on)),
        SummaryRow(_("Wybrana"), day(item.shortlisted_on) if item.shortlisted_on else ""),
        SummaryRow(_("Dlaczego pominięta"), item.dropped_because),
    ]
    return [row for row in rows if row.value]
