"""The order of a worker's list is made in SQL: it must say what the rule says, for every case."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

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
def test_the_database_and_the_rule_name_the_same_step_and_day(seed: int) -> None:
    deal_families(40, seed)
    _disturb(random.Random(seed))
    told = progress_of(Case.objects.all())
    found = list(due.by_due(Case.objects.all()))
    assert len(found) == 40
    for case in found:
        rule = told[case.pk].due
        assert case.due_step == rule.step  # type: ignore[attr-defined]
        expected = due.AT_ONCE if rule.step == Step.NO_AGREEMENT else rule.by
        assert case.due_by == expected, (rule, case)  # type: ignore[attr-defined]
    days = [case.due_by or date.max for case in found]  # type: ignore[attr-defined]
    assert days == sorted(days)
    assert len({case.due_step for case in found}) > 3  # type: ignore[attr-defined]


def test_a_workload_counts_what_waits_and_what_comes() -> None:
    deal_families(40, 4)
    open_cases = due.by_due(Case.objects.open())
    told = [one.due for one in progress_of(open_cases).values()]
    counted = due.workload(open_cases, timedelta(days=7))
    assert counted.cases == len(told)
    assert counted.overdue == sum(one.overdue for one in told)
    near = [one for one in told if not one.overdue and one.by and one.by <= TODAY + timedelta(days=7)]
    assert counted.soon == len(near)
    waiting = {case.pk for case in due.without_agreement(open_cases)}
    assert waiting == {
        case.pk
        for case in open_cases
        if progress_of([case])[case.pk].due.step in (Step.AGREEMENT, Step.NO_AGREEMENT)
    }
