"""Families whose situations are usual and whose persons nobody can be."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from core.paths.enums import LifeArea
from core.reference.grounds import HouseholdRole, HouseholdType
from core.reference.territory import Municipality, SizeClass, UnitKind
from demo.stories import people
from demo.stories.institutions import CardPlan, institutions, provider_of_card, table
from demo.stories.plan import (
    LAST_FAMILY_ON,
    TODAY,
    Doer,
    Ending,
    FamilyPlan,
    GoalPlan,
    MeetingPlan,
    MemberPlan,
    OfferPlan,
    TaskPlan,
)

# The quarters in which families come, from summer 2024 on, and their shares. Two of three families
# came before 2026: a town with twenty families then served at least thirteen in 2025, and the
# region prints its quarters; smaller towns show their yearly total only.
QUARTERS: Final = (
    (dt.date(2024, 7, 1), 13),
    (dt.date(2024, 10, 1), 11),
    (dt.date(2025, 1, 1), 9),
    (dt.date(2025, 4, 1), 10),
    (dt.date(2025, 7, 1), 10),
    (dt.date(2025, 10, 1), 11),
    (dt.date(2026, 1, 1), 10),
    (dt.date(2026, 4, 1), 11),
    (dt.date(2026, 7, 1), 12),
)
_FIRST_DAY_OF_REFUSALS: Final = dt.date(2026, 1, 1)
_LARGE_ENOUGH: Final = (20, 23)
_FAMILIES: Final = {
    SizeClass.METROPOLIS: (46, 52),
    SizeClass.LARGE: (26, 32),
    SizeClass.MEDIUM: (20, 24),
    SizeClass.SMALL: (6, 11),
}
_IN_A_LAND_POWIAT: Final = (5, 9)
# Shares of small towns and of land powiaty that reach more families than their size suggests.
_BUSY_TOWNS: Final = 0.5
_BUSY_POWIATY: Final = 0.3
_ENDINGS: Final = (
    *[Ending.ACHIEVED] * 15,
    *[Ending.PARTLY] * 3,
    *[Ending.WITHDRAWN] * 2,
    *[Ending.MOVED] * 1,
)
_FIRST_MINUTES: Final = (
    "Poznaliśmy się i ustaliliśmy, co jest najważniejsze dla rodziny. Zapisano cele i zadania."
)
_NEXT_MINUTES: Final = (
    "Sprawdzono zadania od poprzedniego spotkania. Rodzina powiedziała, co się udało, a co nie.",
    "Omówiono postępy. Zmieniono jeden termin na prośbę rodziny.",
    "Partnerzy potwierdzili wykonane usługi. Ustalono następny krok.",
)


@dataclass(frozen=True, slots=True)
class FamilyKind:
    """A usual situation: who lives there, what is hard, what helps."""

    key: str
    name: str
    weight: int
    household: HouseholdType
    grounds: tuple[str, ...]
    members: tuple[tuple[str, str, int, int], ...]
    strengths: tuple[str, ...]
    needs: tuple[str, ...]
    goals: tuple[tuple[str, LifeArea, tuple[tuple[str, str, str], ...]], ...]


@cache
def kinds() -> dict[str, FamilyKind]:
    """All kinds of families by key."""
    return {row["key"]: _kind(row) for row in table("families.toml")["kind"]}


def _kind(row: dict[str, Any]) -> FamilyKind:
    return FamilyKind(
        key=row["key"],
        name=row["name"],
        weight=row["weight"],
        household=HouseholdType(row["household"]),
        grounds=tuple(row["grounds"]),
        members=tuple(tuple(member) for member in row["members"]),
        strengths=tuple(row["strengths"]),
        needs=tuple(row["needs"]),
        goals=tuple(
            (goal["name"], LifeArea(goal["area"]), tuple(tuple(task) for task in goal["tasks"]))
            for goal in row["goal"]
        ),
    )


def registrations(town: Municipality) -> list[dt.date]:
    """First days of the town's families, spread evenly over the shares of the quarters."""
    rng = random.Random(f"registrations {town.code}")
    wanted = _how_many(rng, town)
    whole = sum(share for _, share in QUARTERS)
    days = []
    for number in range(wanted):
        place = (number + rng.random()) * whole / wanted
        start = next(
            start
            for position, (start, _) in enumerate(QUARTERS, start=1)
            if place < sum(share for _, share in QUARTERS[:position])
        )
        days.append(day_in_quarter(rng, start))
    return sorted(days)


