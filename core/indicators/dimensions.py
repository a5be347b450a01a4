"""Members of each breakdown, in the order in which tables show them; along what each measure is counted."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from django.db.models import Choices
from django.utils.functional import Promise, lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.assessments.queries.forms import template
from core.assessments.rules.forms import Domain, said
from core.exchange.enums import SupportKind
from core.families.enums import Outcome, Sex
from core.indicators import enums
from core.indicators.enums import Dimension, Measure
from core.matching.enums import Cause
from core.partnership.enums import MeetingKind
from core.paths.enums import LifeArea
from core.reference.grounds import GROUND_WORDINGS, HouseholdType, Sector, ServiceCategory

UNKNOWN: Final = "unknown"


class _DomainName:
    """A domain's name in the language of the moment."""

    def __init__(self, domain: Domain) -> None:
        self.domain = domain

    def __str__(self) -> str:
        return said(self.domain.label, (get_language() or "pl")[:2])


def _labels(choices: type[Choices]) -> dict[str, str | Promise]:
    return dict(choices.choices)


# Codes are what facts and published cells store; a member is never taken out of a list.
MEMBERS: Final[Mapping[str, Mapping[str, str | Promise]]] = MappingProxyType(
    {
        Dimension.GROUND: {str(item.ground): item.short_name for item in GROUND_WORDINGS},
        Dimension.HOUSEHOLD: _labels(HouseholdType),
        Dimension.SEX: {**_labels(Sex), UNKNOWN: _("nie podano")},
        Dimension.AGE: _labels(enums.AgeBand),
        Dimension.OUTCOME: _labels(Outcome),
        Dimension.DAYS: _labels(enums.DayBand),
        Dimension.SECTOR: _labels(Sector),
        Dimension.MEETING: _labels(MeetingKind),
        Dimension.CATEGORY: _labels(ServiceCategory),
        Dimension.DISABILITY: {**_labels(enums.Statement), UNKNOWN: _("nie pytano")},
        Dimension.SUPPORT: _labels(SupportKind),
        Dimension.CAUSE: _labels(Cause),
        Dimension.DOER: _labels(enums.Doer),
        Dimension.AREA: _labels(LifeArea),
        Dimension.DOMAIN: {domain.code: lazystr(_DomainName(domain)) for domain in template().domains},
        Dimension.CHANGE: _labels(enums.Change),
        Dimension.MONTHS: _labels(enums.MonthBand),
        Dimension.INFLUENCE: _labels(enums.Influence),
        Dimension.LABOUR: _labels(enums.Labour),
        Dimension.ISCED: _labels(enums.Isced),
        Dimension.VULNERABILITY: _labels(enums.Vulnerability),
        Dimension.REFUSAL: _labels(enums.Vulnerability),
        Dimension.RESULT: _labels(enums.ExitResult),
        Dimension.LASTING: _labels(enums.LastingResult),
    }
)
# One family or person may stand under several members: such a breakdown adds up to more than its total.
MULTI_LABEL: Final = frozenset(
    str(each)
    for each in (
        Dimension.GROUND,
        Dimension.VULNERABILITY,
        Dimension.REFUSAL,
        Dimension.RESULT,
        Dimension.LASTING,
    )
)
_LEAD = (Dimension.GROUND, Dimension.HOUSEHOLD, Dimension.SEX, Dimension.AGE)
# Along what each measure is counted, beside its total; what is not here is a total only.
COUNTED: Final[Mapping[str, tuple[Dimension, ...]]] = MappingProxyType(
    {
        Measure.FAMILIES_ACTIVE: _LEAD,
        Measure.FAMILIES_NEW: _LEAD,
        Measure.FAMILIES_SERVED: _LEAD,
        Measure.FAMILIES_CLOSED: (*_LEAD, Dimension.OUTCOME, Dimension.MONTHS),
        Measure.FAMILIES_WITHDRAWN: (Dimension.HOUSEHOLD,),
        Measure.FAMILIES_ACHIEVED: (Dimension.HOUSEHOLD, Dimension.GROUND),
        Measure.FAMILIES_ASSESSED: (Dimension.HOUSEHOLD,),
        Measure.GROUND_MENTIONS: (Dimension.HOUSEHOLD,),
        Measure.DURATION_MEDIAN: (Dimension.HOUSEHOLD,),
        Measure.PERSONS_SERVED: (Dimension.SEX, Dimension.AGE, Dimension.DISABILITY),
        Measure.FIRST_MEETINGS: (Dimension.DAYS,),
        Measure.TEAM_INSTITUTIONS: (Dimension.SECTOR,),
        Measure.REQUESTS_DUE: (Dimension.SECTOR,),
        Measure.REQUESTS_IN_TIME: (Dimension.SECTOR,),
        Measure.TASKS_DUE: (Dimension.DOER,),
        Measure.TASKS_IN_TIME: (Dimension.DOER,),
        Measure.GOALS_SET: (Dimension.AREA,),
        Measure.GOALS_ACHIEVED: (Dimension.AREA,),
        Measure.RATINGS_COMPARED: (Dimension.DOMAIN, Dimension.CHANGE),
        Measure.RATINGS_FIRST: (Dimension.DOMAIN,),
        Measure.RATINGS_LAST: (Dimension.DOMAIN,),
        Measure.VOICE_ANSWERS: (Dimension.INFLUENCE, Dimension.SEX, Dimension.AGE),
        Measure.PARTNERS_ACTIVE: (Dimension.SECTOR,),
        Measure.PARTNERS_INVITED: (Dimension.SECTOR,),
        Measure.PARTNERS_ACCEDED: (Dimension.SECTOR,),
        Measure.PARTNERSHIP_MEETINGS: (Dimension.MEETING,),
        Measure.ATTENDANCE_INVITED: (Dimension.SECTOR,),
        Measure.ATTENDANCE_PRESENT: (Dimension.SECTOR,),
        Measure.SUPPORT_MINUTES: (Dimension.SUPPORT,),
        Measure.SUPPORT_SESSIONS: (Dimension.SUPPORT,),
        Measure.CARDS_PUBLISHED: (Dimension.CATEGORY, Dimension.SECTOR),
        Measure.CARDS_REVIEWED: (Dimension.SECTOR,),
        Measure.CARDS_USED: (Dimension.CATEGORY,),
        Measure.NEEDS_RECORDED: (Dimension.CATEGORY, Dimension.GROUND),
        Measure.NEEDS_UNMET: (Dimension.CATEGORY, Dimension.GROUND, Dimension.CAUSE),
        Measure.ESF_PARTICIPANTS: (
            Dimension.SEX,
            Dimension.AGE,
            Dimension.LABOUR,
            Dimension.ISCED,
            Dimension.VULNERABILITY,
            Dimension.REFUSAL,
        ),
        Measure.ESF_INSTITUTIONS: (Dimension.SECTOR,),
        Measure.ESF_LEAVERS: (Dimension.SEX, Dimension.AGE, Dimension.RESULT),
        Measure.ESF_RESULTS: (Dimension.SEX, Dimension.AGE),
        Measure.ESF_ASKED_LATER: (Dimension.SEX, Dimension.LASTING),
        Measure.SUPPORTED_FAMILIES: (Dimension.GROUND,),
    }
)
# Entered or imported from public reports, never counted from families: a missing one is no data, not zero.
ENTERED: Final[frozenset[str]] = frozenset(
    str(each)
    for each in (
        Measure.REACH_PERSONS,
        Measure.REACH_POPULATION,
        Measure.SUPPORTED_FAMILIES,
        Measure.CASELOAD_FAMILIES,
        Measure.CASELOAD_WORKERS,
        Measure.CASELOAD_RESIDENTS,
        Measure.ASSISTED_FAMILIES,
        Measure.ASSISTANTS,
    )
)

