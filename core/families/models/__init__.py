"""Households, their persons and their cases."""

from core.families.models.cases import Case, CaseGround, CaseQuerySet, CaseTransition
from core.families.models.households import (
    PESEL_PURPOSE,
    FamilyKey,
    Household,
    HouseholdMember,
    HouseholdMemberQuerySet,
    Person,
    PersonQuerySet,
    pesel_index_of,
)

__all__ = [
    "PESEL_PURPOSE",
    "Case",
    "CaseGround",
    "CaseQuerySet",
    "CaseTransition",
    "FamilyKey",
    "Household",
    "HouseholdMember",
    "HouseholdMemberQuerySet",
    "Person",
    "PersonQuerySet",
    "pesel_index_of",
]
