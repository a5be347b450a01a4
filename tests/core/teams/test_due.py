"""The order of a worker's list: what waits longest first, by the one rule of the next step."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from core.families.models import Case, Person
from core.privacy.models import ParticipationAgreement
from core.privacy.queries.texts import text_in_force
from core.shared.clock import standing_at
from core.teams.enums import Step
from core.teams.models import CaseTeam, PlannedMeeting, TeamMeeting
from core.teams.queries import due, progress_of
from tests.support.figures import deal_families

TODAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _on_the_day(in_town: str) -> object:
    with standing_at(TODAY):
        yield


def _disturb(chance: random.Random) -> None:
    """Withdrawals, teams without meetings, days named and days set, some of them past."""
    for case in Case.objects.filter(agreed_on__isnull=False):
        assert case.agreed_on is not None
        ParticipationAgreement.objects.create(
            case=case,
            person=Person.objects.get(home=case.household_id),
            given_on=case.agreed_on,
            form="paper",
            text=text_in_force("agreement", "pl"),
            withdrawn_on=max(TODAY, case.agreed_on) if chance.random() < 0.2 else None,
        )
    for team in CaseTeam.objects.all():
        if chance.random() < 0.3:
            TeamMeeting.objects.filter(team=team).delete()
        for meeting in TeamMeeting.objects.filter(team=team):
            if chance.random() < 0.5:
                meeting.next_on = meeting.held_on + timedelta(days=chance.randint(1, 90))
                meeting.save()
        if chance.random() < 0.3:
            start = datetime(2026, 9, 20, 10, tzinfo=timezone.get_current_timezone())
            start += timedelta(days=chance.randint(0, 40))
            PlannedMeeting.objects.create(
                team=team,
                state=chance.choice(["set", "choosing", "cancelled"]),
                day=start.date(),
                starts_at=start,
                ends_at=start + timedelta(hours=1),
            )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_waits_longest_comes_first(seed: int) -> None:
    deal_families(40, seed)
    _disturb(random.Random(seed))
    told = progress_of(Case.objects.all())
    found = due.by_due(Case.objects.order_by("-opened_on", "-number", "pk"))
    assert {one.case.pk: one.progress for one in found} == told
    days = [one.due.by or (date.min if one.due.step == Step.NO_AGREEMENT else date.max) for one in found]
    assert days == sorted(days)
    same = [(day, -one.case.opened_on.toordinal()) for day, one in zip(days, found, strict=True)]
    assert same == sorted(same)
    assert len({one.due.step for one in found}) > 3


def test_a_workload_counts_what_waits_and_what_comes() -> None:
    deal_families(40, 4)
    _disturb(random.Random(4))
    found = due.by_due(Case.objects.open())
    told = [one.due for one in progress_of(Case.objects.open()).values()]
    counted = due.workload(found, timedelta(days=7))
    assert counted.cases == len(told)
    assert counted.overdue == sum(one.overdue for one in told)
    near = [one for one in told if not one.overdue and one.by and one.by <= TODAY + timedelta(days=7)]
    assert counted.soon == len(near)
    asked = [one for one in found if one.due.step in (Step.AGREEMENT, Step.NO_AGREEMENT)]
    assert due.without_agreement(found) == asked
    assert 0 < len(asked) < len(found)


def test_many_cases_ask_no_more_of_the_database_than_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    deal_families(1, 5)
    with django_assert_num_queries(4):
        due.by_due(Case.objects.open())
    deal_families(30, 6)
    with django_assert_num_queries(4):
        due.by_due(Case.objects.open())
