"""A small basket that says everything a card can say, for exporting and reading again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core.basket import operations as basket
from core.basket.models import ServiceCard
from core.partnership.models import PartnerOrganisation
from core.partnership.operations import invite_partner, sign_declaration
from core.partnership.operations.organisations import update_partner
from core.shared import clock
from tests.support import people

FULL: dict[str, Any] = {
    "name": "Poradnia rodzinna „Razem”",
    "description": 'Rozmowa z psychologiem.\n\nTrwa godzinę; przyjdź z dzieckiem, "jeśli chcesz".',
    "category": "family_support",
    "target_group": "rodzice dzieci do 6 lat",
    "min_age": 0,
    "max_age": 6,
    "eligibility_note": "Najpierw zadzwoń.",
    "eligibility": [{"type": "territory", "values": ["2464011"]}],
    "documents_needed": ["dowód osobisty", "orzeczenie o niepełnosprawności"],
    "legal_basis": "art. 10 ustawy o wspieraniu rodziny",
    "cost": "bezpłatnie",
    "place": "Filia nr 2",
    "street": "ul. Przykładowa 1/3",
    "postcode": "42-200",
    "city": "Częstochowa",
    "teryt": "2464011",
    "hours": "pn.–pt. 8.00–16.00",
    "phone": "+48 34 000 00 00",
    "email": "poradnia@partner.example",
    "website": "https://partner.example/poradnia",
    "referral_mode": "phone",
    "contact_role": "koordynator poradni",
    "remote": True,
    "accessibility": ["step_free", "lift"],
    "languages": ["pl", "uk"],
    "capacity": 12,
    "capacity_unit": "family",
    "waiting_note": "około dwóch tygodni",
}
CALCULATING: dict[str, Any] = {
    "name": '=HYPERLINK("https://zly.example")',
    "description": "+cmd|' /C calc'!A0",
    "category": "health",
    "target_group": "'=to naprawdę tak się zaczyna",
}
PLAIN: dict[str, Any] = {"name": "Dyżur prawny", "description": "Porada.", "category": "civic"}
INSIDE: dict[str, Any] = {
    "name": "Konsultacje dla zespołów",
    "description": "Tylko dla pracowników.",
    "category": "social_assistance",
    "is_public": False,
    "accessibility": ["home_visits"],
}


def partner(name: str = "Ośrodek Próbny", **details: Any) -> PartnerOrganisation:
    """A partner with a declaration in force."""
    fields = {
        "short_name": "OP",
        "sector": "social_assistance",
        "kind": "gmina_unit",
        "nip": "5260250274",
        "email": "biuro@partner.example",
        "phone": "34 000 00 01",
        "address": "ul. Próbna 5, 42-202 Częstochowa",
        **details,
    }
    found = invite_partner(actor=people.system(), name=name, **fields)
    sign_declaration(actor=people.system(), partner=found, signed_on=clock.today())
    return found


def card(
    of: PartnerOrganisation, fields: dict[str, Any], *, published: bool = True, key: UUID | None = None
) -> ServiceCard:
    """A card with these fields."""
    made = basket.draft_card(actor=people.system(), partner=of, key=key, **fields)
    return basket.publish_card(actor=people.system(), card=made) if published else made


def whole_basket() -> list[ServiceCard]:
    """Two partners; cards full and bare, internal, a draft, one that a spreadsheet would calculate."""
    first = partner()
    update_partner(actor=people.system(), partner=first, website="https://partner.example", teryt="2464011")
    second = partner(
        "Fundacja Bez Adresu", nip="", address="", phone="", short_name="", sector="ngo", kind="ngo"
    )
    return [
        card(first, FULL),
        card(first, PLAIN),
        card(first, INSIDE),
        card(second, {**PLAIN, "name": "Dyżur w fundacji", "remote": True}),
        card(second, {**FULL, "name": "Obóz nad jeziorem", "eligibility": []}, published=False),
        card(second, CALCULATING, published=False),
    ]