# Which measures an entered number stands behind.
MEASURED_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        enums.ContextKind.PERSONS: (Measure.REACH_PERSONS,),
        enums.ContextKind.POPULATION: (Measure.REACH_POPULATION, Measure.CASELOAD_RESIDENTS),
        enums.ContextKind.FAMILIES: (Measure.SUPPORTED_FAMILIES,),
        enums.ContextKind.GROUND: (),
        enums.ContextKind.SOCIAL_WORK: (Measure.CASELOAD_FAMILIES,),
        enums.ContextKind.WORKERS: (Measure.CASELOAD_WORKERS,),
        enums.ContextKind.ASSISTED: (Measure.ASSISTED_FAMILIES,),
        enums.ContextKind.ASSISTANTS: (Measure.ASSISTANTS,),
    }
)


def members_of(dimension: str) -> tuple[str, ...]:
    """Codes of a breakdown; the empty dimension is the total with one nameless member."""
    return tuple(MEMBERS[dimension]) if dimension else ("",)


def label_of(dimension: str, member: str) -> str:
    """Name of a member in the reader's language."""
    return str(MEMBERS[dimension][member]) if dimension else str(_("ogółem"))


def is_counted(measure: str, dimension: str) -> bool:
    """Whether facts hold a measure along a dimension."""
    return not dimension or dimension in COUNTED.get(measure, ())
