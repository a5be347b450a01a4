"""Members of each breakdown, in the order in which tables show them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.families.enums import Outcome, Sex
from core.indicators.enums import AgeBand, DayBand, Dimension
from core.partnership.enums import MeetingKind
from core.reference.grounds import GROUND_WORDINGS, HouseholdType, Sector, ServiceCategory

UNKNOWN: Final = "unknown"


def _labels(choices: type[Choices]) -> dict[str, str | Promise]:
    return dict(choices.choices)


# Codes are what facts and published cells store; a member is never taken out of a list.
MEMBERS: Final[Mapping[str, Mapping[str, str | Promise]]] = MappingProxyType(
    {
        Dimension.GROUND: {str(item.ground): item.short_name for item in GROUND_WORDINGS},
        Dimension.HOUSEHOLD: _labels(HouseholdType),
        Dimension.SEX: {**_labels(Sex), UNKNOWN: _("nie podano")},
        Dimension.AGE: _labels(AgeBand),
        Dimension.OUTCOME: _labels(Outcome),
        Dimension.DAYS: _labels(DayBand),
        Dimension.SECTOR: _labels(Sector),
        Dimension.MEETING: _labels(MeetingKind),
        Dimension.CATEGORY: _labels(ServiceCategory),
    }
)
# A family may have several grounds: its breakdown adds up to more than its total.
MULTI_LABEL: Final = frozenset({Dimension.GROUND.value})


def members_of(dimension: str) -> tuple[str, ...]:
    """Codes of a breakdown; the empty dimension is the total with one nameless member."""
    return tuple(MEMBERS[dimension]) if dimension else ("",)


def label_of(dimension: str, member: str) -> str:
    """Name of a member in the reader's language."""
    return str(MEMBERS[dimension][member]) if dimension else str(_("ogółem"))
