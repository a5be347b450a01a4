"""From service cards to what their pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.basket import wording
from core.basket.enums import CapacityUnit, CardStatus, Freshness, ReferralMode
from core.basket.rules import TRANSITIONS, freshness_of
from core.reference.grounds import ServiceCategory
from web.shell.components import Action, Cell, Column, Crumb, Row, SummaryRow, Table
from web.shell.templatetags.shell import day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

STATUS_MEANINGS: dict[str, str] = {
    CardStatus.DRAFT: "attention",
    CardStatus.PUBLISHED: "good",
    CardStatus.SUSPENDED: "attention",
    CardStatus.WITHDRAWN: "neutral",
}
FRESHNESS_MEANINGS: dict[str, str] = {
    Freshness.FRESH: "good",
    Freshness.DUE: "attention",
    Freshness.STALE: "bad",
}
SUMMARY_WORDS = 24


def services_crumb() -> Crumb:
    """The way back to the public list."""
    return Crumb(_("Usługi dla mieszkańców"), reverse("basket:open"))


def catalogue_heading() -> str:
    """What the pages of the printed catalogue are called."""
    return _("Katalog usług do druku")


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the basket."""
    start = Crumb(_("Koszyk usług"), reverse("basket:cards"))
    return [start, *(Crumb(label, url) for label, url in steps)]


@dataclass(frozen=True)
class ServiceTile:
    """A service in the list: enough to decide whether to open it."""

    url: str
    name: str
    partner: str
    category: str
    summary: str
    target_group: str
    facts: list[str]
    places: str = ""
    places_meaning: str = "neutral"


def service_tile(card: Any, free: int | None = None, *, url_name: str = "basket:card") -> ServiceTile:
    """One card of the basket; `free` places are shown where they are counted."""
    same_place = card.place in {card.partner.name, card.partner.short_name}
    facts = ["" if same_place else card.place, card.hours, card.cost]
    if card.remote:
        facts.append(_("także zdalnie"))
    return ServiceTile(
        url=reverse(url_name, args=[card.pk]),
        name=card.name,
        partner=str(card.partner),
        category=str(ServiceCategory(card.category).label),
        summary=Truncator(card.description).words(SUMMARY_WORDS),
        target_group=card.target_group,
        facts=[fact for fact in facts if fact],
        places=places_words(free),
        places_meaning="good" if free else "attention",
    )


def places_words(free: int | None) -> str:
    """How many places are free; nothing where they are not counted."""
    if free is None:
        return ""
    if free == 0:
        return _("brak wolnych miejsc")
    return ngettext("%(number)s wolne miejsce", "Wolnych miejsc: %(number)s", free) % {"number": free}


def standing(card: Any, hidden: Collection[UUID]) -> Cell:
    """How a card stands; a published one that its partner's departure keeps out of the basket says why."""
    if card.pk in hidden:
        return Cell(_("poza koszykiem"), meaning="attention", note=_("partner bez ważnej deklaracji"))
    return Cell(CardStatus(card.status).label, meaning=STATUS_MEANINGS[card.status])


def cards_table(
    cards: Iterable[Any], on: date, *, with_partner: bool, hidden: Collection[UUID] = ()
) -> Table:
    """Cards as their keepers need them: how each stands, how good it is, when somebody last looked."""
    rows = []
    for card in cards:
        freshness = freshness_of(card.reviewed_on, on)
        note = str(card.partner) if with_partner else str(ServiceCategory(card.category).label)
        gone = card.status == CardStatus.WITHDRAWN
        light = Cell(Freshness(freshness).label, meaning=FRESHNESS_MEANINGS[freshness])
        score = Cell(_("%(points)s na 100") % {"points": card.score})
        rows.append(
            Row(
                [
                    Cell(card.name, url=reverse("basket:card", args=[card.pk]), note=note),
                    standing(card, hidden),
                    Cell("–") if gone else light,
                    Cell("–") if gone else score,
                    Cell(day(card.reviewed_on)),
                ]
            )
        )
    columns = [
        Column(_("Usługa")),
        Column(_("Stan")),
        Column(_("Aktualność")),
        Column(_("Ocena")),
        Column(_("Ostatni przegląd")),
    ]
    return Table(_("Karty usług"), columns, rows, caption_hidden=True, stacked=True)


