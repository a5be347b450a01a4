"""Cards as a table to take away: an act that is logged, since the file leaves the system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.operations import record
from core.basket.enums import Accessibility, CardLanguage, CardStatus, ReferralMode
from core.basket.models import CardQuerySet, ServiceCard
from core.basket.queries import visible_cards
from core.basket.queries.cards import at_status
from core.basket.queries.catalogue import labels_of
from core.basket.queries.search import Wanted, find
from core.documents.rules import Document
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError
from core.shared.spreadsheets import FileKind, Value, written


@transaction.atomic
def export_cards(
    *,
    actor: Actor,
    kind: FileKind,
    wanted: Wanted,
    status: str = "",
    rows: CardQuerySet | None = None,
) -> Document:
    """A file of the cards that a search finds among all cards, or among `rows`; staff only.

    `status` narrows to one; empty means all of them.
    """
    if not actor.is_system and not actor.has(*STAFF):
        raise NotVisibleError
    everything = visible_cards(actor) if rows is None else rows
    among = at_status(everything, status) if status else everything
    found = list(find(among, wanted, partly=True).cards)
    content = written(kind, _headings(), _rows(found), _("Usługi"))
    document = Document.of(content, f"uslugi-{clock.today().isoformat()}.{kind}")
    record(actor, "basket.cards_exported", number=len(found), format=str(kind), sha256=document.sha256)
    return document


def _headings() -> list[str]:
    return [
        _("Usługa"),
        _("Partner"),
        _("Kategoria"),
        _("Stan"),
        _("Na czym polega"),
        _("Dla kogo"),
        _("Wiek od"),
        _("Wiek do"),
        _("Warunki"),
        _("Podstawa prawna"),
        _("Dokumenty"),
        _("Koszt"),
        _("Miejsce"),
        _("Ulica"),
        _("Kod pocztowy"),
        _("Miejscowość"),
        _("TERYT"),
        _("Godziny"),
        _("Telefon"),
        _("E-mail"),
        _("Strona"),
        _("Jak skorzystać"),
        _("Kto odpowiada"),
        _("Zdalnie"),
        _("Dostępność"),
        _("Języki"),
        _("Liczba miejsc"),
        _("Widoczna dla rodzin"),
        _("W koszyku od"),
        _("Ostatni przegląd"),
        _("Identyfikator"),
    ]


def _rows(cards: list[ServiceCard]) -> Iterator[list[Value]]:
    for card in cards:
        yield [
            card.name,
            card.partner.name,
            str(ServiceCategory(card.category).label),
            str(CardStatus(card.status).label),
            card.description,
            card.target_group,
            card.min_age,
            card.max_age,
            card.eligibility_note,
            card.legal_basis,
            _listed(card.documents_needed),
            card.cost,
            card.place,
            card.street,
            card.postcode,
            card.city,
            card.teryt,
            card.hours,
            card.phone,
            card.email,
            card.website,
            str(ReferralMode(card.referral_mode).label),
            card.contact_role,
            card.remote,
            labels_of(card.accessibility, Accessibility),
            labels_of(card.languages, CardLanguage),
            card.capacity,
            card.is_public,
            card.published_on,
            card.reviewed_on,
            str(card.pk),
        ]


def _listed(values: list[Any]) -> str:
    return "; ".join(str(value) for value in values)
