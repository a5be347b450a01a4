"""Writing what happens on a path: changes with their reason, voices, days, papers."""

from __future__ import annotations

from typing import Any

import graphene

from core.basket.queries import card_visible
from core.families.queries import case_of_person, case_visible
from core.partnership.queries import partner_visible
from core.paths import operations, queries
from core.paths.enums import PaperKind
from core.paths.operations.terms import set_stalled_days
from core.paths.queries.voices import proposal_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisible
from graphql_api.families.loaders import person_visible
from graphql_api.mutations import Given, mutation, reference, text, value
from graphql_api.paths.loaders import goal_visible, path_visible, person_or_self
from graphql_api.paths.mutations import HANDS, LEADERS, SCOPES
from graphql_api.paths.types import ConsentModeEnum, GoalType, LifeAreaEnum, TaskType
from graphql_api.paths.voice_types import (
    DateProposalType,
    FamilyWordType,
    PaperKindEnum,
    PathPaperType,
    SocialServicesPlanType,
    StepVoiceType,
)
from graphql_api.policies import policy
from graphql_api.scalars import Date

DIRECTORS = policy(Role.DIRECTOR, scopes=("families:read", "families:write"))
PRINTERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=SCOPES)
GOAL = reference("Goal", goal_visible, "The goal.")
TASK = reference("Task", queries.task_visible, "The step.")
PATH = reference("Path", path_visible, "The path.")
WHO = reference("Person", person_or_self, "Who speaks; oneself when left out.", required=False)
MODE = value(ConsentModeEnum, "How it was said; OWN_PAGE for oneself.", required=False)
SAID_ON = value(Date, "Day; today when left out.", required=False)
VERSION = value(graphene.Int, "The version that was read: a newer one refuses.", required=False)


def _stalled_days(*, actor: Actor, days: int) -> int:
    return set_stalled_days(actor=actor, days=days).stalled_days


def _reason(*, required: bool = True) -> Given:
    return text("Why.", required=required)


