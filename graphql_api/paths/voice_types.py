"""What people say of steps, what happened to them, agreed states and papers of a path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from core.families.queries import persons_visible_to
from core.paths.enums import ChangeKind, Hitch, PaperKind, ProposalState, Stance, Turn
from core.paths.models import (
    DateProposal,
    FamilyWord,
    PathPaper,
    PathVersion,
    ServiceTerms,
    SocialServicesPlan,
    TaskChange,
    TaskVoice,
)
from core.paths.queries import papers, steps, versions, voices
from core.shared.enums import Role
from graphql_api.entity import EntityType
from graphql_api.families.types import LEADERS, PATH_LEADERS, PersonType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("paths:read",))

StanceEnum = enumeration(Stance, "StepStance", "What a person says to a step.")
ProposalStateEnum = enumeration(ProposalState, "DateProposalState", "What became of a proposed day.")
ChangeKindEnum = enumeration(ChangeKind, "StepChangeKind", "What happened to a step.")
PaperKindEnum = enumeration(PaperKind, "PathPaperKind", "Papers of a path.")
HitchEnum = enumeration(Hitch, "StepHitch", "Why a step asks for somebody.")
TurnEnum = enumeration(Turn, "StepTurn", "Whose move it is.")


class StepVoiceType(EntityType):
    """A yes or no."""

    class Meta:
        model = TaskVoice
        name = "StepVoice"
        description = "A person's yes or no to a step; the last word holds, all are kept."
        rows = voices.voices_visible_to
        policy = READERS
        audited = True

    stance = field(StanceEnum, required=True, policy=WITH_OBJECT, description="Yes or no.")
    words = field(
        NoNullString, policy=WITH_OBJECT, description="The person's own words.", resolver=filled("words")
    )
    wording = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="How the step read when it was said."
    )
    said_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    person = related(PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Who.")


class StepChangeType(EntityType):
    """A line of a step's history."""

    class Meta:
        model = TaskChange
        name = "StepChange"
        description = "What happened to a step: what it was, what it became, why."
        rows = steps.changes_visible_to
        policy = PATH_LEADERS
        audited = True

    kind = field(ChangeKindEnum, required=True, policy=WITH_OBJECT, description="What happened.")
    before = field(NoNullString, policy=WITH_OBJECT, description="What it was.", resolver=filled("before"))
    after = field(NoNullString, policy=WITH_OBJECT, description="What it became.", resolver=filled("after"))
    reason = field(NoNullString, policy=WITH_OBJECT, description="Why.", resolver=filled("reason"))
    at = field(DateTime, required=True, policy=WITH_OBJECT, description="Moment.")
    actor_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who said so.")


