"""The way down from a number: the same families that the number counts, and only the reader's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.families.models import Case
from core.indicators.drilling import DRILLED, drilled
from core.indicators.enums import Measure
from core.indicators.models import IndicatorFact
from core.indicators.operations import compute
from core.indicators.rules import Period, months_between
from core.shared import clock
from core.shared.enums import Role
from tenants.context import in_tenant
from tests.support import people
from tests.support.figures import TODAY, deal_families

MEETINGS = {Measure.TEAM_MEETINGS, Measure.TEAM_MEETINGS_WITH_FAMILY}
# One family may have several; the number counts them, the way down leads to the family once.
SUMS = {*MEETINGS, Measure.GROUND_MENTIONS}


@pytest.fixture
def dealt(db: None) -> Iterator[None]:
    with clock.standing_at(TODAY), in_tenant("g_2464011"):
        deal_families(60, seed=11)
        compute(actor=people.system(), months=list(months_between(date(2026, 1, 1), date(2026, 9, 1))))
        yield


def test_behind_each_number_stand_as_many_families(dealt: None) -> None:
    facts = IndicatorFact.objects.filter(measure__in=DRILLED)
    for row in facts:
        counted = drilled(people.system(), row.measure, Period(row.period_kind, row.period_start))
        behind = sum(item.is_in(row.dimension, row.member) for item in counted)
        if row.measure in SUMS:
            assert 0 < behind <= row.value, row
        else:
            assert behind == row.value, row
    assert {row.dimension for row in facts} >= {"", "ground", "household", "sex", "age", "outcome", "days"}


def test_only_own_families_and_nobody_elses(dealt: None) -> None:
    period = Period("quarter", date(2026, 7, 1))
    everyone = drilled(people.system(), Measure.FAMILIES_SERVED, period)
    assert len(everyone) > 20
    for role in (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.DELEGATE):
        assert drilled(people.actor(role), Measure.FAMILIES_SERVED, period) == []
    worker = people.account(Role.SOCIAL_WORKER, email="druga@testy.example")
    Case.objects.filter(pk__in=[item.case.pk for item in everyone[:3]]).update(social_worker=worker)
    own = drilled(people.actor_of(worker), Measure.FAMILIES_SERVED, period)
    assert {item.case.pk for item in own} == {item.case.pk for item in everyone[:3]}


def test_other_measures_have_no_way_down(dealt: None) -> None:
    assert drilled(people.system(), Measure.CARDS_PUBLISHED, Period("quarter", date(2026, 7, 1))) == []


def test_the_way_down_asks_two_questions(dealt: None) -> None:
    with CaptureQueriesContext(connection) as few:
        drilled(people.system(), Measure.FAMILIES_SERVED, Period("year", date(2026, 1, 1)))
    assert len(few) == 2
