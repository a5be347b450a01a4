"""From partners and service cards to rows of the standard's tables.

Every object that we keep as a field of a card gets an id worked out from the card, so that the same basket
always makes the same rows. Only roles stand in contacts, never the name of a person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from core.basket.enums import Accessibility, CardLanguage, CardStatus, ReferralMode
from core.opendata.rules import vocabulary
from core.opendata.rules.derived import derived
from core.partnership.enums import OrganisationKind
from core.reference.grounds import Sector
from core.reference.territory import VOIVODESHIPS

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.partnership.models import PartnerOrganisation

Row = dict[str, Any]
COUNTRY: Final = "PL"
CURRENCY: Final = "PLN"
REMOTE_NAME: Final = "Zdalnie"
STATUS: Final[Mapping[str, str]] = {
    CardStatus.DRAFT: "inactive",
    CardStatus.PUBLISHED: "active",
    CardStatus.SUSPENDED: "temporarily closed",
    CardStatus.WITHDRAWN: "defunct",
}
_ADDRESS: Final = re.compile(r"^(?P<street>[^,]+), (?P<postcode>\d{2}-\d{3}) (?P<city>[^,]+)$")


@dataclass(frozen=True)
class Surroundings:
    """What a description needs beside the records: the town's voivodeship, and live figures by card."""

    voivodeship: str = ""
    conditions: Mapping[Any, Sequence[str]] = field(default_factory=dict)
    free: Mapping[Any, int] = field(default_factory=dict)
    waiting: Mapping[Any, str] = field(default_factory=dict)

    def province(self, teryt: str) -> str:
        """Name of the voivodeship of a code, or the town's own."""
        return VOIVODESHIPS.get(teryt[:2] or self.voivodeship, "")


def organisation_rows(partner: PartnerOrganisation, around: Surroundings) -> list[tuple[str, Row]]:
    """Table and row of everything that is said about an organisation."""
    key = str(partner.pk)
    kind = str(OrganisationKind(partner.kind).label)
    described = dict.fromkeys([kind, str(Sector(partner.sector).label)])
    rows: list[tuple[str, Row]] = [
        (
            "organizations",
            {
                "id": key,
                "name": partner.name,
                "alternate_name": partner.short_name,
                "description": f"{' – '.join(described)}.",
                "email": partner.email,
                "website": partner.website,
                "legal_status": kind,
            },
        ),
        _attribute(key, vocabulary.SECTOR, partner.sector),
        _attribute(key, vocabulary.ORGANISATION_KIND, partner.kind),
    ]
    for scheme, number in (("PL-NIP", partner.nip), ("PL-REGON", partner.regon), ("PL-TERYT", partner.teryt)):
        if number:
            identifier = {
                "id": derived("identifier", key, scheme),
                "organization_id": key,
                "identifier_scheme": scheme,
                "identifier_type": scheme.removeprefix("PL-"),
                "identifier": number,
            }
            rows.append(("organization_identifiers", identifier))
    if partner.phone:
        phone = {"id": derived("phone", key), "organization_id": key, "number": partner.phone}
        rows.append(("phones", {**phone, "type": "voice"}))
    if partner.address:
        rows += _seat(partner, (), around)
    return rows


def _seat(
    partner: PartnerOrganisation, accessibility: Sequence[str], around: Surroundings
) -> list[tuple[str, Row]]:
    """The organisation's own address as a location."""
    key = seat_id(str(partner.pk), accessibility)
    location = {
        "id": key,
        "location_type": "physical",
        "organization_id": str(partner.pk),
        "name": partner.name,
    }
    found: list[tuple[str, Row]] = [("locations", location)]
    if partner.address:
        parts = _ADDRESS.match(partner.address)
        split = parts.groupdict() if parts else {"street": partner.address, "postcode": "", "city": ""}
        found.append(_address(key, **split, province=around.province(partner.teryt)))
    return found + _accessibility(key, accessibility)


def seat_id(organisation: str, accessibility: Sequence[str] = ()) -> str:
    """Id of the location that an organisation's own address is."""
    return derived("seat", organisation, *accessibility)


def remote_id(organisation: str) -> str:
    """Id of the location that stands for telephone and internet."""
    return derived("remote", organisation)