class DateProposalType(EntityType):
    """Another day for a step."""

    class Meta:
        model = DateProposal
        name = "DateProposal"
        description = "Another day for a step; who leads the case or does the step decides."
        rows = voices.proposals_visible_to
        policy = READERS
        audited = True

    due_on = field(Date, required=True, policy=WITH_OBJECT, description="The proposed day.")
    why = field(NoNullString, policy=WITH_OBJECT, description="Why.", resolver=filled("why"))
    state = field(ProposalStateEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    answer = field(
        NoNullString, policy=WITH_OBJECT, description="A word with the answer.", resolver=filled("answer")
    )
    person = related(PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Who.")


class FamilyWordType(EntityType):
    """What matters to a person."""

    class Meta:
        model = FamilyWord
        name = "FamilyWord"
        description = "What a person says matters to them; read by that person and the leading worker."
        rows = voices.words_visible_to
        policy = READERS
        audited = True

    words = field(NoNullString, required=True, policy=WITH_OBJECT, description="In own words.")
    said_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    person = related(PersonType, "person", policy=LEADERS, rows=persons_visible_to, description="Who.")


def _changes(source: PathVersion, info: Any) -> list[str]:
    """What changed since, as far as the caller may read both states."""
    actor = info.context.actor
    known = info.context.remembered
    if source.plan_id not in known:  # once for all versions of one path
        known[source.plan_id] = versions.now_of(actor, source.plan)
    before = versions.said_by(actor, source)
    return [sentence.text for sentence in versions.differences(before, known[source.plan_id])]


class PathVersionType(EntityType):
    """An agreed state of a path."""

    class Meta:
        model = PathVersion
        name = "PathVersion"
        description = "A state of a path that somebody agreed to; a person reads the own part."
        rows = versions.versions_visible_to
        policy = READERS
        audited = True

    taken_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    version = field(graphene.Int, policy=PATH_LEADERS, description="Version.")
    part = field(graphene.Int, policy=PATH_LEADERS, description="Text of that version.")
    changes_since = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=10,
        weight=5,
        policy=WITH_OBJECT,
        description="What changed from then to now, in sentences.",
        resolver=_changes,
    )


class PathPaperType(EntityType):
    """A printed paper of a path."""

    class Meta:
        model = PathPaper
        name = "PathPaper"
        description = "A printed paper of a path with its fingerprint; the file is fetched at `url`."
        rows = papers.papers_visible_to
        policy = READERS
        audited = True

    kind = field(PaperKindEnum, required=True, policy=WITH_OBJECT, description="Which paper.")
    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    language = field(NoNullString, required=True, policy=WITH_OBJECT, description="Language.")
    printed_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    size = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Bytes.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="Fingerprint of the file.")
    url = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Path of the file.",
        resolver=lambda source, _info: f"/sciezki/wydruki/{source.pk}/",
    )
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=persons_visible_to,
        description="Whose part it holds; null for the whole.",
    )


class ServiceTermsType(EntityType):
    """Terms of a service."""

    class Meta:
        model = ServiceTerms
        name = "PlannedServiceTerms"
        description = "Scope, place and period of a service in the plan of social services."
        rows = papers.terms_visible_to
        policy = PATH_LEADERS
        audited = True

    scope = field(NoNullString, policy=WITH_OBJECT, description="Scope.", resolver=filled("scope"))
    place = field(NoNullString, policy=WITH_OBJECT, description="Place.", resolver=filled("place"))
    starts_on = field(Date, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="Last day.")


class SocialServicesPlanType(EntityType):
    """The plan of social services."""

    class Meta:
        model = SocialServicesPlan
        name = "SocialServicesPlan"
        description = "What the individual plan of social services says beyond the path."
        rows = papers.social_plans_visible_to
        policy = PATH_LEADERS
        audited = True

    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, required=True, policy=WITH_OBJECT, description="Last day.")
    needs = field(NoNullString, policy=WITH_OBJECT, description="Needs.", resolver=filled("needs"))
    expectations = field(
        NoNullString, policy=WITH_OBJECT, description="Expectations.", resolver=filled("expectations")
    )
    principles = field(
        NoNullString, policy=WITH_OBJECT, description="Rules of taking part.", resolver=filled("principles")
    )
    duties = field(NoNullString, policy=WITH_OBJECT, description="Duties.", resolver=filled("duties"))
    coordinator = field(NoNullString, required=True, policy=WITH_OBJECT, description="Co-ordinator.")
    monitored_on = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Days on which it is looked how things go.",
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="For the next change.")


@dataclass(frozen=True)
class WaitingStepValue:
    """Values of `WaitingStep`."""

    task: str
    case_number: str
    hitch: str
    turn: str
    since: Any
    due_on: Any


class WaitingStepType(graphene.ObjectType):
    """A step that asks for somebody: why, whose move it is, since when."""

    class Meta:
        name = "WaitingStep"

    task = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the step.")
    case_number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the case.")
    hitch = field(HitchEnum, required=True, policy=WITH_OBJECT, description="Why.")
    turn = field(TurnEnum, required=True, policy=WITH_OBJECT, description="Whose move it is.")
    since = field(Date, required=True, policy=WITH_OBJECT, description="Since when.")
    due_on = field(Date, policy=WITH_OBJECT, description="Day to be done by.")
