"""Writing a path: the leading social worker, and the family as far as it is its own."""

from __future__ import annotations

from typing import Any

from core.basket.queries import card_visible
from core.families.queries import case_visible
from core.partnership.queries import partner_visible
from core.paths import operations, queries
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisible
from graphql_api.families.loaders import person_visible
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.paths.loaders import goal_visible, path_visible, person_or_self
from graphql_api.paths.types import (
    ConsentModeEnum,
    GoalType,
    LifeAreaEnum,
    PathType,
    ProposerEnum,
    TaskKindEnum,
    TaskType,
)
from graphql_api.policies import policy
from graphql_api.scalars import Date

SCOPES = ("paths:read", "paths:write")
LEADERS = policy(Role.SOCIAL_WORKER, scopes=(*SCOPES, "families:read", "families:write"))
HANDS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=SCOPES)


def _add_task(*, actor: Actor, goal: Any, **given: Any) -> Any:
    owner = operations.Owner(person=given.pop("owner_person", None), partner=given.pop("owner_partner", None))
    return operations.add_task(actor=actor, goal=goal, task=operations.TaskData(owner=owner, **given))


def _set_goal(*, actor: Actor, path: Any, **given: Any) -> Any:
    return operations.set_goal(actor=actor, plan=path, **given)


def _agree(*, actor: Actor, path: Any, **given: Any) -> Any:
    if "person" not in given:
        given["person"] = person_or_self(actor, actor.person_id) if actor.person_id else None
    if given["person"] is None:
        raise NotVisible
    operations.agree_plan(actor=actor, plan=path, **given)
    return path


PATH = reference("Path", path_visible, "The path.")
GOAL = reference("Goal", goal_visible, "The goal.")
TASK = reference("Task", queries.task_visible, "The task.")


class PathMutations:
    """Goals, tasks, consent."""

    path_start = mutation(
        "PathStart",
        result=PathType,
        policy=LEADERS,
        takes={
            "case": reference("Case", case_visible, "The case."),
            "started_on": value(Date, "First day; today when left out.", required=False),
        },
        perform=operations.start_plan,
        description="Begin the path of a case.",
    )
    goal_set = mutation(
        "GoalSet",
        result=GoalType,
        policy=LEADERS,
        takes={
            "path": PATH,
            "title": text("The goal in the family's words."),
            "area": value(LifeAreaEnum, "Area of life."),
            "why": text("Why it matters.", required=False),
            "for_person": reference("Person", person_visible, "Whose alone it is.", required=False),
        },
        perform=_set_goal,
        description="Add a goal to a path.",
    )
    task_add = mutation(
        "TaskAdd",
        result=TaskType,
        policy=HANDS,
        takes={
            "goal": GOAL,
            "title": text("What is to be done."),
            "kind": value(TaskKindEnum, "Whose hands do it.", required=False),
            "due_on": value(Date, "Day to be done by.", required=False),
            "service": reference(
                "ServiceCard", card_visible, "Card of the basket, for a service.", required=False
            ),
            "need": text("What the partner has to know.", required=False),
            "for_person": reference("Person", person_or_self, "Whose alone it is.", required=False),
            "proposed_by": value(ProposerEnum, "Who put it forward.", required=False),
            "proposed_person": reference(
                "Person", person_visible, "Which person of the family put it forward.", required=False
            ),
            "owner_person": reference(
                "Person", person_visible, "Which person of the family does it.", required=False
            ),
            "owner_partner": reference(
                "Partner", partner_visible, "Which partner does it, for a partner's task.", required=False
            ),
        },
        perform=_add_task,
        description="Add a task; one drawn from the basket asks the partner. A family proposes its own.",
    )
    path_agree = mutation(
        "PathAgree",
        result=PathType,
        policy=HANDS,
        takes={
            "path": PATH,
            "person": reference(
                "Person", person_or_self, "Who agrees; oneself when left out.", required=False
            ),
            "mode": value(ConsentModeEnum, "How; OWN_PAGE for oneself."),
            "agreed_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=_agree,
        description="Record that a person agrees to the path as it stands.",
    )
    task_complete = mutation(
        "TaskComplete",
        result=TaskType,
        policy=HANDS,
        takes={
            "task": TASK,
            "done_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.complete_task,
        description="Say that a task is done.",
    )
    task_abandon = mutation(
        "TaskAbandon",
        result=TaskType,
        policy=LEADERS,
        takes={"task": TASK, "reason": text("Why.")},
        perform=operations.abandon_task,
        description="Put a task aside.",
    )
    goal_achieve = mutation(
        "GoalAchieve",
        result=GoalType,
        policy=LEADERS,
        takes={
            "goal": GOAL,
            "finished_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.achieve_goal,
        description="Say that a goal is reached.",
    )