def _address(location: str, *, street: str, postcode: str, city: str, province: str) -> tuple[str, Row]:
    address = {
        "id": derived("address", location),
        "location_id": location,
        "address_1": street,
        "city": city,
        "state_province": province,
        "postal_code": postcode,
        "country": COUNTRY,
        "address_type": "physical",
    }
    return ("addresses", address)


def _accessibility(location: str, codes: Sequence[str]) -> list[tuple[str, Row]]:
    return [
        (
            "accessibility",
            {
                "id": derived("accessibility", location, code),
                "location_id": location,
                "description": str(Accessibility(code).label),
                "details": code,
            },
        )
        for code in codes
    ]


def _attribute(
    linked: str, words: vocabulary.Vocabulary, code: str, value: str | None = None
) -> tuple[str, Row]:
    attribute = {
        "id": derived("attribute", linked, words.code, code),
        "link_id": linked,
        "taxonomy_term_id": words.term_id(code),
        "link_type": words.code,
        "link_entity": words.linked,
    }
    if value is not None:
        attribute["value"] = value
    return ("attributes", attribute)


def service_rows(card: ServiceCard, around: Surroundings) -> list[tuple[str, Row]]:
    """Table and row of everything that a card says."""
    key = str(card.pk)
    return [
        ("services", service_row(card, around)),
        *_reaching(card, key),
        *_terms(card, key),
        *_lists(card, key),
        *_capacity(card, key, around),
        *_places(card, key, around),
    ]


def service_row(card: ServiceCard, around: Surroundings) -> Row:
    """The card's row of the table of services."""
    row: Row = {
        "id": str(card.pk),
        "organization_id": str(card.partner_id),
        "name": card.name,
        "description": card.description,
        "url": card.website,
        "email": card.email,
        "status": STATUS[card.status],
        "application_process": str(ReferralMode(card.referral_mode).label),
        "fees_description": card.cost,
        "wait_time": around.waiting.get(card.pk) or card.waiting_note,
        "eligibility_description": _eligibility(card, around),
        "minimum_age": card.min_age,
        "maximum_age": card.max_age,
        "last_modified": modified_at(card),
    }
    if card.reviewed_on:
        row["assured_date"] = card.reviewed_on.isoformat()
    return row


