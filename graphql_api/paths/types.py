"""Paths: whole for the social worker who leads the case, per person for the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import QuerySet

from core.families.queries import persons_visible_to
from core.paths import queries
from core.paths.enums import ConsentMode, GoalStatus, LifeArea, Proposer, TaskKind, TaskStatus
from core.paths.models import FamilyWord, Goal, PathPaper, PathwayPlan, PlanConsent, Task
from core.paths.queries import papers as kept
from core.paths.queries import steps as walked
from core.paths.queries import versions as agreed
from core.paths.queries import voices as heard
from core.referrals.queries import visible_to as referrals_visible_to
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PATH_LEADERS, PersonType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.node import listing
from graphql_api.paths.voice_types import (
    DateProposalType,
    FamilyWordType,
    PathPaperType,
    PathVersionType,
    ServiceTermsType,
    SocialServicesPlanType,
    StepChangeType,
    StepVoiceType,
)
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.referrals.types import PARTIES, ReferralType
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("paths:read",))
FAMILY = policy(Role.FAMILY_MEMBER, scopes=("paths:read",))

LifeAreaEnum = enumeration(LifeArea, "LifeArea", "Area of life that a goal belongs to.")
GoalStatusEnum = enumeration(GoalStatus, "GoalStatus", "Where a goal stands.")
TaskStatusEnum = enumeration(TaskStatus, "TaskStatus", "Where a task stands.")
TaskKindEnum = enumeration(TaskKind, "TaskKind", "Whose hands do it.")
ProposerEnum = enumeration(Proposer, "TaskProposer", "Who put a task forward.")
ConsentModeEnum = enumeration(ConsentMode, "ConsentMode", "How a person agreed to a path.")


class TaskType(EntityType):
    """A task of a path."""

    class Meta:
        model = Task
        name = "Task"
        description = "One step of a path."
        rows = queries.tasks_visible_to
        policy = READERS
        audited = True

    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="What is to be done.")
    kind = field(TaskKindEnum, required=True, policy=WITH_OBJECT, description="Whose hands do it.")
    status = field(TaskStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    due_on = field(Date, policy=WITH_OBJECT, description="Day to be done by.")
    done_on = field(Date, policy=WITH_OBJECT, description="Day it was done.")
    proposed_by = field(ProposerEnum, required=True, policy=WITH_OBJECT, description="Who put it forward.")
    owner_name = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Who does it by name; null for the family as a whole and for who leads the case.",
        resolver=lambda source, _info: agreed.owner_name(source) or None,
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="For the next change.")
    abandoned_reason = field(
        NoNullString,
        policy=PATH_LEADERS,
        description="Why it was put aside, in the worker's words: the own page does not show it either.",
        resolver=filled("abandoned_reason"),
    )
    for_person = related(
        PersonType,
        "for_person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose alone it is; null for a shared one.",
    )
    referral = related(
        ReferralType,
        "referral",
        policy=PARTIES,
        rows=referrals_visible_to,
        description="The request behind a service.",
    )
    voices = related(
        StepVoiceType,
        "voices",
        many=True,
        size=2,
        policy=READERS,
        rows=heard.voices_visible_to,
        description="Who said yes or no; a person of the family reads the own words.",
    )
    proposals = related(
        DateProposalType,
        "proposals",
        many=True,
        size=1,
        policy=READERS,
        rows=heard.proposals_visible_to,
        description="Other days that were put forward.",
    )
    changes = related(
        StepChangeType,
        "changes",
        many=True,
        size=4,
        policy=PATH_LEADERS,
        rows=walked.changes_visible_to,
        description="What happened to it, from the first.",
    )
    terms = related(
        ServiceTermsType,
        "terms",
        policy=PATH_LEADERS,
        rows=kept.terms_visible_to,
        description="Scope, place and period in the plan of social services.",
    )


class GoalType(EntityType):
    """A goal of a path."""

    class Meta:
        model = Goal
        name = "Goal"
        description = "What the family wants to reach, in its own words."
        rows = queries.goals_visible_to
        policy = READERS
        audited = True

    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="The goal.")
    why = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why it matters.")
    area = field(LifeAreaEnum, required=True, policy=WITH_OBJECT, description="Area of life.")
    status = field(GoalStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    finished_on = field(Date, policy=WITH_OBJECT, description="Day it was reached or put aside.")
    abandoned_reason = field(
        NoNullString,
        policy=PATH_LEADERS,
        description="Why it was put aside.",
        resolver=filled("abandoned_reason"),
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="For the next change.")
    for_person = related(
        PersonType,
        "for_person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose alone it is; null for a shared one.",
    )
    tasks = related(
        TaskType,
        "tasks",
        many=True,
        size=6,
        policy=READERS,
        rows=queries.tasks_visible_to,
        description="Its tasks; a person of the family reads the shared ones and the own.",
    )


class ConsentType(EntityType):
    """A consent to a path."""

    class Meta:
        model = PlanConsent
        name = "PathConsent"
        description = "One person's agreement to one version of a path."
        rows = queries.consents_visible_to
        policy = PATH_LEADERS

    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Which version.")
    agreed_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    mode = field(ConsentModeEnum, required=True, policy=WITH_OBJECT, description="How.")
    person = related(PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Who.")


class PathType(EntityType):
    """A path."""

    class Meta:
        model = PathwayPlan
        name = "Path"
        description = "The path of a case out of crisis."
        rows = queries.plans_visible_to
        policy = PATH_LEADERS
        audited = True

    started_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    agreed_on = field(Date, policy=WITH_OBJECT, description="Day of the first consent.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version.")
    is_agreed = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether the family agreed to the path as it stands now.",
    )
    goals = related(
        GoalType,
        "goals",
        many=True,
        size=5,
        policy=PATH_LEADERS,
        rows=queries.goals_visible_to,
        description="Its goals in their order.",
    )
    consents = related(
        ConsentType,
        "consents",
        many=True,
        size=4,
        policy=PATH_LEADERS,
        rows=queries.consents_visible_to,
        description="Who agreed, to which version.",
    )
    versions = related(
        PathVersionType,
        "versions",
        many=True,
        size=3,
        policy=PATH_LEADERS,
        rows=agreed.versions_visible_to,
        description="States that somebody agreed to.",
    )
    papers = related(
        PathPaperType,
        "papers",
        many=True,
        size=3,
        policy=PATH_LEADERS,
        rows=kept.papers_visible_to,
        description="What was printed of it.",
    )
    social_plan = related(
        SocialServicesPlanType,
        "social_plan",
        policy=PATH_LEADERS,
        rows=kept.social_plans_visible_to,
        description="What the plan of social services says beyond it.",
    )


@dataclass(frozen=True)
class OwnPathValue:
    """Values of `OwnPath`."""

    id: str | None
    case_number: str
    worker_name: str
    helpers: list[str]
    has_agreed: bool
    steps_done: int
    steps_total: int
    next_meeting_on: Any
    plan: PathwayPlan | None
    changes_since_agreed: list[str]


def _own_goals(source: OwnPathValue, actor: Actor) -> QuerySet[Goal]:
    return queries.goals_visible_to(actor).filter(plan=source.plan)


def _own_words(_source: OwnPathValue, actor: Actor) -> QuerySet[FamilyWord]:
    return heard.words_visible_to(actor).filter(person=actor.person_id)


def _own_papers(source: OwnPathValue, actor: Actor) -> QuerySet[PathPaper]:
    return kept.papers_visible_to(actor).filter(plan=source.plan)


class OwnPathType(graphene.ObjectType):
    """A family member's own path: shared goals and tasks and the own ones, nobody else's."""

    class Meta:
        name = "OwnPath"

    id = field(graphene.ID, policy=WITH_OBJECT, description="Id of the path, for agreeing to it.")
    case_number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the case.")
    worker_name = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="The family's social worker."
    )
    helpers = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Partners that help, as far as the person's steps tell.",
    )
    has_agreed = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Agreed to it as it stands."
    )
    steps_done = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Steps done.")
    steps_total = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Steps shown.")
    next_meeting_on = field(Date, policy=WITH_OBJECT, description="Day of the team's next meeting.")
    goals = listing(GoalType, rows=_own_goals, policy=FAMILY, description="Goals in their order.", size=5)
    changes_since_agreed = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="What changed since the person agreed, in sentences.",
    )
    words = listing(
        FamilyWordType, rows=_own_words, policy=FAMILY, description="What matters, the newest first.", size=2
    )
    papers = listing(
        PathPaperType, rows=_own_papers, policy=FAMILY, description="Own papers, the newest first.", size=2
    )
