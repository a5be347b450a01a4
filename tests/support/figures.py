"""Many families at once, dealt with a seed, and the same counts made by plain Python."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from core.families.models import Case, CaseGround, Household, HouseholdMember, Person
from core.indicators.rules import Period
from core.paths.models import PathwayPlan
from core.shared import clock
from core.teams.models import CaseTeam, TeamMeeting
from tests.support import people

TODAY = date(2026, 10, 5)
FIRST = date(2025, 11, 1)
GROUNDS = ("1", "4", "5", "9", "13")
TYPES = ("lone_parent", "two_parents", "large")


@dataclass
class Dealt:
    """What was written about one family, for counting it again by hand."""

    household_type: str
    sex: str
    born_on: date | None
    agreed_on: date | None
    closed_on: date | None
    outcome: str
    grounds: list[tuple[str, date, date | None]] = field(default_factory=list)
    meetings: list[tuple[date, bool]] = field(default_factory=list)
    plan_agreed_on: date | None = None


def deal_families(number: int, seed: int = 1) -> list[Dealt]:
    """Write families of the town of the moment straight into its tables; some never agreed."""
    chance = random.Random(seed)
    worker = people.account("social_worker", email=f"worker{seed}-{number}@testy.example")
    dealt: list[Dealt] = []
    with clock.standing_at(TODAY):
        dealt.extend(_family(chance, worker, f"{seed}/{index}") for index in range(number))
    return dealt


def _family(chance: random.Random, worker: Any, number: str) -> Dealt:
    opened = FIRST + timedelta(days=chance.randrange(330))
    agreed = opened + timedelta(days=chance.randrange(20)) if chance.random() < 0.9 else None
    closed = None
    if chance.random() < 0.5:
        closed = (agreed or opened) + timedelta(days=chance.randrange(150))
    outcome = chance.choice(["achieved", "partly", "withdrawn"]) if closed else ""
    made = Dealt(
        chance.choice(TYPES),
        chance.choice(["F", "M", ""]),
        date(chance.randrange(1950, 2010), 5, 17) if chance.random() < 0.9 else None,
        agreed,
        closed,
        outcome,
    )
    household = Household.objects.create(number=number, household_type=made.household_type)
    person = Person.objects.create(
        home=household, first_name="Anna", last_name="Przykładowa", sex=made.sex, born_on=made.born_on
    )
    HouseholdMember.objects.create(household=household, person=person, role="lead", starts_on=opened)
    case = Case.objects.create(
        household=household,
        number=number,
        social_worker=worker,
        stage="closed" if closed else "agreed",
        opened_on=opened,
        agreed_on=agreed,
        closed_on=closed,
        outcome=outcome,
    )
    for code in chance.sample(GROUNDS, chance.randrange(4)):
        starts = opened + timedelta(days=chance.randrange(60))
        ends = starts + timedelta(days=chance.randrange(90)) if chance.random() < 0.3 else None
        CaseGround.objects.create(case=case, code=code, starts_on=starts, ends_on=ends)
        made.grounds.append((code, starts, ends))
    if agreed and chance.random() < 0.8:
        _meetings(chance, case, agreed, made)
    return made


def _meetings(chance: random.Random, case: Case, agreed: date, made: Dealt) -> None:
    team = CaseTeam.objects.create(case=case, formed_on=agreed)
    for index in range(chance.randrange(4)):
        held = agreed + timedelta(days=chance.randrange(80))
        present = chance.random() < 0.7
        TeamMeeting.objects.create(
            team=team,
            number=index + 1,
            held_on=held,
            family_present=present,
            without_family_reason="" if present else "choroba",
        )
        made.meetings.append((held, present))
    if chance.random() < 0.6:
        made.plan_agreed_on = agreed + timedelta(days=chance.randrange(90))
        PathwayPlan.objects.create(
            case=case, started_on=agreed, agreed_on=made.plan_agreed_on, agreed_version=1
        )


def counted_by_hand(families: list[Dealt], period: Period) -> Counter[tuple[str, str, str]]:
    """The counts of a period, family by family and rule by rule; keys as in `IndicatorFact`."""
    found: Counter[tuple[str, str, str]] = Counter()
    first, last = period.start, period.last_day
    days = []
    for family in families:
        held = [on for on, _ in family.meetings]
        for on, present in family.meetings:
            if first <= on <= last:
                found["team_meetings", "", ""] += 1
                found["team_meetings_with_family", "", ""] += present
        if held and family.agreed_on and first <= min(held) <= last:
            days.append((min(held) - family.agreed_on).days)
        if family.agreed_on is None or family.agreed_on > last:
            continue
        if family.closed_on is not None and family.closed_on < first:
            continue
        _count_family(found, family, period)
        if held and min(held) <= last:
            found["cases_past_first_meeting", "", ""] += 1
            planned = family.plan_agreed_on
            found["cases_with_plan", "", ""] += planned is not None and planned <= last
    found = +found
    _count_days(found, days)
    return found


def _count_family(found: Counter[tuple[str, str, str]], family: Dealt, period: Period) -> None:
    first, last = period.start, period.last_day
    measures = ["families_served"]
    active = family.closed_on is None or family.closed_on > last
    if active:
        measures.append("families_active")
    if family.agreed_on is not None and family.agreed_on >= first:
        measures.append("families_new")
    if family.closed_on is not None and family.closed_on <= last:
        measures.append("families_closed")
        found["families_closed", "outcome", family.outcome] += 1
        found["families_closed", "months", _months(family)] += 1
    for measure in measures:
        found[measure, "", ""] += 1
        found[measure, "household", family.household_type] += 1
        found[measure, "sex", family.sex or "unknown"] += 1
        found[measure, "age", _band(family.born_on, last)] += 1
    seen = {
        code: any(c == code and s <= last and (e is None or e > last) for c, s, e in family.grounds)
        for code, starts, ends in family.grounds
        if starts <= last and (ends is None or (ends > first and ends > starts))
    }
    for code, lasts in seen.items():
        for measure in measures:
            found[measure, "ground", code] += lasts if measure == "families_active" else 1
    for dimension, member in (("", ""), ("household", family.household_type)):
        found["ground_mentions", dimension, member] += len(seen)
        found["families_assessed", dimension, member] += bool(seen)


def _months(family: Dealt) -> str:
    """Full months from agreement to end, as a band."""
    agreed, closed = family.agreed_on, family.closed_on
    assert agreed is not None
    assert closed is not None
    months = (closed.year - agreed.year) * 12 + closed.month - agreed.month - (closed.day < agreed.day)
    edges = {"0-3": 3, "4-6": 6, "7-9": 9, "10-13": 13, "14-18": 18, "19+": 10_000}
    return next(band for band, edge in edges.items() if months <= edge)


def _band(born: date | None, on: date) -> str:
    if born is None:
        return "unknown"
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return "0-17" if years < 18 else "18-29" if years < 30 else "30-54" if years < 55 else "55+"


def _count_days(found: Counter[tuple[str, str, str]], days: list[int]) -> None:
    bands = {"0-7": 7, "8-14": 14, "15-30": 30, "31-60": 60, "61+": 10_000}
    for count in days:
        found["first_meetings", "", ""] += 1
        found["first_meetings", "days", next(b for b, edge in bands.items() if count <= edge)] += 1
    if days:
        found["first_meeting_median", "", ""] = sorted(days)[(len(days) - 1) // 2]
