"""From a number down to the reader's own families behind it.

Only cases that the reader leads are ever listed: whoever sees a number without leading its families finds no
way down. The rules are those of `core.indicators.facts`, told once more for single cases; a test holds the
two together. Measures that count other things than families have no way down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import DateField, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from core.families.models import Case, CaseGround, HouseholdMember
from core.families.queries import led_cases
from core.families.rules import age_on
from core.indicators.definitions import Figure
from core.indicators.dimensions import UNKNOWN
from core.indicators.enums import AgeBand, DayBand, Dimension, Measure, MonthBand
from core.indicators.rules import DAY_EDGES, Period
from core.paths.models import PathwayPlan
from core.shared.actor import Actor
from core.teams.models import TeamMeeting

DRILLED: Final = frozenset(
    {
        Measure.FAMILIES_ACTIVE,
        Measure.FAMILIES_NEW,
        Measure.FAMILIES_CLOSED,
        Measure.FAMILIES_SERVED,
        Measure.FAMILIES_ASSESSED,
        Measure.GROUND_MENTIONS,
        Measure.FIRST_MEETINGS,
        Measure.TEAM_MEETINGS,
        Measure.TEAM_MEETINGS_WITH_FAMILY,
        Measure.CASES_PAST_FIRST_MEETING,
        Measure.CASES_WITH_PLAN,
    }
)
_DAYS: Final = dict(zip(DayBand, DAY_EDGES, strict=True))


@dataclass(frozen=True)
class Counted:
    """A case behind a number, and in which members of each breakdown it counts."""

    case: Case
    members: dict[str, frozenset[str]]

    def knows(self, dimension: str) -> bool:
        """Whether there is a way down into a breakdown."""
        return not dimension or dimension in self.members

    def is_in(self, dimension: str, *among: str) -> bool:
        """Whether the case counts in the total (no dimension) or in one of the members."""
        return not dimension or not self.members.get(dimension, frozenset()).isdisjoint(among)


def drilled(actor: Actor, measure: str, period: Period) -> list[Counted]:
    """The reader's own cases that a measure counts in a period, by number; two queries.

    Empty for other measures. A meeting measure gives the families whose meetings were counted.
    """
    if measure not in DRILLED:
        return []
    cases = list(_behind(led_cases(actor), measure, period).order_by("number", "pk"))
    grounds = _grounds_of(cases, measure, period)
    if measure in {Measure.FAMILIES_ASSESSED, Measure.GROUND_MENTIONS}:
        cases = [case for case in cases if grounds.get(case.pk)]
    return [Counted(case, _members(case, measure, period, grounds.get(case.pk, set()))) for case in cases]


def behind(actor: Actor, figure: Figure, period: Period) -> list[Counted]:
    """The reader's own cases behind a figure: those of its numerator, with the members that it counts."""
    counted = drilled(actor, figure.top.measure, period)
    return [item for item in counted if item.is_in(figure.top.dimension, *figure.top.members)]


def _behind(own: QuerySet[Case], measure: str, period: Period) -> QuerySet[Case]:
    first, stop = period.start, period.end
    served = Q(agreed_on__lt=stop) & (Q(closed_on__isnull=True) | Q(closed_on__gte=first))
    meetings = TeamMeeting.objects.filter(team__case=OuterRef("pk"))
    held = meetings.filter(held_on__gte=first, held_on__lt=stop)
    found = own.select_related("household").annotate(
        first_held=_first_of(meetings),
        lead_sex=_of_lead("sex", stop),
        lead_born=_of_lead("born_on", stop),
    )
    past = served & Q(first_held__lt=stop)
    planned = PathwayPlan.objects.filter(case=OuterRef("pk"), agreed_on__lt=stop)
    rules: dict[str, Any] = {
        Measure.FAMILIES_ACTIVE: served & (Q(closed_on__isnull=True) | Q(closed_on__gte=stop)),
        Measure.FAMILIES_NEW: served & Q(agreed_on__gte=first),
        Measure.FAMILIES_CLOSED: served & Q(closed_on__lt=stop),
        Measure.FIRST_MEETINGS: Q(agreed_on__isnull=False, first_held__gte=first, first_held__lt=stop),
        Measure.TEAM_MEETINGS: Exists(held),
        Measure.TEAM_MEETINGS_WITH_FAMILY: Exists(held.filter(family_present=True)),
        Measure.CASES_PAST_FIRST_MEETING: past,
        Measure.CASES_WITH_PLAN: past & Q(Exists(planned)),
    }
    return found.filter(rules.get(measure, served))


def _first_of(meetings: QuerySet[TeamMeeting]) -> Subquery:
    earliest = meetings.order_by().values("team__case").annotate(day=Min("held_on")).values("day")
    return Subquery(earliest, output_field=DateField())


def _of_lead(field: str, stop: date) -> Subquery:
    leads = HouseholdMember.objects.filter(household=OuterRef("household"), role="lead", starts_on__lt=stop)
    return Subquery(leads.order_by("-starts_on", "pk").values(f"person__{field}")[:1])


def _grounds_of(cases: list[Case], measure: str, period: Period) -> dict[UUID, set[str]]:
    """Codes of the grounds that count for each case; a stock counts those still in force."""
    rows = CaseGround.objects.filter(case__in=cases, starts_on__lt=period.end).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=period.start) & Q(ends_on__gt=F("starts_on"))
    )
    found: dict[UUID, set[str]] = {}
    for case, code, ends in rows.order_by("case", "code", "pk").values_list("case", "code", "ends_on"):
        if measure != Measure.FAMILIES_ACTIVE or ends is None or ends >= period.end:
            found.setdefault(case, set()).add(code)
    return found


def _members(case: Any, measure: str, period: Period, grounds: set[str]) -> dict[str, frozenset[str]]:
    """In which members of the breakdowns one case counts."""
    found = {
        Dimension.GROUND: frozenset(grounds),
        Dimension.HOUSEHOLD: frozenset({case.household.household_type}),
        Dimension.SEX: frozenset({case.lead_sex or UNKNOWN}),
        Dimension.AGE: frozenset({str(AgeBand.of(_age(case.lead_born, period.last_day)))}),
    }
    if measure == Measure.FAMILIES_CLOSED:
        found[Dimension.OUTCOME] = frozenset({case.outcome} - {""})
        found[Dimension.MONTHS] = frozenset({_months_band(case.agreed_on, case.closed_on)})
    if measure == Measure.FIRST_MEETINGS:
        days = max((case.first_held - case.agreed_on).days, 0)
        band = next(
            band for band, (low, high) in _DAYS.items() if days >= low and (high is None or days <= high)
        )
        found[Dimension.DAYS] = frozenset({str(band)})
    return {str(dimension): members for dimension, members in found.items()}


def _months_band(agreed: date, closed: date) -> str:
    """The band of full months from agreement to closure."""
    months = (closed.year - agreed.year) * 12 + closed.month - agreed.month - (closed.day < agreed.day)
    for band in MonthBand:
        last = band.value.rstrip("+").partition("-")[2]
        if last and months <= int(last):
            return str(band)
    return str(list(MonthBand)[-1])


def _age(born: date | None, on: date) -> int | None:
    return None if born is None else age_on(born, on)
