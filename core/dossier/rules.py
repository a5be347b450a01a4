"""Which part of a case belongs to which category of data, and whose word opens it.

What concerns one person needs that person's word. What concerns the family as a whole (why it is helped,
goals for all, what the team agreed) needs the word of every adult who takes part: one of them must not
tell of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, TypeVar

from core.privacy.enums import DataCategory
from core.reference.grounds import Ground

OF_ONE: Final = (
    DataCategory.IDENTITY,
    DataCategory.CONTACT,
    DataCategory.HOUSEHOLD,
    DataCategory.PATH,
)
GROUND_CATEGORY: Final[Mapping[str, str]] = {
    Ground.POVERTY: DataCategory.FINANCES,
    Ground.ORPHANHOOD: DataCategory.UPBRINGING,
    Ground.HOMELESSNESS: DataCategory.HOUSING,
    Ground.UNEMPLOYMENT: DataCategory.WORK,
    Ground.DISABILITY: DataCategory.HEALTH,
    Ground.ILLNESS: DataCategory.HEALTH,
    Ground.VIOLENCE: DataCategory.VIOLENCE,
    Ground.TRAFFICKING: DataCategory.VIOLENCE,
    Ground.MATERNITY: DataCategory.UPBRINGING,
    Ground.HELPLESSNESS: DataCategory.UPBRINGING,
    Ground.ADDICTION: DataCategory.ADDICTION,
}
"""Grounds without a category of their own (a prison sentence, a crisis, another reason) are never told."""

OF_ALL: Final = (
    DataCategory.WORK,
    DataCategory.FINANCES,
    DataCategory.HOUSING,
    DataCategory.UPBRINGING,
    DataCategory.HEALTH,
    DataCategory.ADDICTION,
    DataCategory.VIOLENCE,
    DataCategory.PATH,
    DataCategory.MINUTES,
)

SHOWN: Final = tuple(one for one in DataCategory if one in OF_ONE or one in OF_ALL)

Who = TypeVar("Who")


def opened_by_all(told: Mapping[Who, AbstractSet[str]], adults: Iterable[Who]) -> frozenset[str]:
    """Categories of the whole family that every adult who takes part has opened; none without adults."""
    words = [frozenset(told.get(adult, frozenset())) for adult in adults]
    if not words:
        return frozenset()
    return frozenset(OF_ALL).intersection(*words)
