"""Who can sign in to the demonstration, and with which open password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from core.reference.territory import REGIONS, Region
from core.shared.enums import Role
from demo.stories import czestochowa
from demo.territory import OPERATOR

# Printed on the landing page and by the launcher; they open example data only.
_PASSWORDS: Final = {
    Role.NETWORK_OFFICER: "pokaz-siec",
    Role.SOCIAL_WORKER: "pokaz-socjalny",
    Role.DIRECTOR: "pokaz-dyrektor",
    Role.DATA_PROTECTION: "pokaz-inspektor",
    Role.DELEGATE: "pokaz-partner",
    Role.FAMILY_MEMBER: "pokaz-rodzina",
    Role.REGIONAL_COORDINATOR: "pokaz-region",
    Role.OPERATOR: "pokaz-operator",
}
_COORDINATORS: Final = {
    "24": ("Teresa Modelowa", "teresa.modelowa"),
    "10": ("Paweł Wzorcowy", "pawel.wzorcowy"),
    "12": ("Halina Poglądowa", "halina.pogladowa"),
    "16": ("Adam Próbny", "adam.probny"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A row of the table that the launcher prints."""

    address: str
    role: str
    login: str
    password: str
    note: str
    name: str
    slug: str


def accounts() -> list[Account]:
    """One account of each role, the family's included; every coordinator of a region."""
    town = czestochowa.TOWN.slug
    staff = {role: person for person in czestochowa.STAFF[:3] for role in person.roles}
    delegate = next(item for item in czestochowa.partners() if item.key == DELEGATE_OF)
    rows = [
        _row(town, Role.NETWORK_OFFICER, staff[Role.NETWORK_OFFICER].name, _("partnerstwo i koszyk usług")),
        _row(town, Role.SOCIAL_WORKER, staff[Role.SOCIAL_WORKER].name, _("rodziny, zespoły, ścieżki")),
        _row(town, Role.DIRECTOR, staff[Role.DIRECTOR].name, _("liczby ośrodka, bez nazwisk")),
        _row(town, Role.DATA_PROTECTION, czestochowa.OFFICER.name, _("prawa osób, przechowywanie danych")),
        _row(town, Role.DELEGATE, delegate.contact_name, delegate.name),
        _row(town, Role.FAMILY_MEMBER, czestochowa.FLAGSHIP.name, _("własna strona")),
    ]
    rows += [_coordinator(region) for region in REGIONS]
    rows.append(
        _account(
            OPERATOR.slug, Role.OPERATOR, "Olga Ćwiczebna", "olga.cwiczebna@operator.example", _("platforma")
        )
    )
    return rows


# The partner whose delegate can sign in.
DELEGATE_OF: Final = "labour"


def passwords_of(slug: str) -> dict[str, str]:
    """Passwords by address for one tenant; an account that is not listed has none."""
    return {row.login: row.password for row in accounts() if row.slug == slug}


def _row(slug: str, role: Role, name: str, note: str) -> Account:
    return _account(slug, role, name, czestochowa.address_of(name), note)


def _coordinator(region: Region) -> Account:
    name, login = _COORDINATORS[region.code]
    one = _("województwo %(name)s") % {"name": region.voivodeship_name}
    note = _("cały makroregion") if region.is_leader else one
    return _account(region.slug, Role.REGIONAL_COORDINATOR, name, f"{login}@{region.slug}.example", note)


def _account(slug: str, role: Role, name: str, login: str, note: str) -> Account:
    port = f":{settings.KOOPERACJE_PORT}" if settings.KOOPERACJE_PORT else ""
    return Account(
        address=f"http://{slug}.{settings.KOOPERACJE_BASE_DOMAIN}{port}/",
        role=str(role.label),
        login=login,
        password=_PASSWORDS[role],
        note=note,
        name=name,
        slug=slug,
    )