def _how_many(rng: random.Random, town: Municipality) -> int:
    is_land = town.kind is UnitKind.POWIAT and not town.is_city_with_powiat_rights
    if is_land:
        return rng.randint(*(_LARGE_ENOUGH if rng.random() < _BUSY_POWIATY else _IN_A_LAND_POWIAT))
    if town.size is SizeClass.SMALL and rng.random() < _BUSY_TOWNS:
        return rng.randint(*_LARGE_ENOUGH)
    return rng.randint(*_FAMILIES[town.size])


def day_in_quarter(rng: random.Random, start: dt.date) -> dt.date:
    """A working day early enough for the agreement to follow in the same quarter."""
    day = start + dt.timedelta(days=rng.randrange(3, 76))
    return min(day - dt.timedelta(days=max(0, day.weekday() - 4)), LAST_FAMILY_ON)


def family(
    town: Municipality,
    number: int,
    registered_on: dt.date,
    *,
    basket: tuple[OfferPlan, ...],
    workers: int,
    in_full: bool = False,
) -> FamilyPlan:
    """The whole way of one family, always the same for the same town and number.

    A way that has ended is told briefly (one goal, two meetings) unless ``in_full``.
    """
    rng = random.Random(f"family {town.code} {number}")
    all_kinds = tuple(kinds().values())
    kind = rng.choices(all_kinds, weights=[item.weight for item in all_kinds])[0]
    members = _members(rng, kind, number=rng.randrange(1000), on=registered_on)
    agreed_on = registered_on + dt.timedelta(days=rng.randrange(1, 9))
    agrees = in_full or registered_on < _FIRST_DAY_OF_REFUSALS or rng.random() > 0.1
    way = _way(rng, agreed_on, _pace(town)) if agrees else _Way((), None, None)
    if way.closed_on and not in_full:
        way = replace(way, meetings=way.meetings[:2])
        kind = replace(kind, goals=tuple((name, area, tasks[:2]) for name, area, tasks in kind.goals[:1]))
    return FamilyPlan(
        number=number,
        name=members[0].person.name,
        kind=kind.key,
        household=kind.household,
        grounds=kind.grounds[: rng.choice((1, 2, 2, 3))],
        members=members,
        strengths=kind.strengths,
        needs=kind.needs,
        worker=number % workers,
        registered_on=registered_on,
        agreed_on=agreed_on if agrees else None,
        team_on=_team_on(agreed_on, way),
        meetings=way.meetings,
        path_on=way.path_on,
        goals=_goals(rng, kind, way.path_on, way, basket) if way.path_on else (),
        closed_on=way.closed_on,
        ending=rng.choice(_ENDINGS) if way.closed_on else None,
    )


def _members(rng: random.Random, kind: FamilyKind, *, number: int, on: dt.date) -> tuple[MemberPlan, ...]:
    members = []
    for role, sex, low, high in kind.members:
        drawn = rng.choice("fm") if sex == "?" else sex
        person = people.somebody(rng, number=number, sex=drawn, age=rng.randint(low, high), on=on)
        if kind.key == "newcomers":
            person = _from_ukraine(rng, person, is_child=role == "child")
        members.append(MemberPlan(person, HouseholdRole(role)))
    return tuple(members)


def _from_ukraine(rng: random.Random, person: people.Somebody, *, is_child: bool) -> people.Somebody:
    if is_child:
        first_name = rng.choice([name for name, sex in people.UKRAINIAN_CHILDREN if sex == person.sex])
    else:
        first_name = rng.choice(people.UKRAINIAN_WOMEN)
    return people.Somebody(first_name, person.last_name, person.sex, person.born_on)


@dataclass(frozen=True, slots=True)
class _Way:
    meetings: tuple[MeetingPlan, ...]
    path_on: dt.date | None
    closed_on: dt.date | None


