"""Counting only what changed gives what counting everything gives, whatever changed the records."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.families.models import Case, CaseGround, HouseholdMember, Person
from core.indicators.facts import STATEMENTS
from core.indicators.facts.stamps import SOURCES
from core.indicators.models import (
    ComputedPeriod,
    ContextFigure,
    EsfParticipation,
    IndicatorFact,
    StaffSupport,
)
from core.indicators.operations import compute, refresh
from core.indicators.rules import Period, months_between
from core.shared import clock
from core.teams.models import TeamMeeting
from tests.support import people
from tests.support.figures import TODAY, deal_families

MONTHS = list(months_between(date(2025, 11, 1), date(2026, 9, 1)))
# Tables that only name what is counted; the records that hang on them carry the days.
_THROUGH = {"indicators_indicatorfact", "exchange_supportshare"}


def facts() -> dict[tuple[Any, ...], int]:
    return {
        (row.period_kind, row.period_start, row.measure, row.dimension, row.member): row.value
        for row in IndicatorFact.objects.order_by("measure")
    }


def close_a_case(chance: random.Random) -> None:
    case = chance.choice(list(Case.objects.filter(stage="agreed").order_by("number")))
    case.stage, case.outcome = "closed", chance.choice(["achieved", "withdrawn"])
    case.closed_on = max(case.opened_on, case.agreed_on or case.opened_on) + timedelta(chance.randrange(200))
    case.save()


def correct_a_person(chance: random.Random) -> None:
    person = chance.choice(list(Person.objects.order_by("pk")))
    person.sex, person.born_on = chance.choice(["F", "M"]), date(chance.randrange(1940, 2012), 2, 3)
    person.save()


def end_a_ground(chance: random.Random) -> None:
    ground = chance.choice(list(CaseGround.objects.order_by("pk")))
    CaseGround.objects.filter(pk=ground.pk).update(
        ends_on=ground.starts_on + timedelta(chance.randrange(120))
    )


def take_a_meeting_away(chance: random.Random) -> None:
    chance.choice(list(TeamMeeting.objects.order_by("pk"))).delete()


def add_a_child(chance: random.Random) -> None:
    member = chance.choice(list(HouseholdMember.objects.filter(role="lead").order_by("pk")))
    child = Person.objects.create(
        home=member.household, first_name="Ola", last_name="Przykładowa", born_on=date(2015, 1, 2), sex="F"
    )
    HouseholdMember.objects.create(
        household=member.household,
        person=child,
        role="child",
        starts_on=date(2026, 1, 1) + timedelta(chance.randrange(200)),
    )


def enter_esf(chance: random.Random) -> None:
    case = chance.choice(list(Case.objects.exclude(agreed_on=None).order_by("number")))
    person = case.household.members.order_by("pk")[0].person
    values = dict.fromkeys(("third_country", "foreign", "minority", "homeless", "rural"), "no")
    EsfParticipation.objects.update_or_create(
        case=case,
        person=person,
        defaults={
            "entered_on": date(2026, 1, 5) + timedelta(chance.randrange(200)),
            "labour": chance.choice(["unemployed", "long_term", "inactive", "employed"]),
            "isced": "3-4",
            "disability": chance.choice(["yes", "no", "refused"]),
            "recorded_by": "x",
            **values,
        },
    )


def support_the_staff(chance: random.Random) -> None:
    StaffSupport.objects.create(
        kind=chance.choice(["coaching", "workshop"]),
        held_on=date(2026, 1, 5) + timedelta(chance.randrange(260)),
        minutes=90,
        persons=4,
        subject="Rozmowa",
        recorded_by="x",
    )


def state_a_number(chance: random.Random) -> None:
    for kind in chance.sample(["persons", "population", "families", "workers", "social_work"], 2):
        ContextFigure.objects.update_or_create(
            kind=kind,
            ground="",
            period_kind="half",
            period_start=date(2026, 1, 1),
            defaults={"value": chance.randrange(900), "entered_by": "x", "entered_at": clock.now()},
        )


CHANGES = [
    close_a_case,
    correct_a_person,
    end_a_ground,
    take_a_meeting_away,
    add_a_child,
    enter_esf,
    support_the_staff,
    state_a_number,
]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 999)), min_size=1, max_size=4))
def test_what_changed_counted_again_is_everything_counted_again(
    in_town: str, steps: list[tuple[Any, int]]
) -> None:
    with clock.standing_at(TODAY):
        if not Case.objects.exists():
            deal_families(25, seed=11)
            compute(actor=people.system(), months=MONTHS)
        for change, seed in steps:
            change(random.Random(seed))
            refresh(actor=people.system())
        by_steps = facts()
        compute(actor=people.system(), months=MONTHS, anew=True)
    assert by_steps == facts()


def test_nothing_is_counted_twice_and_only_later_periods_are_counted_again(in_town: str) -> None:
    with clock.standing_at(TODAY):
        deal_families(10, seed=5)
        compute(actor=people.system(), months=MONTHS)
        assert refresh(actor=people.system()) == ()
        support_the_staff(random.Random(1))
        entry = StaffSupport.objects.get()
        entry.held_on = date(2026, 7, 9)
        entry.save()
        counted = refresh(actor=people.system())
    assert {period.code for period in counted} == {"2026-07", "2026-08", "2026-09", "2026-q3"}
    assert (
        IndicatorFact.objects.get(
            measure="support_minutes", period_kind="quarter", dimension="", period_start=date(2026, 7, 1)
        ).value
        == 90
    )


def test_a_month_that_has_ended_is_counted_by_itself(in_town: str) -> None:
    with clock.standing_at(date(2026, 9, 3)):
        compute(actor=people.system(), months=[date(2026, 8, 1)])
    with clock.standing_at(date(2026, 10, 1)):
        counted = refresh(actor=people.system())
    assert Period("month", date(2026, 9, 1)) in counted
    assert ComputedPeriod.objects.filter(period_kind="quarter", period_start=date(2026, 7, 1)).exists()


def test_the_number_of_statements_does_not_grow_with_the_records(in_town: str) -> None:
    counts = []
    for number in (3, 30):
        with clock.standing_at(TODAY):
            deal_families(number, seed=number)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                compute(actor=people.system(), months=MONTHS)
        counts.append(len([query for query in asked if "SAVEPOINT" not in query["sql"]]))
    assert counts[0] == counts[1] <= 14


def test_every_record_that_is_counted_is_watched() -> None:
    """A table read by a count and not by a stamp would change figures unnoticed."""
    tables = re.compile(r"(?:FROM|JOIN)\s+(?:public\.)?([a-z]+_[a-z_]+)\b")
    watched = set(tables.findall(" ".join(f"FROM {source[2]}" for source in SOURCES.values())))
    read = {name for statement in STATEMENTS for name in tables.findall(statement)}
    own = {"first_meeting", "closed_before", "in_force"}
    assert sorted(read - own - watched - _THROUGH) == []


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_can_be_read(in_town: str, name: str) -> None:
    day, columns, tables = SOURCES[name]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {day}, {columns} FROM {tables} LIMIT 1")
