"""Releases on paper: invented families of several towns, what would be printed of them, and the truth."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from core.families.enums import Outcome
from core.indicators.dimensions import MEMBERS
from core.indicators.enums import Dimension
from core.indicators.rules import Period, periods_ending_with
from core.reference.grounds import HouseholdType
from core.regional import catalogue, rules
from core.regional.places import Row
from core.regional.system import Coverage, System
from core.regional.truth import Counted, Truth
from tests.support.figures import Dealt, counted_by_hand

FIRST = date(2025, 9, 1)


def deal_on_paper(number: int, seed: int) -> list[Dealt]:
    """Families that join and leave over two years; nothing of them ever changes."""
    chance = random.Random(seed)
    return [_family(chance) for _ in range(number)]


def _family(chance: random.Random) -> Dealt:
    agreed = FIRST + timedelta(days=chance.randrange(-200, 460))
    closed = agreed + timedelta(days=chance.randrange(20, 400)) if chance.random() < 0.6 else None
    made = Dealt(
        chance.choice(HouseholdType.values),
        chance.choice(["F", "F", "M", ""]),
        date(chance.randrange(1950, 2010), 5, 17) if chance.random() < 0.9 else None,
        agreed,
        closed,
        chance.choice(Outcome.values) if closed else "",
    )
    for code in chance.sample(list(MEMBERS[Dimension.GROUND]), chance.randrange(4)):
        starts = agreed + timedelta(days=chance.randrange(-30, 90))
        ends = starts + timedelta(days=chance.randrange(1, 90)) if chance.random() < 0.3 else None
        made.grounds.append((code, starts, ends))
    for _ in range(chance.randrange(4)):
        made.meetings.append((agreed + timedelta(days=chance.randrange(80)), chance.random() < 0.7))
    if made.meetings and chance.random() < 0.6:
        made.plan_agreed_on = agreed + timedelta(days=chance.randrange(90))
    return made


@dataclass
class OnPaper:
    """Towns by schema with their families; the printed rows and who contributed, month by month."""

    towns: Sequence[rules.Town]
    families: Mapping[str, list[Dealt]]
    rows: list[Row] = field(default_factory=list)
    coverages: dict[date, Coverage] = field(default_factory=dict)
    _counts: dict[tuple[str, Period], Counter[tuple[str, str, str]]] = field(default_factory=dict)

    def counts(self, schema: str, period: Period) -> Counter[tuple[str, str, str]]:
        key = (schema, period)
        if key not in self._counts:
            found = counted_by_hand(self.families[schema], period)
            chance = random.Random(schema)
            for sector in MEMBERS[Dimension.SECTOR]:
                number = chance.randrange(4)
                found["partners_active", "sector", sector] += number
                found["partners_active", "", ""] += number
            self._counts[key] = found
        return self._counts[key]

    def release(self, month: date, silent: Collection[str] = ()) -> list[Row]:
        """Print a month; `silent` are schemas of towns that keep theirs back."""
        reported = {town.schema: town for town in self.towns if town.schema not in silent}
        earlier = [group for coverage in self.coverages.values() for group in coverage.groups][-4:]
        groups = rules.groups_of(Counter(town.voivodeship for town in reported.values()), earlier)
        self.coverages[month] = Coverage(
            month, {town.area: town.voivodeship for town in reported.values()}, tuple(groups)
        )
        made = [
            Row(
                period.kind,
                period.start,
                cell.level,
                cell.area,
                cell.voivodeship,
                str(cell.measure),
                str(cell.dimension),
                str(cell.member),
                cell.value,
                cell.reason,
                month,
            )
            for period in periods_ending_with(month)
            for cell in rules.release_cells(
                catalogue=catalogue.TABLES,
                members=catalogue.PRINTED_MEMBERS,
                period_kind=period.kind,
                towns=self.towns,
                reported={schema: self.counts(schema, period) for schema in reported},
                printed_years={},
                groups=groups,
            )
        ]
        self.rows += made
        return made

    def truth(self, system: System) -> Truth:
        """The counts behind a system, also of towns that kept theirs back."""
        periods = system.coverage_of
        return Truth(
            system,
            {
                Counted(town.area, period.kind, period.start): self.counts(town.schema, period)
                for town in self.towns
                for period in periods
            },
        )


def on_paper(sizes: Mapping[str, Sequence[int]], seed: int = 1) -> OnPaper:
    """Towns of so many families each, by voivodeship."""
    towns = [
        rules.Town(f"g_{code}{number:05}", f"{code}{number:05}", code)
        for code, numbers in sizes.items()
        for number in range(len(numbers))
    ]
    counts = [count for numbers in sizes.values() for count in numbers]
    return OnPaper(
        towns,
        {
            town.schema: deal_on_paper(count, seed * 1000 + place)
            for place, (town, count) in enumerate(zip(towns, counts, strict=True))
        },
    )
