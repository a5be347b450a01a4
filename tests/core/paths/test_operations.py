"""Building a path with a family and walking it, on the real database."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEvent
from core.audit.queries import first_altered_entry
from core.basket import operations as basket
from core.families import queries as families
from core.families.operations import close_case
from core.paths import errors, operations, queries
from core.paths.models import Goal, PlanConsent, Task
from core.paths.operations import TaskData
from core.privacy import operations as privacy
from core.privacy.queries import agreements
from core.referrals import operations as referrals
from core.referrals.errors import NoAgreementError, ServiceNotOfferedError
from core.referrals.models import Referral
from core.shared import clock
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams import queries as teams
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")


def written() -> tuple[int, ...]:
    """How many rows there are of everything that an operation here could write."""
    return tuple(model.objects.count() for model in (Goal, Task, Referral, PlanConsent, AuditEvent))


def test_a_service_from_the_basket_asks_the_partner_and_seats_it_in_the_team() -> None:
    town, family = vertical.town(), vertical.family()
    task = operations.add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("Rozmowy o wychowaniu", kind="service", service=town.card, need="Dwie rozmowy"),
    )
    assert task.referral is not None
    assert task.referral.partner_id == town.partner.pk
    assert task.referral.need == "Dwie rozmowy"
    seated = [row.partner_id for row in teams.members_of(family.team)]
    assert town.partner.pk in seated
    assert first_altered_entry() is None


def test_a_withdrawn_service_is_refused_and_nothing_is_written() -> None:
    town, family = vertical.town(), vertical.family()
    basket.withdraw_card(actor=town.officer, card=town.card)
    before = written()
    with pytest.raises(ServiceNotOfferedError) as refusal:
        operations.add_task(
            actor=family.worker,
            goal=family.goal,
            task=TaskData("Rozmowy", kind="service", service=town.card),
        )
    assert town.card.name in refusal.value.message
    assert written() == before


def test_without_agreement_nothing_goes_to_a_partner() -> None:
    town, family = vertical.town(), vertical.family()
    for agreement in agreements(family.case):
        privacy.withdraw_agreement(actor=family.worker, agreement=agreement)
    before = written()
    with pytest.raises(NoAgreementError):
        operations.add_task(
            actor=family.worker,
            goal=family.goal,
            task=TaskData("Rozmowy", kind="service", service=town.card),
        )
    assert written() == before


def test_the_path_begins_with_a_team() -> None:
    family = vertical.agreed_family()
    with pytest.raises(errors.TeamMissingError):
        operations.start_plan(actor=family.worker, case=family.case)


def test_the_family_agrees_and_a_change_makes_a_new_version() -> None:
    family = vertical.family()
    with pytest.raises(errors.NothingToAgreeError):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Zadzwonić do szkoły"))
    for _ in range(2):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=family.mother, mode="meeting")
    assert PlanConsent.objects.filter(plan=family.plan).count() == 1
    case = families.own_case(family.worker, family.case.pk)
    assert case.stage == "path"
    found = queries.overview(family.worker, case)
    assert found is not None
    assert found.plan.is_agreed
    operations.set_goal(actor=family.worker, plan=found.plan, title="Nowy cel", area="work")
    changed = queries.overview(family.worker, case)
    assert changed is not None
    assert (changed.plan.version, changed.plan.agreed_version) == (2, 1)
    assert not changed.plan.is_agreed


def test_only_who_takes_part_agrees() -> None:
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Zadzwonić"))
    for agreement in agreements(family.case):
        if agreement.person_id == family.father.pk:
            privacy.withdraw_agreement(actor=family.worker, agreement=agreement)
    with pytest.raises(errors.NotTakingPartError):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=family.father, mode="paper")


def test_one_person_never_sees_what_is_another_persons_alone() -> None:
    """Data that could leak: a goal and a task of the mother alone, due before anything shared."""
    family = vertical.family()
    secret = operations.set_goal(
        actor=family.worker,
        plan=family.plan,
        title="TYLKO-MATKI-CEL",
        area="safety",
        for_person=family.mother,
    )
    hidden = operations.add_task(
        actor=family.worker,
        goal=secret,
        task=TaskData("TYLKO-MATKI-ZADANIE", due_on=date(2026, 10, 6)),
    )
    operations.add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("TYLKO-MATKI-KROK", due_on=date(2026, 10, 7), for_person=family.mother),
    )
    shared = operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Wspólny krok", due_on=date(2026, 11, 1))
    )
    mother = people.actor_of(vertical.member_account(family, family.mother))
    father = people.actor_of(vertical.member_account(family, family.father))

    seen = queries.own_path(father)
    assert seen.overview is not None
    assert [goal.title for goal in seen.overview.goals] == ["Spokojny dom"]
    assert [t.title for goal in seen.overview.goals for t in goal.tasks.all()] == ["Wspólny krok"]
    assert seen.overview.next_step == shared
    assert seen.overview.progress.total == 1
    for task in (hidden,):
        with pytest.raises(NotVisibleError):
            queries.task_visible(father, task.pk)
        with pytest.raises(NotVisibleError):
            operations.complete_task(actor=father, task=task)
    hidden.refresh_from_db()
    assert hidden.status == "planned"

    hers = queries.own_path(mother)
    assert hers.overview is not None
    assert hers.overview.next_step == hidden
    assert operations.complete_task(actor=mother, task=hidden).status == "done"


def test_a_family_member_reaches_no_other_family() -> None:
    ours, theirs = vertical.family(), vertical.family()
    task = operations.add_task(actor=theirs.worker, goal=theirs.goal, task=TaskData("Ich krok"))
    me = people.actor_of(vertical.member_account(ours, ours.mother))
    before = written()
    with pytest.raises(NotVisibleError):
        queries.task_visible(me, task.pk)
    with pytest.raises(NotVisibleError):
        operations.complete_task(actor=me, task=task)
    with pytest.raises(NotVisibleError):
        operations.add_task(actor=me, goal=theirs.goal, task=TaskData("Wtręt"))
    with pytest.raises(NotVisibleError):
        operations.agree_plan(actor=me, plan=theirs.plan, person=ours.mother, mode="own_page")
    assert written() == before


@pytest.mark.parametrize(
    "role", [Role.DIRECTOR, Role.NETWORK_OFFICER, Role.DELEGATE, Role.SOCIAL_WORKER, Role.FAMILY_MEMBER]
)
def test_nobody_but_the_leading_worker_writes_a_path(role: str) -> None:
    family = vertical.family()
    stranger = people.actor(role, name="Obca Osoba")
    before = written()
    with pytest.raises(NotVisibleError):
        queries.overview(stranger, family.case)
    with pytest.raises(NotVisibleError):
        operations.set_goal(actor=stranger, plan=family.plan, title="Wtręt", area="home")
    assert written() == before


def test_a_delivered_service_completes_its_task_and_reporting_twice_has_one_effect() -> None:
    town, family = vertical.town(), vertical.family()
    task = operations.add_task(
        actor=family.worker,
        goal=family.goal,
        task=TaskData("Rozmowy", kind="service", service=town.card),
    )
    assert task.referral is not None
    referrals.accept(actor=town.delegate, referral=task.referral)
    for _ in range(2):
        operations.report_delivery(actor=town.delegate, referral=task.referral, outcome="delivered")
    task.refresh_from_db()
    assert task.status == "done"
    assert AuditEvent.objects.filter(action="paths.task_done").count() == 1


def test_a_closed_case_has_no_new_steps() -> None:
    family = vertical.family()
    case = families.own_case(family.worker, family.case.pk)
    close_case(actor=family.worker, case=case, outcome="achieved")
    with pytest.raises(errors.CaseClosedError):
        operations.set_goal(actor=family.worker, plan=family.plan, title="Za późno", area="home")


def test_a_due_day_before_the_path_is_refused() -> None:
    family = vertical.family()
    with pytest.raises(errors.DueBeforeStartError):
        operations.add_task(
            actor=family.worker,
            goal=family.goal,
            task=TaskData("Cofnąć czas", due_on=date(2020, 1, 1)),
        )


def test_the_overview_asks_as_often_for_three_goals_as_for_one() -> None:
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Krok"))
    with CaptureQueriesContext(connection) as one:
        queries.overview(family.worker, family.case)
    for number in range(3):
        goal = operations.set_goal(actor=family.worker, plan=family.plan, title=f"Cel {number}", area="work")
        for step in range(3):
            operations.add_task(actor=family.worker, goal=goal, task=TaskData(f"Krok {step}"))
    with CaptureQueriesContext(connection) as many, clock.standing_at(date(2026, 10, 5)):
        queries.overview(family.worker, family.case)
    assert len(many) == len(one)
