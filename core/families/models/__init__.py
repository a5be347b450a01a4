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
from core.families.models.imports import FamilyImport, FamilyImportFile, FamilyImportRow
from core.families.models.merging import PersonMerge
from core.families.models.reviews import ClosingConversation, ProgressReview

__all__ = [
    "PESEL_PURPOSE",
    "Case",
    "CaseGround",
    "CaseQuerySet",
    "CaseTransition",
    "ClosingConversation",
    "FamilyImport",
    "FamilyImportFile",
    "FamilyImportRow",
    "FamilyKey",
    "Household",
    "HouseholdMember",
    "HouseholdMemberQuerySet",
    "Person",
    "PersonMerge",
    "PersonQuerySet",
    "ProgressReview",
    "pesel_index_of",
]