def modified_at(card: ServiceCard) -> str:
    """The moment of the last change, where the query brought it along, else the day of the last look."""
    changed: datetime | None = getattr(card, "changed_at", None)
    day = card.reviewed_on or card.created_at.date()
    moment = changed or datetime.combine(day, time(), tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _eligibility(card: ServiceCard, around: Surroundings) -> str:
    group = f"Dla kogo: {card.target_group}" if card.target_group else ""
    conditions = "\n".join(f"– {sentence}" for sentence in around.conditions.get(card.pk, ()))
    return "\n\n".join(part for part in (group, card.eligibility_note, conditions) if part)


def _reaching(card: ServiceCard, key: str) -> list[tuple[str, Row]]:
    """How to reach the service: telephone, role of a person, hours, area."""
    rows: list[tuple[str, Row]] = []
    if card.phone:
        phone = {"id": derived("phone", key), "service_id": key, "number": card.phone, "type": "voice"}
        rows.append(("phones", phone))
    if card.contact_role:
        contact = {"id": derived("contact", key), "service_id": key, "title": card.contact_role}
        rows.append(("contacts", contact))
    if card.hours:
        schedule = {"id": derived("schedule", key), "service_id": key, "description": card.hours}
        rows.append(("schedules", schedule))
    if card.teryt:
        area = {"id": derived("area", key), "service_id": key, "name": f"TERYT {card.teryt}"}
        rows.append(("service_areas", {**area, "extent": card.teryt, "extent_type": "teryt"}))
    return rows


def _terms(card: ServiceCard, key: str) -> list[tuple[str, Row]]:
    rows = [
        _attribute(key, vocabulary.CATEGORY, card.category),
        _attribute(key, vocabulary.REFERRAL_MODE, card.referral_mode),
    ]
    texts = {
        "target_group": card.target_group,
        "eligibility_note": card.eligibility_note,
        "eligibility": canonical(card.eligibility) if card.eligibility else "",
        "legal_basis": card.legal_basis,
        "waiting_note": card.waiting_note,
        "is_public": "" if card.is_public else "nie",
    }
    rows += [_attribute(key, vocabulary.CARD_FIELD, code, text) for code, text in texts.items() if text]
    return rows


def canonical(value: Any) -> str:
    """JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _lists(card: ServiceCard, key: str) -> list[tuple[str, Row]]:
    rows: list[tuple[str, Row]] = []
    if card.cost:
        cost: Row = {"id": derived("cost", key), "service_id": key, "option": card.cost, "currency": CURRENCY}
        if card.cost.casefold().startswith("bezpłatn"):
            cost["amount"] = 0
        rows.append(("cost_options", cost))
    for number, document in enumerate(card.documents_needed):
        needed = {"id": derived("document", key, number), "service_id": key, "document": document}
        rows.append(("required_documents", needed))
    for code in card.languages:
        language = {"id": derived("language", key, code), "service_id": key, "code": code}
        rows.append(("languages", {**language, "name": str(CardLanguage(code).label)}))
    return rows


def _capacity(card: ServiceCard, key: str, around: Surroundings) -> list[tuple[str, Row]]:
    if card.capacity is None:
        return []
    unit = vocabulary.unit(card.capacity_unit)
    places = {
        "id": derived("capacity", key),
        "service_id": key,
        "unit_id": unit["id"],
        "available": around.free.get(card.pk, card.capacity),
        "maximum": card.capacity,
        "updated": modified_at(card),
    }
    return [("service_capacities", places)]


def _places(card: ServiceCard, key: str, around: Surroundings) -> list[tuple[str, Row]]:
    """Where the service is given: its own place, else the organisation's seat, and at a distance."""
    rows: list[tuple[str, Row]] = [_at(key, where) for where in _whereabouts(card)]
    own = _own(card)
    if any(own):
        rows += _own_place(card, own, around)
    elif card.partner.address or card.accessibility:
        rows += _seat(card.partner, card.accessibility, around)
    if card.remote:
        organisation = str(card.partner_id)
        remote = {
            "id": remote_id(organisation),
            "location_type": "virtual",
            "organization_id": organisation,
            "name": REMOTE_NAME,
        }
        rows.append(("locations", remote))
    return rows


def _own(card: ServiceCard) -> tuple[str, str, str, str]:
    return (card.place, card.street, card.postcode, card.city)


def _whereabouts(card: ServiceCard) -> list[str]:
    """Ids of the card's locations: the one with walls first, then the one at a distance."""
    organisation, own = str(card.partner_id), _own(card)
    found = []
    if any(own):
        found.append(own_place_id(organisation, own, card.accessibility))
    elif card.partner.address or card.accessibility:
        found.append(seat_id(organisation, card.accessibility))
    if card.remote:
        found.append(remote_id(organisation))
    return found


def own_place_id(organisation: str, own: Sequence[str], accessibility: Sequence[str]) -> str:
    """Id of a place that cards of an organisation name with the same words."""
    return derived("place", organisation, *own, *accessibility)


def place_ids(card: ServiceCard) -> list[str]:
    """Ids of the card's own rows of services at locations, as `service_rows` makes them."""
    key = str(card.pk)
    return [derived("at", key, where) for where in _whereabouts(card)]


_AT: Final = "service_at_location"


def _at(service: str, location: str) -> tuple[str, Row]:
    return (_AT, {"id": derived("at", service, location), "service_id": service, "location_id": location})


def _own_place(card: ServiceCard, own: Sequence[str], around: Surroundings) -> list[tuple[str, Row]]:
    key = own_place_id(str(card.partner_id), own, card.accessibility)
    location = {"id": key, "location_type": "physical", "organization_id": str(card.partner_id)}
    if card.place:
        location["name"] = card.place
    rows: list[tuple[str, Row]] = [("locations", location)]
    if any(own[1:]):
        province = around.province(card.teryt)
        rows.append(
            _address(key, street=card.street, postcode=card.postcode, city=card.city, province=province)
        )
    return rows + _accessibility(key, card.accessibility)
