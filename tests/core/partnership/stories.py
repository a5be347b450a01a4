"""Partners for tests: short ways to the states that tests start from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from core.partnership import operations
from tests.support import people

if TYPE_CHECKING:
    from core.partnership.models import AccessionDeclaration, PartnerOrganisation
    from core.shared.actor import Actor

INVITED = date(2019, 11, 4)
SIGNED = date(2020, 1, 10)


def invited(
    name: str = "Komenda Miejska Policji",
    *,
    actor: Actor | None = None,
    sector: str = "security",
    short_name: str = "",
    **details: Any,
) -> PartnerOrganisation:
    """An organisation with an invitation and no more."""
    return operations.invite_partner(
        actor=actor or people.system(),
        name=name,
        sector=sector,
        short_name=short_name,
        invited_on=INVITED,
        **details,
    )


def declared(
    name: str = "Komenda Miejska Policji", **details: Any
) -> tuple[PartnerOrganisation, AccessionDeclaration]:
    """An organisation with a declaration in force."""
    partner = invited(name, **details)
    declaration = operations.sign_declaration(actor=people.system(), partner=partner, signed_on=SIGNED)
    return partner, declaration
