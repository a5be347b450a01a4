"""The public basket as the standard's objects: the same rows for the interface and for packages.

Only cards that anybody may know of today, and only the organisations that offer them. Each function asks the
database a fixed number of times, however many cards there are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from core.basket.eligibility import parse
from core.basket.eligibility.words import requirement
from core.basket.models import CardQuerySet, CardRevision, ServiceCard
from core.basket.queries.public import open_cards
from core.basket.queries.search import Wanted, find
from core.opendata.rules import vocabulary
from core.opendata.rules.describing import (
    Surroundings,
    organisation_rows,
    place_ids,
    service_row,
    service_rows,
)
from core.opendata.rules.nesting import Nest, Row, Tables
from core.partnership.models import PartnerOrganisation
from core.partnership.queries.organisations import SEARCH as PARTNERS
from core.places.queries import free_places
from core.referrals.queries.waiting import waiting_times
from core.referrals.rules import WaitingTime
from tenants.context import current

# Data are in Polish whoever asks: a caller of this module stands in this language.
LANGUAGE: Final = "pl"
_NOBODY: Final = Q(pk__in=[])


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list of services is narrowed to; None does not narrow."""

    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organisation_id: UUID | None = None
    modified_after: datetime | None = None
    postcode: str = ""


def offered(asked: Asked | None = None) -> CardQuerySet:
    """Public cards on offer in a stable order, each with the moment of its last change (`changed_at`)."""
    asked = asked or Asked()
    found = changed(open_cards())
    if asked.search:
        found = find(found, Wanted(text=asked.search)).cards
    if asked.taxonomy_term_id:
        found = found.filter(_of_term(str(asked.taxonomy_term_id)))
    if asked.taxonomy_id:
        found = found.filter(_of_taxonomy(str(asked.taxonomy_id)))
    if asked.organisation_id:
        found = found.filter(partner_id=asked.organisation_id)
    if asked.modified_after:
        found = found.filter(Q(changed_at__gte=asked.modified_after))
    if asked.postcode:
        found = found.filter(_at_postcode(asked.postcode))
    return found.order_by("pk")


def changed(cards: CardQuerySet) -> CardQuerySet:
    """Cards with the moment of their last change."""
    newest = CardRevision.objects.filter(card=OuterRef("pk")).order_by("-version")
    return cards.annotate(changed_at=Subquery(newest.values("at")[:1]))


def moments(cards: CardQuerySet) -> list[tuple[UUID, datetime | None]]:
    """Id and moment of the last change of each card, and nothing else."""
    rows: Any = cards
    return list(rows.values_list("pk", "changed_at"))


def fingerprint() -> str:
    """What changes whenever a card of the public basket comes, goes or changes; one query."""
    rows = "".join(f"{key}{moment}" for key, moment in moments(offered()))
    return hashlib.sha256(rows.encode()).hexdigest()


def _of_term(key: str) -> Q:
    """Cards that a term describes; of our fields' terms those whose field says something."""
    words, code = vocabulary.meanings().get(key, ("", ""))
    if words in ("category", "referral_mode"):
        return Q(**{words: code})
    if words == "sector":
        return Q(partner__sector=code)
    if words == "organisation_kind":
        return Q(partner__kind=code)
    if words == "card_field":
        return (
            Q(is_public=False) if code == "is_public" else ~Q(**{code: [] if code == "eligibility" else ""})
        )
    return _NOBODY


def _of_taxonomy(key: str) -> Q:
    words = next((each for each in vocabulary.ALL if each.id == key), None)
    if words is None:
        return _NOBODY
    if words is vocabulary.CARD_FIELD:
        found = Q()
        for code, _label in vocabulary.FIELDS:
            found |= _of_term(words.term_id(code))
        return found
    return Q()


def _at_postcode(postcode: str) -> Q:
    """The card's own address, or the organisation's where the card has none."""
    seat = Q(place="", street="", postcode="", city="", partner__address__contains=postcode)
    return Q(postcode=postcode) | seat


def offering(search: str = "") -> QuerySet[PartnerOrganisation]:
    """Organisations with a public card on offer, in a stable order."""
    everyone = PartnerOrganisation.objects.filter(pk__in=open_cards().order_by().values("partner_id"))
    if search:
        everyone = PARTNERS.found(everyone, PARTNERS.read(everyone, search))
    return everyone.order_by("pk")


def services(cards: Iterable[ServiceCard], *, full: bool) -> list[Row]:
    """Service objects in the order given: whole, or with the organisation only as lists have them."""
    listed = list(cards)
    if full:
        nest = Nest(tables_of(listed))
        return [nest.service(str(card.pk)) for card in listed]
    around = _around(listed, live=True)
    rows = [service_row(card, around) for card in listed]
    nest = Nest({"services": rows, **tables_of((), {card.partner for card in listed})})
    return [
        {
            **nest.basic("services", row["id"]),
            "organization": nest.basic("organizations", row["organization_id"]),
        }
        for row in rows
    ]


