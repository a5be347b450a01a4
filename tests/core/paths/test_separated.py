"""Somebody who may know nothing of another: no step, no word, no version, no count tells."""

from __future__ import annotations

import json

import pytest

from core.paths import operations, queries
from core.paths.operations import Owner, TaskData
from core.paths.queries.versions import changed_since_agreed, said_by, versions_visible_to
from core.safety import operations as safety
from core.shared.errors import NotVisibleError
from tests.support import people, vertical

pytestmark = pytest.mark.usefixtures("in_town")


def test_common_steps_close_to_the_separated_person_and_hers_never_show() -> None:
    family = vertical.family()
    common = operations.add_task(
        actor=family.worker, goal=family.goal, task=TaskData("Wspólny", owner=Owner(person=family.mother))
    )
    his_goal = operations.set_goal(
        actor=family.worker, plan=family.plan, title="Praca", area="work", for_person=family.father
    )
    his = operations.add_task(actor=family.worker, goal=his_goal, task=TaskData("Jego krok"))
    for person in (family.mother, family.father):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=person, mode="meeting")
    him = people.actor_of(vertical.member_account(family, family.father))
    assert queries.task_visible(him, common.pk) == common
    safety.separate(
        actor=family.worker,
        case=family.case,
        kept_from=family.father,
        protected=family.mother,
        reason="Obawia się go.",
    )
    own = queries.own_path(him).overview
    assert own is not None
    assert [step.pk for goal in own.goals for step in goal.tasks.all()] == [his.pk]
    assert (own.progress.total, queries.tasks_visible_to(him).count()) == (1, 1)
    for act in (
        lambda: queries.task_visible(him, common.pk),
        lambda: operations.complete_task(actor=him, task=common),
        lambda: operations.accept_step(actor=him, task=common, person=family.father),
    ):
        with pytest.raises(NotVisibleError):
            act()
    [version] = versions_visible_to(him)
    assert "Wspólny" not in json.dumps(said_by(him, version), ensure_ascii=False)


def test_what_changes_behind_the_wall_does_not_ask_him_again() -> None:
    family = vertical.family()
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Wspólny"))
    his_goal = operations.set_goal(
        actor=family.worker, plan=family.plan, title="Praca", area="work", for_person=family.father
    )
    operations.add_task(actor=family.worker, goal=his_goal, task=TaskData("Jego krok"))
    safety.separate(
        actor=family.worker,
        case=family.case,
        kept_from=family.father,
        protected=family.mother,
        reason="Obawia się go.",
    )
    for person in (family.mother, family.father):
        operations.agree_plan(actor=family.worker, plan=family.plan, person=person, mode="meeting")
    him = people.actor_of(vertical.member_account(family, family.father))
    her = people.actor_of(vertical.member_account(family, family.mother))
    operations.add_task(actor=family.worker, goal=family.goal, task=TaskData("Nowy wspólny krok"))
    assert queries.own_path(him).has_agreed
    assert changed_since_agreed(him, family.plan, family.father.pk) == []
    assert not queries.own_path(her).has_agreed
    operations.add_task(actor=family.worker, goal=his_goal, task=TaskData("Drugi jego krok"))
    assert [one.text for one in changed_since_agreed(him, family.plan, family.father.pk)] == [
        "Nowy krok: „Drugi jego krok”."
    ]