def _spoken(actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    """Who speaks: the named person, else the caller's own."""
    if "person" not in given:
        if actor.person_id is None:
            raise NotVisible
        given["person"] = person_or_self(actor, actor.person_id)
    return given


def _accept(*, actor: Actor, **given: Any) -> Any:
    return operations.accept_step(actor=actor, **_spoken(actor, given))


def _object(*, actor: Actor, **given: Any) -> Any:
    return operations.object_to_step(actor=actor, **_spoken(actor, given))


def _propose(*, actor: Actor, **given: Any) -> Any:
    return operations.propose_date(actor=actor, **_spoken(actor, given))


def _answer_date(*, actor: Actor, date_proposal: Any, **given: Any) -> Any:
    return operations.answer_date(actor=actor, proposal=date_proposal, **given)


def _say(*, actor: Actor, **given: Any) -> Any:
    spoken = _spoken(actor, given)
    if "case" not in spoken:
        spoken["case"] = case_of_person(actor.person_id)
    if spoken["case"] is None:
        raise NotVisible
    return operations.say_what_matters(actor=actor, **spoken)


def _change_task(*, actor: Actor, **given: Any) -> Any:
    person, partner = given.pop("owner_person", None), given.pop("owner_partner", None)
    owner = operations.Owner(person=person, partner=partner) if person or partner else None
    return operations.change_task(actor=actor, owner=owner, **given)


def _print(*, actor: Actor, path: Any, kind: str, **given: Any) -> Any:
    if kind == PaperKind.OWN_COPY:
        return operations.print_own_copy(actor=actor, plan=path, **_spoken(actor, given))
    act = operations.print_contract if kind == PaperKind.CONTRACT else operations.print_social_plan
    return act(actor=actor, plan=path, **given)


def _write_social_plan(*, actor: Actor, path: Any, version: int | None = None, **given: Any) -> Any:
    data = operations.SocialPlanData(**given)
    return operations.write_social_plan(actor=actor, plan=path, data=data, version=version)


class PathWalkingMutations:
    """What happens on a path."""

    stalled_days_set = mutation(
        "StalledDaysSet",
        result=graphene.Int,
        policy=DIRECTORS,
        takes={"days": value(graphene.Int, "Silent days, 7 to 90.")},
        perform=_stalled_days,
        description="Say after how many silent days a step stands still in this town; gives their number.",
    )

    goal_change = mutation(
        "GoalChange",
        result=GoalType,
        policy=LEADERS,
        takes={
            "goal": GOAL,
            "title": text("The goal in the family's words."),
            "area": value(LifeAreaEnum, "Area of life."),
            "why": text("Why it matters.", required=False),
            "version": VERSION,
        },
        perform=operations.change_goal,
        description="Say a goal in other words.",
    )
    goal_abandon = mutation(
        "GoalAbandon",
        result=GoalType,
        policy=LEADERS,
        takes={"goal": GOAL, "reason": _reason()},
        perform=operations.abandon_goal,
        description="Put a goal aside; it stays on the path.",
    )
    goal_reopen = mutation(
        "GoalReopen",
        result=GoalType,
        policy=LEADERS,
        takes={"goal": GOAL},
        perform=operations.reopen_goal,
        description="Work for a goal again.",
    )
    task_change = mutation(
        "TaskChange",
        result=TaskType,
        policy=LEADERS,
        takes={
            "task": TASK,
            "reason": _reason(),
            "title": text("Other words.", required=False),
            "due_on": value(Date, "Another day.", required=False),
            "owner_person": reference(
                "Person", person_visible, "Another person who does it.", required=False
            ),
            "owner_partner": reference(
                "Partner", partner_visible, "Another partner who does it.", required=False
            ),
            "version": VERSION,
        },
        perform=_change_task,
        description="Change the words, the day or the hands of a step, with the reason.",
    )
    task_start = mutation(
        "TaskStart",
        result=TaskType,
        policy=HANDS,
        takes={"task": TASK},
        perform=operations.start_task,
        description="Say that work on a step began.",
    )
    task_reopen = mutation(
        "TaskReopen",
        result=TaskType,
        policy=LEADERS,
        takes={
            "task": TASK,
            "reason": _reason(),
            "due_on": value(Date, "A new day.", required=False),
        },
        perform=operations.reopen_task,
        description="Take up a step that was put aside or done.",
    )
    task_ask_again = mutation(
        "TaskAskAgain",
        result=TaskType,
        policy=LEADERS,
        takes={
            "task": TASK,
            "service": reference("ServiceCard", card_visible, "Card of the basket."),
            "need": text("What the partner has to know; as before when left out.", required=False),
        },
        perform=operations.ask_again,
        description="Ask for another service after a request came to nothing.",
    )
    step_accept = mutation(
        "StepAccept",
        result=StepVoiceType,
        policy=HANDS,
        takes={"task": TASK, "person": WHO, "mode": MODE, "said_on": SAID_ON},
        perform=_accept,
        description="Record that a person says yes to a step as it reads.",
    )
    step_object = mutation(
        "StepObject",
        result=StepVoiceType,
        policy=HANDS,
        takes={
            "task": TASK,
            "words": text("The person's own words."),
            "person": WHO,
            "mode": MODE,
            "said_on": SAID_ON,
        },
        perform=_object,
        description="Record that a person does not want a step; kept for good.",
    )
    date_propose = mutation(
        "DatePropose",
        result=DateProposalType,
        policy=HANDS,
        takes={
            "task": TASK,
            "due_on": value(Date, "The day."),
            "why": text("Why.", required=False),
            "person": WHO,
        },
        perform=_propose,
        description="Put forward another day for a step.",
    )
    date_answer = mutation(
        "DateAnswer",
        result=DateProposalType,
        policy=HANDS,
        takes={
            "date_proposal": reference("DateProposal", proposal_visible, "The proposal."),
            "accepted": value(graphene.Boolean, "Whether the day is taken."),
            "answer": text("A word; wanted for a no.", required=False),
        },
        perform=_answer_date,
        description="Take a proposed day or leave the old one.",
    )
    matters_say = mutation(
        "MattersSay",
        result=FamilyWordType,
        policy=HANDS,
        takes={
            "case": reference("Case", case_visible, "The case; the own one when left out.", required=False),
            "words": text("In own words."),
            "person": WHO,
            "mode": MODE,
            "said_on": SAID_ON,
        },
        perform=_say,
        description="Keep what matters to a person.",
    )
    path_print = mutation(
        "PathPrint",
        result=PathPaperType,
        policy=PRINTERS,
        takes={
            "path": PATH,
            "kind": value(PaperKindEnum, "Which paper."),
            "person": reference("Person", person_or_self, "Whose part.", required=False),
            "language": text("pl, en or uk; Polish when left out.", required=False),
        },
        perform=_print,
        description="Print a paper of a path; a person of the family prints the own copy.",
    )
    social_plan_write = mutation(
        "SocialPlanWrite",
        result=SocialServicesPlanType,
        policy=LEADERS,
        takes={
            "path": PATH,
            "starts_on": value(Date, "First day."),
            "ends_on": value(Date, "Last day."),
            "needs": text("Needs.", required=False),
            "expectations": text("Expectations.", required=False),
            "principles": text("Rules of taking part.", required=False),
            "duties": text("Duties.", required=False),
            "coordinator": text("Co-ordinator; who leads the case when left out.", required=False),
            "version": VERSION,
        },
        perform=_write_social_plan,
        description="Write what only the plan of social services needs.",
    )