def _pace(town: Municipality) -> float:
    """Some teams close a case sooner, others walk with a family for more than a year."""
    return random.Random(f"pace {town.code}").choice((1.0, 1.0, 1.2, 1.5, 1.8))


def _way(rng: random.Random, agreed_on: dt.date, pace: float) -> _Way:
    """Meetings two months apart; most ways end within six to eleven months."""
    first = _meeting_day(agreed_on + dt.timedelta(days=rng.choice((7, 9, 11, 14, 14, 18, 21, 30))))
    lasts = dt.timedelta(days=round(rng.randrange(180, 330) * pace))
    closed_on = first + lasts if first + lasts < dt.date(2026, 9, 30) else None
    horizon = closed_on or TODAY + dt.timedelta(days=24)
    days = [first]
    while len(days) < 3:
        following = _meeting_day(days[-1] + dt.timedelta(days=rng.randrange(48, 85)))
        if following >= horizon:
            break
        days.append(following)
    meetings = tuple(_meeting(rng, day, is_first=day == first) for day in days)
    path_on = first if first < TODAY and (closed_on or rng.random() < 0.92) else None
    return _Way(meetings, path_on, closed_on)


def _meeting_day(day: dt.date) -> dt.date:
    """A Tuesday, Wednesday or Thursday, when partners have time."""
    return day + dt.timedelta(days={4: 4, 5: 3, 6: 2, 0: 1}.get(day.weekday(), 0))


def _meeting(rng: random.Random, day: dt.date, *, is_first: bool) -> MeetingPlan:
    return MeetingPlan(
        on=day,
        family_came=is_first or rng.random() < 0.9,
        partner_missing=rng.random() < 0.2,
        minutes=_FIRST_MINUTES if is_first else rng.choice(_NEXT_MINUTES),
    )


def _team_on(agreed_on: dt.date, way: _Way) -> dt.date | None:
    """A team is appointed between the agreement and the first meeting."""
    return min(agreed_on + dt.timedelta(days=3), TODAY) if way.meetings else None


def _goals(
    rng: random.Random, kind: FamilyKind, path_on: dt.date, way: _Way, basket: tuple[OfferPlan, ...]
) -> tuple[GoalPlan, ...]:
    on_offer = {offer.card.key: offer.card for offer in basket if offer.published_on <= path_on}
    used: set[str] = set()
    goals = []
    for name, area, tasks in kind.goals:
        chosen = [(task, _service(task[1], on_offer, used)) for task in tasks]
        kept = [(task, card) for task, card in chosen if card or task[2] != Doer.PARTNER]
        goals.append(
            GoalPlan(
                name,
                area,
                tuple(_task(rng, task, path_on, way, card) for task, card in kept or chosen[:1]),
            )
        )
    return tuple(goals)


def _task(
    rng: random.Random,
    task: tuple[str, str, str],
    path_on: dt.date,
    way: _Way,
    card: str | None,
) -> TaskPlan:
    """A task whose service the town does not have is carried by the social worker herself."""
    name, _, doer = task
    due_on = path_on + dt.timedelta(days=rng.randrange(21, 100))
    done_on = due_on + dt.timedelta(days=rng.choice((-12, -9, -6, -4, -2, -1, 0, 0, 3, 8)))
    last_day = way.closed_on or TODAY
    is_done = done_on < last_day and rng.random() < (0.93 if way.closed_on else 0.85)
    return TaskPlan(
        name=name,
        doer=Doer(doer) if card or doer != Doer.PARTNER else Doer.WORKER,
        card=card,
        due_on=due_on,
        done_on=done_on if is_done else None,
        failed=bool(way.closed_on) and not is_done,
    )


def _service(wanted: str, on_offer: dict[str, CardPlan], used: set[str]) -> str | None:
    """The card itself or another of its category that the town offers; each once in a path."""
    if not wanted:
        return None
    category = next(
        card.category for card in institutions()[provider_of_card()[wanted]].cards if card.key == wanted
    )
    same = [key for key, card in on_offer.items() if card.category == category and key not in used]
    found = wanted if wanted in same else next(iter(same), None)
    if found:
        used.add(found)
    return found
