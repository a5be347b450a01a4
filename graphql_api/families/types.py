"""Cases, their households and persons: names only for the social worker who leads the case."""

from __future__ import annotations

import graphene

from core.families import queries
from core.families.enums import Outcome, Sex, Stage
from core.families.models import (
    Case,
    CaseGround,
    ClosingConversation,
    Household,
    HouseholdMember,
    Person,
    ProgressReview,
)
from core.notes.queries import notes_visible_to
from core.paths.queries import plans_visible_to
from core.privacy.enums import AgreementForm
from core.privacy.models import ParticipationAgreement
from core.privacy.queries import agreements_visible_to
from core.reference.grounds import Ground, HouseholdRole, HouseholdType
from core.safety.queries import (
    contacts_visible_to,
    separate_procedures_visible_to,
    separations_visible_to,
)
from core.shared.enums import Role
from core.teams.queries import teams_visible_to
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.safety.types import ContactDetailsType, SeparateProcedureType, SeparationType
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.SOCIAL_WORKER, Role.DIRECTOR, Role.NETWORK_OFFICER, scopes=("families:read",))
LEADERS = policy(Role.SOCIAL_WORKER, scopes=("families:read",))
# A person of the family reads their own words beside who leads the case.
SPEAKERS = policy(Role.SOCIAL_WORKER, Role.FAMILY_MEMBER, scopes=("families:read",))
PATH_LEADERS = policy(Role.SOCIAL_WORKER, scopes=("families:read", "paths:read"))

StageEnum = enumeration(Stage, "CaseStage", "Stage of a case.")
OutcomeEnum = enumeration(Outcome, "CaseOutcome", "How a case ended.")
SexEnum = enumeration(Sex, "Sex", "Sex as public reports ask for it.")
GroundEnum = enumeration(Ground, "Ground", "Reason for assistance, art. 7 of the Act of 12 March 2004.")
HouseholdTypeEnum = enumeration(HouseholdType, "HouseholdType", "Type of household.")
HouseholdRoleEnum = enumeration(HouseholdRole, "HouseholdRole", "What a person is to the household.")
AgreementFormEnum = enumeration(AgreementForm, "AgreementForm", "How an agreement was given.")


def _team_type() -> type[EntityType]:
    from graphql_api.teams.types import TeamType  # noqa: PLC0415  teams know cases

    return TeamType


def _path_type() -> type[EntityType]:
    from graphql_api.paths.types import PathType  # noqa: PLC0415  paths know cases

    return PathType


def _note_type() -> type[EntityType]:
    from graphql_api.notes.types import NoteType  # noqa: PLC0415  notes know cases

    return NoteType


class PersonType(EntityType):
    """A person of a household; the PESEL number leaves the system by no interface."""

    class Meta:
        model = Person
        name = "Person"
        description = "A person of a household whose case the caller leads."
        rows = queries.persons_visible_to
        policy = LEADERS
        audited = True

    first_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="First name.")
    last_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Last name.")
    born_on = field(Date, policy=WITH_OBJECT, description="Day of birth.")
    sex = field(SexEnum, policy=WITH_OBJECT, description="Sex, when known.", resolver=filled("sex"))
    contact = related(
        ContactDetailsType,
        "contact_details",
        policy=LEADERS,
        rows=contacts_visible_to,
        description="How the person is reached, for the leader of the case.",
    )
    has_pesel = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether a PESEL number is on record.",
        resolver=lambda source, _info: source.pesel_index is not None,
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a correction.")


class MemberType(EntityType):
    """A person's time in a household."""

    class Meta:
        model = HouseholdMember
        name = "HouseholdMember"
        description = "A person's time in a household."

    role = field(
        HouseholdRoleEnum, required=True, policy=WITH_OBJECT, description="What the person is to it."
    )
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day on which they no longer live here.")
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="The person.",
    )


class HouseholdObject(EntityType):
    """People who keep house together."""

    class Meta:
        model = Household
        name = "Household"
        description = "People who live and keep house together."

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    household_type = field(HouseholdTypeEnum, required=True, policy=WITH_OBJECT, description="Type.")
    source_number = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Number in the centre's own system, when known.",
        resolver=filled("source_number"),
    )
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a correction.")
    members = related(
        MemberType,
        "members",
        many=True,
        size=6,
        policy=LEADERS,
        rows=queries.members_visible_to,
        description="Members, today; none for whoever does not lead the case.",
    )


class GroundType(EntityType):
    """A ground of a case."""

    class Meta:
        model = CaseGround
        name = "CaseGround"
        description = "A reason for assistance and the days on which it holds."
        rows = queries.grounds_visible_to
        policy = LEADERS

    code = field(GroundEnum, required=True, policy=WITH_OBJECT, description="Point of art. 7.")
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day on which it no longer holds.")


class AgreementType(EntityType):
    """An agreement to take part."""

    class Meta:
        model = ParticipationAgreement
        name = "Agreement"
        description = "One person's agreement to work with a task team."
        rows = agreements_visible_to
        policy = SPEAKERS
        audited = True

    given_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the agreement.")
    form = field(AgreementFormEnum, required=True, policy=WITH_OBJECT, description="How it was given.")
    text_version = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Version of the wording."
    )
    withdrawn_on = field(Date, policy=WITH_OBJECT, description="Day of the withdrawal.")
    person = related(
        PersonType,
        "person",
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="Whose it is.",
    )


