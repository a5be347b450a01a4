"""What the case page reads once says the same as the queries that ask for it of many cases."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from core.assessments.queries.due import due_in, due_of
from core.families.queries import case_visible
from core.fidelity.queries.facts import facts_of, facts_read
from core.fidelity.queries.findings import findings_of, findings_read
from core.paths import operations as paths
from core.paths.operations import TaskData
from core.privacy.operations import withdraw_agreement
from core.privacy.queries import agreements, somebody_agrees
from core.shared import clock
from core.teams.operations import hold_meeting
from core.teams.queries import progress_of
from tests.support import vertical
from tests.support.assessments import assessed
from web.families.reading import read_case

pytestmark = pytest.mark.django_db
DAY = vertical.OPENED


@pytest.fixture
def home(in_town: str) -> vertical.Family:
    assert in_town
    return vertical.family()


def walked(home: vertical.Family, town: vertical.Town) -> None:
    """Meetings with and without the family, a talk, steps done, put aside and asked of a partner."""
    for after, family in ((10, True), (30, False)):
        with clock.standing_at(DAY + timedelta(days=after)):
            hold_meeting(
                actor=home.worker,
                team=home.team,
                held_on=DAY + timedelta(days=after),
                present=home.team.members.filter(kind__in=["family", "worker"] if family else ["worker"]),
                minutes="ustalenia" if family else "",
                without_family_reason="" if family else "choroba",
                next_on=DAY + timedelta(days=after + 14),
            )
    assessed(home.worker, home.case, DAY + timedelta(days=2))
    assessed(home.worker, home.case, DAY + timedelta(days=3), person=home.mother)
    with clock.standing_at(DAY + timedelta(days=11)):
        done, aside = (
            paths.add_task(actor=home.worker, goal=home.goal, task=TaskData(title)) for title in ("A", "B")
        )
        paths.add_task(
            actor=home.worker,
            goal=home.goal,
            task=TaskData("Konsultacje", "service", service=town.card, need="rozmowa"),
        )
        paths.complete_task(actor=home.worker, task=done)
        paths.abandon_task(actor=home.worker, task=aside, reason="inaczej")
        paths.agree_plan(actor=home.worker, plan=home.plan, person=home.mother, mode="meeting")


def same(one: Any, other: Any) -> None:
    """Equal facts, in whatever order they were read."""
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, tuple):
            mine, theirs = sorted(mine, key=repr), sorted(theirs, key=repr)
        assert mine == theirs, field.name


@pytest.mark.parametrize("after", [0, 12, 45, 200])
def test_facts_and_findings_are_those_of_many_cases(home: vertical.Family, after: int) -> None:
    walked(home, vertical.town())
    on: date = DAY + timedelta(days=after)
    with clock.standing_at(on):
        case = case_visible(home.worker, home.case.pk)
        read = read_case(home.worker, case)
        same(facts_read(read.facts, on), facts_of([case], on)[case.pk])
        assert findings_read(home.worker, read.facts) == findings_of(home.worker, case)
        assert due_in(case, read.talks, read.members) == due_of([case])


@pytest.mark.parametrize("withdraws", [False, True])
def test_progress_is_that_of_the_list(home: vertical.Family, *, withdraws: bool) -> None:
    walked(home, vertical.town())
    if withdraws:
        for agreement in agreements(home.case):
            withdraw_agreement(actor=home.worker, agreement=agreement)
    for after in (0, 12, 45, 200):
        with clock.standing_at(DAY + timedelta(days=after)):
            case = case_visible(home.worker, home.case.pk)
            read = read_case(home.worker, case)
            agrees = somebody_agrees(read.agreements)
            assert read.record.progress(someone_agrees=agrees) == progress_of([case])[case.pk]


def test_a_case_without_team_and_path_is_read_too(in_town: str) -> None:
    assert in_town
    family = vertical.agreed_family()
    read = read_case(family.worker, case_visible(family.worker, family.case.pk))
    assert (read.path, read.record.team, read.record.meetings) == (None, None, [])
    agrees = somebody_agrees(read.agreements)
    assert read.record.progress(someone_agrees=agrees) == progress_of([family.case])[family.case.pk]
    assert findings_read(family.worker, read.facts) == findings_of(family.worker, family.case)