def organisations(
    partners: Iterable[PartnerOrganisation], *, full: bool, full_services: bool = False
) -> list[Row]:
    """Organisation objects in the order given; whole ones list their services, whole or by their ids."""
    listed = list(partners)
    cards = list(offered().filter(partner__in=listed)) if full else []
    nest = Nest(tables_of(cards, listed))
    if not full:
        return [nest.basic("organizations", str(partner.pk)) for partner in listed]
    found = []
    for partner in listed:
        own = [str(card.pk) for card in cards if card.partner_id == partner.pk]
        nested = [nest.service(key) if full_services else nest.basic("services", key) for key in own]
        found.append(nest.organisation(str(partner.pk), services=nested))
    return found


@dataclass(frozen=True)
class Place:
    """A card at one of its places: `number` counts them as `place_ids` does."""

    card_id: UUID
    number: int


def places(asked: Asked) -> Any:
    """Where services are given, card by card, as rows to be counted and cut: (card's id, number)."""
    cards = offered(asked).order_by()
    walls = ~Q(place="") | ~Q(street="") | ~Q(postcode="") | ~Q(city="")
    walled = cards.filter(walls | ~Q(partner__address="") | ~Q(accessibility=[]))
    both = walled.annotate(number=Value(0, output_field=IntegerField())).values_list("pk", "number")
    remote = cards.filter(remote=True).annotate(number=Value(1, output_field=IntegerField()))
    return both.union(remote.values_list("pk", "number"), all=True).order_by("pk", "number")


def place_objects(rows: Iterable[Sequence[Any]], *, full: bool) -> list[Row]:
    """Services at locations in the order of `places`."""
    wanted = [Place(*row) for row in rows]
    cards = {card.pk: card for card in offered().filter(pk__in={place.card_id for place in wanted})}
    nest = Nest(tables_of(cards.values()))
    found = []
    for place in wanted:
        card = cards.get(place.card_id)
        keys = place_ids(card) if card else []
        if not keys:
            continue
        key = keys[-1] if place.number else keys[0]
        whole = nest.place(key)
        found.append(whole if full else _listed_place(nest, whole))
    return found


def _listed_place(nest: Nest, whole: Row) -> Row:
    """As lists have them: the row itself with the service and the location, nothing below."""
    return {
        **nest.basic("service_at_location", whole["id"]),
        "service": whole["service"],
        "location": nest.basic("locations", whole["location_id"]),
    }


def place_by_id(key: UUID) -> Sequence[Any] | None:
    """The row of `places` whose object has an id; one query over the fields that make the id."""
    fields = ("pk", "partner_id", "place", "street", "postcode", "city", "accessibility", "remote")
    for card in open_cards().only(*fields, "partner__address"):
        keys = place_ids(card)
        if str(key) in keys:
            return (card.pk, 1 if card.remote and keys[-1] == str(key) else 0)
    return None


def tables_of(
    cards: Iterable[ServiceCard], partners: Iterable[PartnerOrganisation] = (), *, live: bool = True
) -> Tables:
    """Rows of every table, each object once and ordered by its id.

    With `live` free places and observed waiting are those of today; without it the cards' own words, so
    that what is handed on does not change from day to day.
    """
    listed = list(cards)
    everyone = {partner.pk: partner for partner in partners}
    everyone.update({card.partner_id: card.partner for card in listed})
    around = _around(listed, live=live)
    found: dict[str, dict[str, Row]] = {}
    for partner in everyone.values():
        for table, row in organisation_rows(partner, around):
            found.setdefault(table, {})[row["id"]] = row
    for card in listed:
        for table, row in service_rows(card, around):
            found.setdefault(table, {}).setdefault(row["id"], row)
    for table, rows in vocabulary_tables().items():
        found[table] = {row["id"]: row for row in rows}
    return {table: sorted(rows.values(), key=_place_in(table)) for table, rows in found.items()}


def _place_in(table: str) -> Callable[[Row], str]:
    """Rows stand by their ids; documents by their service, in the order in which the card lists them."""
    column = "service_id" if table == "required_documents" else "id"
    return lambda row: str(row[column])


def vocabulary_tables() -> Tables:
    """The tables that are the same in every town."""
    return {
        "taxonomies": vocabulary.taxonomies(),
        "taxonomy_terms": vocabulary.terms(),
        "units": vocabulary.units(),
    }


def _around(cards: list[ServiceCard], *, live: bool) -> Surroundings:
    conditions = {card.pk: [requirement(each) for each in parse(card.eligibility)] for card in cards}
    voivodeship = str(getattr(current(), "voivodeship", ""))
    if not live:
        return Surroundings(voivodeship, conditions)
    free = {key: places.free for key, places in free_places(cards).items()}
    waiting = {key: text for key, found in waiting_times(cards).items() if (text := _waited(found))}
    return Surroundings(voivodeship, conditions, free, waiting)


def _waited(found: WaitingTime) -> str:
    """What families experienced, in a sentence; nothing while too many still wait."""
    if found.median is None:
        return ""
    if found.low is None or found.high is None:
        sentence = _("Połowa rodzin czekała najwyżej tyle dni: %(median)s (liczba spraw: %(cases)s).")
    else:
        sentence = _(
            "Połowa rodzin czekała najwyżej tyle dni: %(median)s; 80 %% rodzin od %(low)s do %(high)s "
            "(liczba spraw: %(cases)s)."
        )
    numbers = {"median": found.median, "low": found.low, "high": found.high, "cases": found.cases}
    return sentence % numbers
