"""What the fields of a card are called, and their values in words: for pages, messages and programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basket.eligibility.conditions import parse
from core.basket.eligibility.words import requirement
from core.basket.enums import Accessibility, CapacityUnit, CardLanguage, ReferralMode
from core.basket.rules import EDITABLE
from core.reference.grounds import ServiceCategory
from core.shared.errors import DomainError

LABELS = {
    "name": gettext_lazy("Nazwa"),
    "description": gettext_lazy("Opis"),
    "category": gettext_lazy("Kategoria"),
    "target_group": gettext_lazy("Dla kogo"),
    "min_age": gettext_lazy("Wiek od"),
    "max_age": gettext_lazy("Wiek do"),
    "eligibility": gettext_lazy("Warunki jako pytania"),
    "eligibility_note": gettext_lazy("Warunki"),
    "documents_needed": gettext_lazy("Dokumenty"),
    "legal_basis": gettext_lazy("Podstawa prawna"),
    "cost": gettext_lazy("Koszt"),
    "referral_mode": gettext_lazy("Jak skorzystać"),
    "waiting_note": gettext_lazy("Czas oczekiwania"),
    "capacity": gettext_lazy("Liczba miejsc"),
    "capacity_unit": gettext_lazy("Miejsca liczone w"),
    "place": gettext_lazy("Miejsce"),
    "street": gettext_lazy("Ulica i numer"),
    "postcode": gettext_lazy("Kod pocztowy"),
    "city": gettext_lazy("Miejscowość"),
    "teryt": gettext_lazy("Kod TERYT"),
    "hours": gettext_lazy("Godziny"),
    "remote": gettext_lazy("Dostępna także zdalnie"),
    "accessibility": gettext_lazy("Dostępność"),
    "languages": gettext_lazy("Języki"),
    "contact_role": gettext_lazy("O kogo pytać"),
    "phone": gettext_lazy("Telefon"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Strona internetowa"),
    "is_public": gettext_lazy("Widoczna dla rodzin"),
}
_CHOICES: dict[str, Any] = {
    "category": ServiceCategory,
    "referral_mode": ReferralMode,
    "capacity_unit": CapacityUnit,
}
_CODES: dict[str, Any] = {"accessibility": Accessibility, "languages": CardLanguage}


@dataclass(frozen=True)
class Difference:
    """One field in two states of a card, in words; an empty text where it said nothing."""

    field: str
    label: str
    before: str
    after: str


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    """Fields that differ between two states, in the order of the card."""
    return [
        Difference(field, str(LABELS[field]), shown(field, before.get(field)), shown(field, after.get(field)))
        for field in EDITABLE
        if before.get(field) != after.get(field) and (field in before or field in after)
    ]


def shown(field: str, value: Any) -> str:
    """A value of a card in words."""
    if isinstance(value, bool):
        return _("tak") if value else _("nie")
    if value in (None, "", []):
        return ""
    if field in _CHOICES:
        return str(_CHOICES[field](value).label)
    if isinstance(value, list):
        return _listed(field, value)
    return str(value)


def _listed(field: str, values: list[Any]) -> str:
    if field in _CODES:
        return ", ".join(str(_CODES[field](code).label) for code in values)
    return "\n".join(conditions(values) if field == "eligibility" else [str(value) for value in values])


def ages(min_age: int | None, max_age: int | None) -> str:
    """Ages of those for whom a service is: "od 3 do 6 lat"."""
    if min_age is not None and max_age is not None:
        return _("od %(low)s do %(high)s lat") % {"low": min_age, "high": max_age}
    if min_age is not None:
        return _("od %(low)s lat") % {"low": min_age}
    return _("do %(high)s lat") % {"high": max_age} if max_age is not None else ""


def conditions(raw: Any) -> list[str]:
    """Typed conditions, one a line; a value that a later version no longer reads is shown as it is."""
    try:
        return [requirement(condition) for condition in parse(raw)]
    except DomainError:
        return [str(item) for item in raw]


# How people write that there is nothing to fulfil; the form of a card asks for the first.
_NONE_AT_ALL = "bez warunków"
_NO_CONDITIONS = frozenset({"brak", "brak warunków", "nie ma", "–", "-"})


def conditions_in_words(note: str) -> str:
    """What a card asks for in words only; empty where the words say that there is nothing."""
    said = note.strip().lower()
    return "" if said.startswith(_NONE_AT_ALL) or said.rstrip(".") in _NO_CONDITIONS else note