class ReviewType(EntityType):
    """A look at the path together."""

    class Meta:
        model = ProgressReview
        name = "ProgressReview"
        description = "A review of a path: what works, what does not, when next."
        rows = queries.reviews_visible_to
        policy = LEADERS
        audited = True

    held_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the review.")
    next_on = field(Date, required=True, policy=WITH_OBJECT, description="Day by which the next one is due.")
    works = field(NoNullString, required=True, policy=WITH_OBJECT, description="What works.")
    obstacles = field(NoNullString, required=True, policy=WITH_OBJECT, description="What does not.")
    family_words = field(NoNullString, required=True, policy=WITH_OBJECT, description="The family's words.")
    others = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who else took part.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a correction.")
    persons = related(
        PersonType,
        "persons",
        many=True,
        size=4,
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="Who of the family took part, as far as they still live in the household.",
    )


class ClosingConversationType(EntityType):
    """The conversation with which work ends."""

    class Meta:
        model = ClosingConversation
        name = "ClosingConversation"
        description = "What was said when work with a family ended."
        rows = queries.closing_conversations_visible_to
        policy = LEADERS
        audited = True

    held_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of the conversation.")
    achieved = field(NoNullString, required=True, policy=WITH_OBJECT, description="What was achieved.")
    helped = field(NoNullString, required=True, policy=WITH_OBJECT, description="What helped.")
    family_words = field(NoNullString, required=True, policy=WITH_OBJECT, description="The family's words.")
    influence = field(
        graphene.Int,
        policy=WITH_OBJECT,
        description='The family\'s answer to "I had influence on my plan", 1-5, when given.',
    )
    plan_after = field(NoNullString, required=True, policy=WITH_OBJECT, description="What comes after.")
    others = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who else took part.")
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a correction.")
    persons = related(
        PersonType,
        "persons",
        many=True,
        size=4,
        policy=LEADERS,
        rows=queries.persons_visible_to,
        description="Who of the family took part, as far as they still live in the household.",
    )


class CaseType(EntityType):
    """A case; its team and its path hang on it."""

    class Meta:
        model = Case
        name = "Case"
        description = "One family's way through the partnership."
        rows = queries.cases_visible_to
        policy = READERS
        audited = True

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    stage = field(StageEnum, required=True, policy=WITH_OBJECT, description="Stage.")
    opened_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    agreed_on = field(Date, policy=WITH_OBJECT, description="Day of the first agreement.")
    closed_on = field(Date, policy=WITH_OBJECT, description="Day of closing.")
    outcome = field(OutcomeEnum, policy=WITH_OBJECT, description="How it ended.", resolver=filled("outcome"))
    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Grows at a change.")
    social_worker_name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Who leads the case.",
        resolver=lambda source, _info: source.social_worker.name,
    )
    household = related(
        HouseholdObject,
        "household",
        policy=LEADERS,
        rows=queries.households_visible_to,
        description="The household, for the leader of the case.",
    )
    grounds = related(
        GroundType,
        "grounds",
        many=True,
        size=4,
        policy=LEADERS,
        rows=queries.grounds_visible_to,
        description="Grounds, past ones too; none for whoever does not lead the case.",
    )
    review_due_on = field(
        Date, policy=LEADERS, description="Day by which the path is to be looked at together again."
    )
    reviews = related(
        ReviewType,
        "reviews",
        many=True,
        size=6,
        policy=LEADERS,
        rows=queries.reviews_visible_to,
        description="Reviews of the path; none for whoever does not lead the case.",
    )
    closing_conversations = related(
        ClosingConversationType,
        "closing_conversations",
        many=True,
        size=2,
        policy=LEADERS,
        rows=queries.closing_conversations_visible_to,
        description="Closing conversations; none for whoever does not lead the case.",
    )
    agreements = related(
        AgreementType,
        "agreements",
        many=True,
        size=4,
        policy=LEADERS,
        rows=agreements_visible_to,
        description="Agreements to take part; none for whoever does not lead the case.",
    )
    team = related(
        _team_type,
        "team",
        policy=LEADERS,
        rows=teams_visible_to,
        description="The task team, for the leader of the case.",
    )
    path = related(
        _path_type,
        "plan",
        policy=PATH_LEADERS,
        rows=plans_visible_to,
        description="The path, for the leader of the case.",
    )
    separations = related(
        SeparationType,
        "separations",
        many=True,
        size=2,
        policy=LEADERS,
        rows=separations_visible_to,
        description="Who may not know of whom, for the leader of the case.",
    )
    separate_procedures = related(
        SeparateProcedureType,
        "separate_procedures",
        many=True,
        size=1,
        policy=LEADERS,
        rows=separate_procedures_visible_to,
        description="That something is dealt with in another procedure, for the leader of the case.",
    )
    notes = related(
        _note_type,
        "notes",
        many=True,
        size=10,
        policy=LEADERS,
        rows=notes_visible_to,
        description="Notes that the caller may read, the newest first.",
    )
