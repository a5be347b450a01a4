"""Each count of the work with a family, by a story small enough to be counted on fingers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.families.models import Case, ClosingConversation
from core.indicators.operations import compute
from core.indicators.queries import counts_of
from core.indicators.rules import Period
from core.matching.models import Need, UnmetNeed
from core.partnership.models import PartnerOrganisation
from core.paths.models import Goal, Task
from core.privacy.models import ParticipationAgreement
from core.referrals.models import Referral
from core.shared import clock
from core.teams import operations as teams
from core.teams.models import TeamMember
from tests.support import people, vertical
from tests.support.assessments import assessed
from tests.support.figures import TODAY

if TYPE_CHECKING:
    from tests.support.vertical import Family, Town

SPRING = Period("quarter", date(2026, 4, 1))
WINTER = Period("quarter", date(2026, 1, 1))
Counts = dict[tuple[str, str, str], int]


def counted(period: Period = SPRING) -> Counts:
    with clock.standing_at(TODAY):
        compute(actor=people.system(), months=[period.last_day.replace(day=1)])
    return counts_of(period)


@pytest.fixture
def town(in_town: str) -> Town:
    return vertical.town()


@pytest.fixture
def family(town: Town) -> Family:
    return vertical.family()


def closed(case: Case, on: date, outcome: str = "achieved") -> None:
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=on, outcome=outcome)


def test_persons_and_agreements(family: Family) -> None:
    found = counted()
    assert found["persons_served", "", ""] == found["persons_served", "disability", "unknown"] == 2
    assert found["persons_served", "age", "30-54"] == 2
    assert found["cases_consented", "", ""] == found["families_active", "", ""] == 1
    ParticipationAgreement.objects.filter(person=family.father).update(withdrawn_on=date(2026, 5, 1))
    seat = {"team": family.team, "kind": "family", "person": family.father}
    TeamMember.objects.get_or_create(**seat, defaults={"starts_on": date(2026, 3, 2)})
    assert ("cases_consented", "", "") not in counted()
    assert counted(WINTER)["cases_consented", "", ""] == 1


def test_teams_are_as_broad_as_their_institutions(town: Town, family: Family) -> None:
    with clock.standing_at(date(2026, 4, 2)):
        teams.add_partner_member(actor=family.worker, team=family.team, partner=town.partner)
    found = counted()
    assert found["teams_active", "", ""] == 1
    assert found["team_institutions", "", ""] == 2
    assert found["team_institutions", "sector", "education"] == 1
    assert ("teams_broad", "", "") not in found
    assert counted(WINTER)["team_institutions", "", ""] == 1


def test_requests_are_judged_when_their_seven_days_are_over(town: Town, family: Family) -> None:
    asked: dict[str, Any] = {"case": family.case, "service": town.card, "partner": town.partner}
    days = (
        (date(2026, 3, 20), date(2026, 3, 27), "accepted"),  # winter's, in time
        (date(2026, 3, 27), date(2026, 4, 10), "declined"),  # due in spring, late
        (date(2026, 4, 20), None, "expired"),  # never answered
        (date(2026, 5, 2), None, "withdrawn"),  # taken back: nobody's delay
    )
    for sent, answered, status in days:
        Referral.objects.create(**asked, sent_on=sent, answered_on=answered, status=status, need="x")
    found = counted()
    assert found["requests_due", "", ""] == found["requests_due", "sector", "education"] == 2
    assert ("requests_in_time", "", "") not in found
    assert counted(WINTER)["requests_in_time", "", ""] == counted(WINTER)["requests_due", "", ""] == 1
    assert found["cards_used", "", ""] == found["cards_published", "", ""] == 1
    assert found["cards_used", "category", "family_support"] == 1


def test_steps_goals_and_the_end(family: Family) -> None:
    Task.objects.all().delete()
    for place, (due, done, status) in enumerate(
        (
            (date(2026, 4, 10), date(2026, 4, 10), "done"),
            (date(2026, 4, 10), date(2026, 4, 11), "done"),
            (date(2026, 5, 1), None, "planned"),
            (date(2026, 5, 1), None, "abandoned"),
            (date(2026, 7, 1), None, "planned"),
        ),
        start=10,
    ):
        Task.objects.create(
            goal=family.goal,
            title="Krok",
            kind="family",
            due_on=due,
            done_on=done,
            status=status,
            position=place,
        )
    Goal.objects.create(plan=family.plan, title="Praca", area="work", status="achieved", position=9)
    found = counted()
    assert (found["tasks_due", "", ""], found["tasks_in_time", "", ""]) == (3, 1)
    assert found["tasks_due", "doer", "family"] == 3
    assert ("goals_set", "", "") not in found
    closed(family.case, date(2026, 6, 20))
    for on, said in ((date(2026, 6, 1), 2), (date(2026, 6, 19), 5)):
        ClosingConversation.objects.create(
            case=family.case, held_on=on, influence=said, recorded_by_name="Sonia"
        )
    found = counted()
    assert (found["goals_set", "", ""], found["goals_achieved", "area", "work"]) == (2, 1)
    assert found["voice_answers", "influence", "5"] == found["voice_answers", "", ""] == 1
    assert found["families_achieved", "household", "two_parents"] == 1
    assert found["duration_median", "", ""] == 3
    assert found["families_closed", "months", "0-3"] == 1


def test_a_family_returns_within_a_year(family: Family) -> None:
    case = family.case
    Case.objects.filter(pk=case.pk).update(opened_on=date(2024, 1, 2), agreed_on=date(2024, 1, 2))
    closed(case, date(2024, 6, 1))
    year = Period("year", date(2025, 1, 1))
    assert counted(year)["families_closed_before", "", ""] == 1
    assert ("families_returned", "", "") not in counted(year)
    Case.objects.create(
        household=case.household,
        number="wróciła",
        social_worker_id=case.social_worker_id,
        opened_on=date(2025, 5, 30),
    )
    assert counted(year)["families_returned", "", ""] == 1
    Case.objects.filter(number="wróciła").update(opened_on=date(2025, 6, 2))
    assert ("families_returned", "", "") not in counted(year)


def test_ratings_are_compared_with_the_first(family: Family) -> None:
    from core.assessments.rules.readings import Entry  # noqa: PLC0415

    for day, rating in ((date(2026, 3, 10), 3), (date(2026, 4, 10), 2), (date(2026, 5, 10), 7)):
        with clock.standing_at(day):
            assessed(family.worker, family.case, day, Entry("housing", rating, 4, "cisza", "piec"))
    found = counted()
    assert found["ratings_compared", "", ""] == found["ratings_compared", "change", "better"] == 1
    assert (found["ratings_first", "domain", "housing"], found["ratings_last", "", ""]) == (3, 7)
    april = counted(Period("month", date(2026, 4, 1)))
    assert april["ratings_compared", "change", "worse"] == 1
    assert ("ratings_compared", "", "") not in counted(WINTER)


def test_needs_without_a_service(family: Family) -> None:
    kinds = (("health", "", None), ("housing", "3", "no_service"), ("housing", "", "refused_by_family"))
    for category, ground, cause in kinds:
        need = Need.objects.create(
            case=family.case, category=category, ground=ground, text="x", recorded_on=date(2026, 5, 4)
        )
        if cause:
            UnmetNeed.objects.create(need=need, cause=cause, recorded_on=date(2026, 5, 6))
    found = counted()
    assert (found["needs_recorded", "", ""], found["needs_unmet", "", ""]) == (3, 1)
    assert found["needs_recorded", "category", "housing"] == 2
    assert found["needs_unmet", "ground", "3"] == found["needs_unmet", "cause", "no_service"] == 1
    UnmetNeed.objects.filter(cause="no_service").update(resolved_on=date(2026, 6, 30))
    assert ("needs_unmet", "", "") not in counted()


def test_partners_their_sectors_and_freshness(town: Town) -> None:
    found = counted()
    assert found["partners_invited", "", ""] == found["partners_acceded", "sector", "education"] == 1
    assert found["sectors_covered", "", ""] == 1
    assert found["sectors_known", "", ""] == 12
    assert ("partnerships_formed", "", "") not in found
    PartnerOrganisation.objects.filter(pk=town.partner.pk).update(is_lead=True)
    assert found["cards_reviewed", "", ""] == 1