def card_facts(card: Any) -> list[SummaryRow]:
    """What a card says, without the lines that are empty."""
    conditions = [*wording.conditions(card.eligibility), card.eligibility_note]
    rows = [
        (_("Dla kogo"), card.target_group),
        (_("Wiek"), wording.ages(card.min_age, card.max_age)),
        (_("Warunki"), "\n".join(line for line in conditions if line)),
        (_("Dokumenty"), wording.shown("documents_needed", card.documents_needed)),
        (_("Podstawa prawna"), card.legal_basis),
        (_("Koszt"), card.cost),
        (_("Jak skorzystać"), ReferralMode(card.referral_mode).label),
        (_("Czas oczekiwania"), card.waiting_note),
        (_("Miejsce"), place_of(card)),
        (_("Godziny"), card.hours),
        (_("Zdalnie"), _("Tak, także przez telefon lub internet") if card.remote else ""),
        (_("O kogo pytać"), card.contact_role),
        (_("Dostępność"), wording.shown("accessibility", card.accessibility)),
        (_("Języki"), wording.shown("languages", card.languages)),
        (_("Liczba miejsc"), _capacity(card)),
    ]
    return [SummaryRow(key, value) for key, value in rows if value]


def open_facts(card: Any) -> list[SummaryRow]:
    """What a card says to a citizen, who knows no teams: whom to talk to first."""
    way = _("Jak skorzystać")
    first = _("przez zespół, który pomaga rodzinie: zgłoś się do pracownika socjalnego")
    by_team = card.referral_mode == ReferralMode.TEAM
    return [SummaryRow(way, first) if by_team and row.key == way else row for row in card_facts(card)]


def place_of(card: Any) -> str:
    """Name of the place and its address, a line each."""
    town = f"{card.postcode} {card.city}".strip()
    return "\n".join(line for line in (card.place, card.street, town) if line)


def _capacity(card: Any) -> str:
    if card.capacity is None:
        return ""
    return f"{card.capacity} ({CapacityUnit(card.capacity_unit).label})"


def contact_facts(card: Any) -> list[SummaryRow]:
    """How to reach the service itself, where it has numbers of its own."""
    rows = [
        SummaryRow(_("Telefon"), card.phone, url=f"tel:{card.phone.replace(' ', '')}"),
        SummaryRow(_("E-mail"), card.email, url=f"mailto:{card.email}"),
        SummaryRow(_("Strona internetowa"), card.website, url=card.website),
    ]
    return [row for row in rows if row.value]


def provider_facts(partner: Any) -> list[SummaryRow]:
    """How to reach the organisation that runs a service."""
    rows = [
        SummaryRow(_("Adres"), partner.address),
        SummaryRow(_("Telefon"), partner.phone, url=f"tel:{partner.phone.replace(' ', '')}"),
        SummaryRow(_("E-mail"), partner.email, url=f"mailto:{partner.email}"),
    ]
    return [row for row in rows if row.value]


def keeping_facts(card: Any, on: date) -> list[SummaryRow]:
    """How a card stands, for those who keep it."""
    freshness = freshness_of(card.reviewed_on, on)
    rows = [
        SummaryRow(_("Aktualność"), freshness.label, meaning=FRESHNESS_MEANINGS[freshness]),
        SummaryRow(_("Ostatni przegląd"), day(card.reviewed_on)),
        SummaryRow(_("W koszyku od"), day(card.published_on)),
    ]
    if card.suspended_on:
        rows.append(SummaryRow(_("Wstrzymana"), day(card.suspended_on)))
    if card.withdrawn_on:
        rows.append(SummaryRow(_("Wycofana"), day(card.withdrawn_on)))
    widely = _("rodziny, pracownicy i partnerzy") if card.is_public else _("pracownicy i partnerzy")
    rows.append(SummaryRow(_("Po publikacji widzą"), widely))
    return rows


def card_actions(card: Any, *, writes: bool, publishes: bool) -> list[Action]:
    """What the reader may do with a card as it stands."""
    following = TRANSITIONS[card.status]
    actions = []
    if publishes and CardStatus.PUBLISHED in following:
        again = card.status == CardStatus.SUSPENDED
        label = _("Przywróć do koszyka") if again else _("Opublikuj")
        actions.append(Action(label, reverse("basket:publish", args=[card.pk]), kind="primary"))
    if writes and following:
        actions.append(Action(_("Zmień kartę"), reverse("basket:edit", args=[card.pk])))
        actions.append(Action(_("Warunki"), reverse("matching:conditions", args=[card.pk])))
    if publishes and CardStatus.SUSPENDED in following:
        actions.append(Action(_("Wstrzymaj"), reverse("basket:suspend", args=[card.pk])))
    if publishes and CardStatus.WITHDRAWN in following:
        actions.append(Action(_("Wycofaj"), reverse("basket:withdraw", args=[card.pk])))
    return actions
