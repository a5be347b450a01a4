"""The printed catalogue: services by category, with contents and the day on which it was true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Count
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.basket.enums import Accessibility, CardLanguage, ReferralMode
from core.basket.models import CardQuerySet, ServiceCard
from core.documents.operations.printing import render
from core.documents.rules import Document
from core.partnership.models import PartnerOrganisation
from core.reference.grounds import ServiceCategory

# A thousand services take 1.3 s to print and five thousand 8 s: more than this is printed in parts.
LARGEST: Final = 1_000


@dataclass(frozen=True)
class Part:
    """A piece of the catalogue that is printed in one go: a category, or a run of its services."""

    category: str
    number: int
    of: int
    cards: int

    @property
    def name(self) -> str:
        """The category's name, and which piece of it."""
        label = str(ServiceCategory(self.category).label)
        if self.of == 1:
            return label
        pieces = {"category": label, "number": self.number, "of": self.of}
        return _("%(category)s, część %(number)s z %(of)s") % pieces


def parts_of(cards: CardQuerySet) -> list[Part]:
    """The categories that have services, each in pieces of at most `LARGEST`; one query."""
    numbers = dict(cards.order_by().values_list("category").annotate(number=Count("pk")))
    found = []
    for category in ServiceCategory.values:
        total = numbers.get(category, 0)
        pieces = -(-total // LARGEST)
        found += [
            Part(category, number, pieces, min(LARGEST, total - LARGEST * (number - 1)))
            for number in range(1, pieces + 1)
        ]
    return found


def catalogue_data(
    cards: CardQuerySet, *, town: str, lead: PartnerOrganisation | None, on: date, part: Part | None = None
) -> dict[str, Any]:
    """What is printed, in the reader's language; without `part` all of it, at most `LARGEST`."""
    if part is not None:
        first = LARGEST * (part.number - 1)
        cards = cards.filter(category=part.category)[first : first + LARGEST]
    listed = list(cards[:LARGEST])
    return {
        "title": _("Katalog usług"),
        "town": town,
        "lead": lead.name if lead else town,
        "language": get_language() or "pl",
        "partnership": _("lokalne partnerstwo"),
        "state": _("stan na %(day)s") % {"day": f"{on:%d.%m.%Y}"},
        "part": part.name if part else "",
        "counted": ngettext("%(number)s usługa", "Usług: %(number)s", len(listed)) % {"number": len(listed)},
        "about": _(
            "Usługi, które partnerzy oferują osobom i rodzinom. Przed przyjściem sprawdź telefonicznie "
            "godziny i wolne miejsca."
        ),
        "contact": _contact(lead),
        "groups": _groups(listed),
        "labels": {"page": _("strona"), "contents": _("Spis treści")},
    }


def catalogue(data: dict[str, Any], on: date) -> Document:
    """The PDF file of `catalogue_data`; the same data make the same bytes."""
    printed = render("catalogue", data, on)
    return Document.of(printed.content, f"katalog-uslug-{on.isoformat()}.pdf")


def _groups(cards: Sequence[ServiceCard]) -> list[dict[str, Any]]:
    by_category: dict[str, list[dict[str, Any]]] = {}
    for card in cards:
        by_category.setdefault(card.category, []).append(_printed(card))
    return [
        {"name": str(label), "cards": by_category[value]}
        for value, label in ServiceCategory.choices
        if value in by_category
    ]


def _printed(card: ServiceCard) -> dict[str, Any]:
    paragraphs = [line.strip() for line in card.description.splitlines()]
    return {
        "name": card.name,
        "partner": card.partner.name,
        "text": [line for line in paragraphs if line],
        "facts": [{"label": label, "value": value} for label, value in _facts(card) if value],
    }


def _facts(card: ServiceCard) -> list[tuple[str, str]]:
    partner = card.partner
    own_place = ", ".join(part for part in (card.place, address_of(card)) if part)
    phones = card.phone or partner.phone
    return [
        (_("Dla kogo"), card.target_group),
        (_("Wiek"), ages_of(card)),
        (_("Warunki"), card.eligibility_note),
        (_("Koszt"), card.cost),
        (_("Gdzie"), own_place or partner.address),
        (_("Godziny"), card.hours),
        (_("Jak skorzystać"), str(ReferralMode(card.referral_mode).label)),
        (_("Zdalnie"), _("także przez telefon lub internet") if card.remote else ""),
        (_("Języki"), labels_of(card.languages, CardLanguage)),
        (_("Dostępność"), labels_of(card.accessibility, Accessibility)),
        (_("Telefon"), phones),
        (_("E-mail"), card.email or partner.email),
        (_("Strona"), card.website),
    ]


def address_of(card: ServiceCard) -> str:
    """Street and town of a card's own place."""
    town = " ".join(part for part in (card.postcode, card.city) if part)
    return ", ".join(part for part in (card.street, town) if part)


def ages_of(card: ServiceCard) -> str:
    """For whom by age, in words; nothing where everybody may come."""
    youngest, oldest = card.min_age, card.max_age
    if youngest is not None and oldest is not None:
        return _("od %(youngest)s do %(oldest)s lat") % {"youngest": youngest, "oldest": oldest}
    if youngest is not None:
        return _("od %(youngest)s lat") % {"youngest": youngest}
    return _("do %(oldest)s lat") % {"oldest": oldest} if oldest is not None else ""


def labels_of(values: Sequence[str], choices: Any) -> str:
    """Names of codes, parted by commas; a code that this version does not know stays as it is."""
    return ", ".join(str(choices(value).label) if value in choices.values else value for value in values)


def _contact(lead: PartnerOrganisation | None) -> list[dict[str, str]]:
    if lead is None:
        return []
    rows = [
        (_("Katalog prowadzi"), lead.name),
        (_("Adres"), lead.address),
        (_("Telefon"), lead.phone),
        (_("E-mail"), lead.email),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
