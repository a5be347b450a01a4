"""Our vocabularies as the standard's taxonomies and terms.

A term carries a code of the domain; its name is the Polish label, whatever the language of the reader:
data must not change with who asks. Whoever calls stands in Polish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from core.basket.enums import CapacityUnit, ReferralMode
from core.opendata.rules.derived import derived
from core.partnership.enums import OrganisationKind
from core.reference.grounds import Sector, ServiceCategory

LANGUAGE: Final = "pl"


@dataclass(frozen=True)
class Vocabulary:
    """A list of codes with labels; `linked` is the kind of object that its terms describe."""

    code: str
    name: str
    description: str
    linked: str
    choices: Any
    version: str = "1"

    @property
    def id(self) -> str:
        """Id of the taxonomy."""
        return derived("taxonomy", self.code)

    def term_id(self, code: str) -> str:
        """Id of a term."""
        return derived("term", self.code, code)

    def row(self) -> dict[str, Any]:
        """A row of the table of taxonomies."""
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "version": self.version,
        }

    def term(self, code: str, label: str) -> dict[str, Any]:
        """A row of the table of terms."""
        return {
            "id": self.term_id(code),
            "code": code,
            "name": label,
            "description": f"{self.name}: {label}",
            "taxonomy": self.name,
            "language": LANGUAGE,
            "taxonomy_id": self.id,
        }

    def terms(self) -> list[dict[str, Any]]:
        """All terms in the order of the vocabulary."""
        return [self.term(str(code), str(label)) for code, label in self.choices]


# Fields of a card for which the standard has no place of its own: term and label.
FIELDS: Final = (
    ("target_group", "Dla kogo"),
    ("eligibility_note", "Warunki słowami"),
    ("eligibility", "Warunki do sprawdzenia (JSON)"),
    ("legal_basis", "Podstawa prawna"),
    ("waiting_note", "Czas oczekiwania słowami"),
    ("is_public", "Widoczna dla rodzin"),
)

CATEGORY: Final = Vocabulary(
    "category",
    "Zakresy usług społecznych",
    "Zakresy usług społecznych z art. 2 ustawy z dnia 19 lipca 2019 r. o realizowaniu usług społecznych"
    " przez centrum usług społecznych.",
    "service",
    ServiceCategory.choices,
)
REFERRAL_MODE: Final = Vocabulary(
    "referral_mode",
    "Sposób skorzystania z usługi",
    "Jak osoba trafia do usługi.",
    "service",
    ReferralMode.choices,
)
CARD_FIELD: Final = Vocabulary(
    "card_field",
    "Pola karty usługi",
    "Pola karty usługi, dla których standard nie ma własnego miejsca; treść stoi w wartości atrybutu.",
    "service",
    FIELDS,
)
SECTOR: Final = Vocabulary(
    "sector", "Sektory instytucji", "Czym zajmuje się instytucja.", "organization", Sector.choices
)
ORGANISATION_KIND: Final = Vocabulary(
    "organisation_kind",
    "Rodzaje podmiotów",
    "Kto prowadzi instytucję.",
    "organization",
    OrganisationKind.choices,
)
ALL: Final = (CATEGORY, REFERRAL_MODE, CARD_FIELD, SECTOR, ORGANISATION_KIND)


def taxonomies() -> list[dict[str, Any]]:
    """Rows of the table of taxonomies."""
    return [vocabulary.row() for vocabulary in ALL]


def terms() -> list[dict[str, Any]]:
    """Rows of the table of terms."""
    return [term for vocabulary in ALL for term in vocabulary.terms()]


def meanings() -> dict[str, tuple[str, str]]:
    """What each of our term ids stands for: the vocabulary's code and the term's."""
    return {
        vocabulary.term_id(str(code)): (vocabulary.code, str(code))
        for vocabulary in ALL
        for code, _ in vocabulary.choices
    }


def units() -> list[dict[str, Any]]:
    """Rows of the table of units, in which places are counted."""
    return [unit(str(code)) for code in CapacityUnit.values]


def unit(code: str) -> dict[str, Any]:
    """The unit of a code."""
    return {
        "id": derived("unit", code),
        "name": str(CapacityUnit(code).label),
        "scheme": "kooperacje:capacity_unit",
        "identifier": code,
    }
