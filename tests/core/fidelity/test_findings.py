"""Findings of cases as they stand in the database; who reads them; a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction

from core.families.operations import close_case
from core.families.operations.reviews import (
    ClosingData,
    ReviewData,
    record_closing_conversation,
    record_review,
)
from core.fidelity.enums import Constraint, EventKind, Standing
from core.fidelity.errors import TermRangeError
from core.fidelity.models import FidelityTerms
from core.fidelity.operations import decide_terms
from core.fidelity.queries.findings import broken_cases, findings_of, shares, town_shares
from core.fidelity.queries.terms import terms_in_force, terms_visible_to
from core.fidelity.rules.facts import DEFAULT, Terms
from core.paths import operations as paths
from core.paths.operations import TaskData
from core.referrals import operations as referrals
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import ConflictError, NotVisibleError
from core.teams.models import TeamMeeting
from core.teams.operations import hold_meeting
from tests.support import people, vertical
from tests.support.assessments import assessed

if TYPE_CHECKING:
    from core.fidelity.rules.constraints import Finding
    from tests.support.vertical import Family, Town

pytestmark = pytest.mark.django_db
C, S, E = Constraint, Standing, EventKind
DAY = vertical.OPENED


@pytest.fixture
def town(in_town: str) -> Town:
    return vertical.town()


@pytest.fixture
def made(town: Town) -> Family:
    assert town
    return vertical.family()


def standings(made: Family, on: date) -> dict[Constraint, Finding]:
    return findings_of(made.worker, made.case, on)


def broken_by(finding: Finding) -> EventKind | None:
    return finding.event.kind if finding.event else None


def held(made: Family, on: date, *, family: bool = True, minutes: str = "ustalenia") -> TeamMeeting:
    with clock.standing_at(on):
        return hold_meeting(
            actor=made.worker,
            team=made.team,
            held_on=on,
            present=made.team.members.filter(kind__in=["family", "worker"] if family else ["worker"]),
            minutes=minutes,
            without_family_reason="" if family else "nagła choroba",
        )


class TestOneCase:
    """Each rule over what operations wrote."""

    def test_on_the_first_day(self, made: Family) -> None:
        found = standings(made, DAY)
        assert found[C.FIRST_MEETING].standing == S.PENDING
        assert found[C.ASSESSMENT_FIRST].standing == S.VIOLATED
        assert broken_by(found[C.ASSESSMENT_FIRST]) == E.TEAM_FORMED
        assert found[C.AGREEMENT_FIRST].standing == S.NOT_APPLICABLE

    def test_meetings_and_minutes(self, made: Family) -> None:
        held(made, DAY + timedelta(days=20))
        without = held(made, DAY + timedelta(days=40), family=False, minutes="")
        found = standings(made, DAY + timedelta(days=60))
        assert found[C.FIRST_MEETING].standing == S.SATISFIED
        event = found[C.FAMILY_PRESENT].event
        assert event is not None
        assert (event.key, event.on) == (without.pk, without.held_on)
        assert broken_by(found[C.MINUTES_IN_TIME]) == E.NO_MINUTES
        early = standings(made, DAY + timedelta(days=30))
        assert early[C.FAMILY_PRESENT].standing == S.SATISFIED

    def test_assessments_are_reviews(self, made: Family) -> None:
        assessed(made.worker, made.case, DAY)
        assert standings(made, DAY)[C.ASSESSMENT_FIRST].standing == S.SATISFIED
        late = standings(made, DAY + timedelta(weeks=15))
        assert broken_by(late[C.REVIEWED]) == E.NO_REVIEW
        assessed(made.worker, made.case, DAY + timedelta(weeks=12))
        assert standings(made, DAY + timedelta(weeks=15))[C.REVIEWED].standing == S.SATISFIED

    def test_requests_steps_and_path(self, made: Family, town: Town) -> None:
        with clock.standing_at(DAY + timedelta(days=1)):
            task = paths.add_task(
                actor=made.worker,
                goal=made.goal,
                task=TaskData("Konsultacje", "service", service=town.card, need="rozmowa"),
            )
        on = DAY + timedelta(days=20)
        found = standings(made, on)
        event = found[C.ANSWER_IN_TIME].event
        assert event is not None
        assert event.key == task.referral_id
        assert found[C.STEPS_FROM_BASKET].standing == S.PENDING
        with clock.standing_at(DAY + timedelta(days=5)):
            assert task.referral is not None
            referrals.accept(actor=town.delegate, referral=task.referral)
            paths.agree_plan(actor=made.worker, plan=made.plan, person=made.mother, mode="meeting")
        found = standings(made, on)
        assert found[C.ANSWER_IN_TIME].standing == S.SATISFIED
        assert found[C.PATH_AGREED].standing == S.SATISFIED
        assert found[C.STEPS_FROM_BASKET].standing == S.SATISFIED
        assert found[C.AGREEMENT_FIRST].standing == S.SATISFIED

    def test_only_the_leader_reads_them(self, made: Family) -> None:
        for actor in (
            people.actor(Role.DIRECTOR),
            people.actor(Role.SOCIAL_WORKER),
            people.actor_of(vertical.member_account(made, made.mother)),
        ):
            with pytest.raises(NotVisibleError):
                findings_of(actor, made.case)


class TestTown:
    """Counts, and the cases behind them."""

    def test_shares_and_drill_down(self, made: Family) -> None:
        other = vertical.family()
        assessed(other.worker, other.case, DAY)
        director = people.actor(Role.DIRECTOR)
        on = DAY + timedelta(days=10)
        share = town_shares(director, on)[C.ASSESSMENT_FIRST]
        assert (share.satisfied, share.violated, share.share) == (1, 1, 0.5)
        assert shares(on) == town_shares(director, on)
        assert shares(on)[C.FAMILY_PRESENT].share is None
        (row,) = broken_cases(director, "assessment_first", on)
        assert (row.case, row.event.kind) == (made.case, E.TEAM_FORMED)
        assert town_shares(other.worker, on)[C.ASSESSMENT_FIRST].violated == 0
        assert broken_cases(other.worker, "assessment_first", on) == []
        for actor in (people.actor(Role.DELEGATE), people.actor(Role.FAMILY_MEMBER)):
            with pytest.raises(NotVisibleError):
                town_shares(actor)
            with pytest.raises(NotVisibleError):
                broken_cases(actor, "assessment_first")
        with pytest.raises(NotVisibleError):
            broken_cases(director, "moon")

    def test_a_case_closed_long_ago_is_not_counted(self, made: Family) -> None:
        with clock.standing_at(vertical.TODAY):
            close_case(actor=made.worker, case=made.case, outcome="achieved")
        director = people.actor(Role.DIRECTOR)
        soon = town_shares(director, vertical.TODAY)[C.CLOSING_CONVERSATION]
        assert soon.violated + soon.satisfied == 1
        late = town_shares(director, vertical.TODAY + timedelta(days=400))
        assert late[C.CLOSING_CONVERSATION].decided == 0

    def test_constant_in_queries(self, made: Family, django_assert_num_queries: Any) -> None:
        held(made, DAY)
        assessed(made.worker, made.case, DAY)
        with django_assert_num_queries(12) as one:
            shares()
        for _ in range(2):
            more = vertical.family()
            held(more, DAY)
        with django_assert_num_queries(len(one)):
            shares()


class TestTerms:
    """The director decides."""

    def test_versions(self, made: Family) -> None:
        director = people.actor(Role.DIRECTOR)
        assert terms_in_force() == DEFAULT
        first = decide_terms(actor=director, terms=Terms(first_meeting_days=14), after=0)
        assert decide_terms(actor=director, terms=Terms(first_meeting_days=14)) == first
        with pytest.raises(ConflictError):
            decide_terms(actor=director, terms=Terms(first_meeting_days=20), after=0)
        held(made, DAY + timedelta(days=20))
        assert standings(made, vertical.TODAY)[C.FIRST_MEETING].standing == S.VIOLATED
        decide_terms(actor=director, terms=Terms(first_meeting_days=20), after=1)
        assert standings(made, vertical.TODAY)[C.FIRST_MEETING].standing == S.SATISFIED
        assert [one.number for one in terms_visible_to(made.worker)] == [2, 1]

    def test_who_and_how_far(self, made: Family) -> None:
        for actor in (made.worker, people.actor(Role.NETWORK_OFFICER)):
            with pytest.raises(NotVisibleError):
                decide_terms(actor=actor, terms=Terms())
        with pytest.raises(TermRangeError) as refused:
            decide_terms(actor=people.actor(Role.DIRECTOR), terms=Terms(answer_days=0))
        assert refused.value.field == "answer_days"
        assert not FidelityTerms.objects.exists()
        assert not terms_visible_to(people.actor(Role.DELEGATE)).exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            FidelityTerms.objects.create(number=1, answer_days=0, decided_on=DAY)


class TestLookingBack:
    """Reviews and the closing conversation count."""

    def test_a_review_counts_like_an_assessment_and_a_talk_ends_the_work(self, made: Family) -> None:
        assessed(made.worker, made.case, DAY)
        on = DAY + timedelta(weeks=12)
        with clock.standing_at(on):
            paths.add_task(actor=made.worker, goal=made.goal, task=TaskData("Wspólne obiady", "family"))
            paths.agree_plan(actor=made.worker, plan=made.plan, person=made.mother, mode="meeting")
            made.case.refresh_from_db()
            review = ReviewData(held_on=on, works="rozmowy w domu", persons=[made.mother])
            record_review(actor=made.worker, case=made.case, review=review)
        assert standings(made, on + timedelta(weeks=8))[C.REVIEWED].standing == S.SATISFIED
        with clock.standing_at(on + timedelta(weeks=1)):
            talk = ClosingData(held_on=clock.today(), achieved="spokojny dom", persons=[made.mother])
            record_closing_conversation(actor=made.worker, case=made.case, conversation=talk)
            made.case.refresh_from_db()
            assert standings(made, clock.today())[C.CLOSING_CONVERSATION].standing == S.PENDING
            close_case(actor=made.worker, case=made.case, outcome="achieved")
            assert standings(made, clock.today())[C.CLOSING_CONVERSATION].standing == S.SATISFIED
