"""A step moves: words, day, hands, put aside, taken up again; it follows its request."""

from __future__ import annotations

from datetime import date

import pytest

from core.identity.models import User
from core.paths import errors, operations, queries
from core.paths.enums import Hitch
from core.paths.models import Goal, Task
from core.paths.operations import Owner, TaskData
from core.paths.queries.watching import watched
from core.referrals import operations as referrals
from core.shared import clock
from core.shared.errors import ConflictError, NotVisibleError
from core.shared.ids import uuid7
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")

DUE = date(2026, 11, 2)


def family_step(family: vertical.Family) -> Task:
    return operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Zadzwonić do szkoły", due_on=DUE)
    )


def service_step(town: vertical.Town, family: vertical.Family) -> Task:
    return operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Rozmowy", kind="service", service=town.card)
    )


def test_a_change_keeps_what_was_and_why() -> None:
    family = vertical.family()
    task = family_step(family)
    with pytest.raises(errors.ReasonMissingError):
        operations.change_task(actor=family.worker, task=task, reason="", title="Napisać do szkoły")
    changed = operations.change_task(
        actor=family.worker,
        task=task,
        reason="Szkoła nie odbiera telefonów.",
        title="Napisać do szkoły",
        due_on=date(2026, 11, 9),
        owner=Owner(person=family.mother),
        version=task.version,
    )
    assert (changed.title, changed.due_on, changed.owner_person) == (
        "Napisać do szkoły",
        date(2026, 11, 9),
        family.mother,
    )
    lines = {line.kind: (line.before, line.after, line.reason) for line in task.changes.all()}
    assert lines["reworded"][:2] == ("Zadzwonić do szkoły", "Napisać do szkoły")
    assert lines["moved"] == ("2026-11-02", "2026-11-09", "Szkoła nie odbiera telefonów.")
    assert lines["owner"][1] == "Anna"
    with pytest.raises(ConflictError):
        operations.change_task(
            actor=family.worker, task=task, reason="Drugi raz", title="Inaczej", version=task.version
        )


def test_the_same_change_again_is_none() -> None:
    family = vertical.family()
    task = family_step(family)
    operations.change_task(actor=family.worker, task=task, reason="", title=task.title, due_on=DUE)
    task.refresh_from_db()
    assert (task.version, task.changes.count()) == (1, 1)


def test_who_does_a_step_fits_its_kind() -> None:
    town, family = vertical.town(), vertical.family()
    other = vertical.agreed_family()
    user: User = family.worker_user
    for kind, owner, refusal in (
        ("partner", Owner(), errors.OwnerMissingError),
        ("family", Owner(partner=town.partner), errors.OwnerNotFittingError),
        ("worker", Owner(person=family.mother), errors.OwnerNotFittingError),
        ("worker", Owner(user=town.delegate_user), errors.OwnerNotFittingError),
        ("family", Owner(person=other.mother), NotVisibleError),
    ):
        with pytest.raises(refusal):
            operations.add_task(
                actor=family.worker, goal=family.goal, task=TaskData("Krok", kind=kind, owner=owner)
            )
    for kind, owner in (("partner", Owner(partner=town.partner)), ("worker", Owner(user=user))):
        operations.add_task(
            actor=family.worker, goal=family.goal, task=TaskData("Krok", kind=kind, owner=owner)
        )


def test_double_submit_makes_one_goal_and_one_step() -> None:
    family = vertical.family()
    key, other = uuid7(), uuid7()
    for _ in range(2):
        goal = operations.set_goal(actor=family.worker, plan=family.plan, title="Praca", area="work", key=key)
        operations.add_task(actor=family.worker, goal=goal, task=TaskData("CV"), key=other)
    assert Goal.objects.filter(plan=family.plan).count() == 2
    assert Task.objects.count() == 1
    with pytest.raises(NotVisibleError):
        operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("CV"), key=other)


def test_a_step_put_aside_is_taken_up_again() -> None:
    family = vertical.family()
    task = family_step(family)
    with pytest.raises(errors.NotAbandonedError):
        operations.reopen_task(actor=family.worker, task=task, reason="Znów")
    operations.abandon_task(actor=family.worker, task=task, reason="Choroba")
    again = operations.reopen_task(
        actor=family.worker, task=task, reason="Już zdrowi", due_on=date(2026, 12, 1)
    )
    assert (again.status, again.due_on) == ("planned", date(2026, 12, 1))
    assert [line.kind for line in task.changes.all()] == ["added", "abandoned", "reopened"]
    with pytest.raises(errors.ReasonMissingError):
        operations.abandon_goal(actor=family.worker, goal=family.goal)
    operations.abandon_goal(actor=family.worker, goal=family.goal, reason="Przeprowadzka")
    assert operations.reopen_goal(actor=family.worker, goal=family.goal).status == "open"


def test_a_step_follows_its_request_by_whichever_way_it_was_answered() -> None:
    town, family = vertical.town(), vertical.family()
    task = service_step(town, family)
    assert task.referral is not None
    for _ in range(2):
        referrals.accept(actor=town.delegate, referral=task.referral)
    task.refresh_from_db()
    assert task.status == "in_progress"
    referrals.report_outcome(actor=town.delegate, referral=task.referral, outcome="delivered")
    task.refresh_from_db()
    assert (task.status, task.done_on) == ("done", clock.today())
    assert [(line.kind, line.after) for line in task.changes.all()][1:] == [
        ("answered", "accepted"),
        ("answered", "delivered"),
    ]


def test_a_refusal_comes_back_with_its_reason_and_another_service_is_asked() -> None:
    town, family = vertical.town(), vertical.family()
    task = service_step(town, family)
    assert task.referral is not None
    with pytest.raises(errors.RequestGoingOnError):
        operations.ask_again(actor=family.worker, task=task, service=vertical.town("Inna").card)
    referrals.decline(actor=town.delegate, referral=task.referral, reason="Brak miejsc do stycznia.")
    task.refresh_from_db()
    assert task.status == "planned"
    found = queries.overview(family.worker, family.case)
    assert found is not None
    assert [sign.hitch for sign in found.signs[task.pk]] == [Hitch.REFUSED]
    assert [line.reason for line in task.changes.all()][-1] == "Brak miejsc do stycznia."
    other = vertical.town("Trzecia")
    again = operations.ask_again(actor=family.worker, task=task, service=other.card)
    assert again.referral is not None
    assert again.referral.partner == other.partner
    assert again.referral.need == task.referral.need
    assert operations.ask_again(actor=family.worker, task=task, service=other.card) == again


def test_a_step_put_aside_takes_its_request_back() -> None:
    town, family = vertical.town(), vertical.family()
    task = service_step(town, family)
    assert task.referral is not None
    operations.abandon_task(actor=family.worker, task=task, reason="Rodzina wybrała inną drogę")
    task.referral.refresh_from_db()
    task.refresh_from_db()
    assert (task.status, task.referral.status) == ("abandoned", "withdrawn")


def test_what_asks_for_somebody_stands_in_the_workers_list() -> None:
    family = vertical.family()
    with clock.standing_at(date(2026, 8, 3)):
        late = operations.add_task(
            actor=family.worker, goal=family.goal, task=TaskData("Późny", due_on=date(2026, 9, 1))
        )
        still = operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Stoi"))
        operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("W porę", due_on=DUE))
    rows = watched(family.worker)
    assert [(row.task, row.signs[0].hitch) for row in rows] == [
        (still, Hitch.STALLED),
        (late, Hitch.OVERDUE),
    ]
    stranger = vertical.agreed_family().worker
    assert watched(stranger) == []
    assert watched(people.system()) == []
