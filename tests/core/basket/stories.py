"""Cards and their people for tests of the basket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.basket import operations
from core.partnership.operations import name_person
from core.shared.enums import Role
from tests.support import people

if TYPE_CHECKING:
    from core.basket.models import ServiceCard
    from core.partnership.models import PartnerOrganisation
    from core.shared.actor import Actor


def drafted(partner: PartnerOrganisation, name: str = "Poradnia", **details: Any) -> ServiceCard:
    """A draft with the little that publication asks for."""
    fields: dict[str, Any] = {
        "description": "Rozmowa z psychologiem.",
        "category": "family_support",
        **details,
    }
    return operations.draft_card(actor=people.system(), partner=partner, name=name, **fields)


def published(partner: PartnerOrganisation, name: str = "Poradnia", **details: Any) -> ServiceCard:
    """A card in the basket."""
    return operations.publish_card(actor=people.system(), card=drafted(partner, name, **details))


def delegate_of(partner: PartnerOrganisation, name: str = "Jan Zmyślony") -> Actor:
    """Somebody with an account who writes the partner's cards."""
    user = people.account(Role.DELEGATE, name=name)
    name_person(actor=people.system(), partner=partner, name=name, user=user)
    return people.actor_of(user)
