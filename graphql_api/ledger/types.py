"""What was told of a family, what could be told and why, and what an institution opens."""

from __future__ import annotations

import graphene

from core.privacy.enums import Channel, Check, DataCategory, Duty, Purpose
from core.shared.enums import Role
from graphql_api.consents.types import Article6Enum
from graphql_api.families.types import GroundEnum, HouseholdRoleEnum
from graphql_api.fields import enumeration, field, filled
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.safety.types import LanguageEnum
from graphql_api.safety.types import WayEnum as SafeWayEnum
from graphql_api.scalars import Date, DateTime, NoNullString

LEADERS = policy(Role.SOCIAL_WORKER, scopes=("families:read",))
MEMBERS = policy(Role.FAMILY_MEMBER, scopes=("families:read",))
INSTITUTIONS = policy(Role.DELEGATE, scopes=("families:read",))

DataCategoryEnum = enumeration(DataCategory, "DataCategory", "What may be told of a person.")
PurposeEnum = enumeration(Purpose, "DisclosurePurpose", "What an institution may use it for.")
DutyEnum = enumeration(Duty, "DisclosureDuty", "What the law has told for.")
ChannelEnum = enumeration(Channel, "DisclosureChannel", "By which door something left.")
CheckEnum = enumeration(Check, "SightCheck", "A question that decides what an institution may see.")


class ToldType(graphene.ObjectType):
    """One kind of data told."""

    class Meta:
        name = "DisclosedCategory"
        description = "One kind of data told, with the authorisation and the wording on which it rested."

    category = field(DataCategoryEnum, required=True, policy=WITH_OBJECT, description="Kind of data.")
    authorisation = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="Key of the authorisation; none where told by law.",
    )
    basis = field(Article6Enum, policy=WITH_OBJECT, description="Article of GDPR where the law has it told.")
    text = field(NoNullString, policy=WITH_OBJECT, description="Version and language of the wording.")


class DisclosureType(graphene.ObjectType):
    """An entry of the ledger."""

    class Meta:
        name = "Disclosure"
        description = "One act by which an institution learned kinds of data of one person; never the data."

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Number in the ledger.")
    at = field(DateTime, required=True, policy=WITH_OBJECT, description="When.")
    partner = field(NoNullString, required=True, policy=WITH_OBJECT, description="Which institution.")
    reader = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who in it.")
    person = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whose data.")
    told = field(
        graphene.List(graphene.NonNull(ToldType)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="What.",
    )
    purpose = field(PurposeEnum, policy=WITH_OBJECT, description="What for, on the person's word.")
    duty = field(DutyEnum, policy=WITH_OBJECT, description="What for, where the law has it told.")
    channel = field(ChannelEnum, required=True, policy=WITH_OBJECT, description="How.")
    digest = field(NoNullString, required=True, policy=WITH_OBJECT, description="Digest in the chain.")
    receipt = field(NoNullString, required=True, policy=WITH_OBJECT, description="To check with anybody.")


class ReceiptCheckType(graphene.ObjectType):
    """What anybody learns from a receipt."""

    class Meta:
        name = "ReceiptCheck"
        description = "Whether a receipt belongs to an entry that is still as it was; nothing of anybody."

    genuine = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it does.")
    number = field(graphene.Int, policy=WITH_OBJECT, description="Number of the entry.")
    at = field(DateTime, policy=WITH_OBJECT, description="Moment of the entry.")


class CheckType(graphene.ObjectType):
    """One question of a decision."""

    class Meta:
        name = "SightReason"
        description = "One of the questions that decided, with its answer."

    check = field(CheckEnum, required=True, policy=WITH_OBJECT, description="The question.")
    passed = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="The answer.")
    sentence = field(NoNullString, required=True, policy=WITH_OBJECT, description="The same in words.")


class DecisionType(graphene.ObjectType):
    """Whether an institution could see one kind of data, and why."""

    class Meta:
        name = "SightDecision"
        description = "Whether an institution could see one kind of a person's data, and why."

    person = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whose data.")
    purpose = field(PurposeEnum, required=True, policy=WITH_OBJECT, description="What for.")
    category = field(DataCategoryEnum, required=True, policy=WITH_OBJECT, description="Kind of data.")
    allowed = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it could.")
    reasons = field(
        graphene.List(graphene.NonNull(CheckType)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="The questions in their order.",
    )
    authorisation = field(NoNullString, policy=WITH_OBJECT, description="Key of the word it rests on.")
    given_at = field(DateTime, policy=WITH_OBJECT, description="When that word was given.")
    text = field(NoNullString, policy=WITH_OBJECT, description="Version and language of its wording.")


class SightType(graphene.ObjectType):
    """What an institution could see on a day, and what it was told."""

    class Meta:
        name = "Sight"
        description = "What an institution could see of a family on a day, why, and what it was really told."

    decisions = field(
        graphene.List(graphene.NonNull(DecisionType)),
        required=True,
        size=40,
        policy=WITH_OBJECT,
        description="Decisions by person, purpose and kind of data.",
    )
    told = field(
        graphene.List(graphene.NonNull(DisclosureType)),
        required=True,
        size=10,
        policy=WITH_OBJECT,
        description="Entries of the ledger of that day.",
    )


class DossierTaskType(graphene.ObjectType):
    """A task that the family let the institution know."""

    class Meta:
        name = "DossierTask"
        description = "A task of the path that the family let the institution know."

    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="What.")
    due_on = field(Date, policy=WITH_OBJECT, description="Until when.")


class DossierContactType(graphene.ObjectType):
    """How a person may be reached."""

    class Meta:
        name = "DossierContact"
        description = "How a person may be reached without danger; nothing that is concealed."

    phone = field(NoNullString, policy=WITH_OBJECT, description="Telephone.", resolver=filled("phone"))
    email = field(NoNullString, policy=WITH_OBJECT, description="E-mail.", resolver=filled("email"))
    address = field(NoNullString, policy=WITH_OBJECT, description="Address.", resolver=filled("address"))
    ways = field(
        graphene.List(graphene.NonNull(SafeWayEnum)),
        required=True,
        size=3,
        policy=WITH_OBJECT,
        description="Safe ways.",
    )
    hours = field(
        NoNullString,
        policy=WITH_OBJECT,
        description='Safe days as digits and hours, like "24 09:00-12:00"; null at any time.',
        resolver=lambda source, _info: source.reach.hours.text or None,
    )
    no_messages = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Leave no messages.")
    no_letters = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="Send no letters.")
    language = field(LanguageEnum, required=True, policy=WITH_OBJECT, description="What to speak.")
    needs_interpreter = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether an interpreter is needed."
    )


class DossierNoteType(graphene.ObjectType):
    """A note of the workers."""

    class Meta:
        name = "DossierNote"
        description = "A note that a worker shared with the team and the family's word opens."

    noted_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    category = field(DataCategoryEnum, required=True, policy=WITH_OBJECT, description="Kind of data.")
    person = field(graphene.Int, policy=WITH_OBJECT, description="Number of the person; null: the family.")
    body = field(NoNullString, policy=WITH_OBJECT, description="The note.", resolver=filled("body"))
    own_words = field(
        NoNullString, policy=WITH_OBJECT, description="The family's own words.", resolver=filled("own_words")
    )


class DossierPersonType(graphene.ObjectType):
    """A person as the institution may know them."""

    class Meta:
        name = "DossierPerson"
        description = "A person who takes part: named and aged only with their word."

    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Order of agreeing.")
    name = field(NoNullString, policy=WITH_OBJECT, description="Name, where it was told.")
    age = field(graphene.Int, policy=WITH_OBJECT, description="Age, where it was told.")
    tasks = field(
        graphene.List(graphene.NonNull(DossierTaskType)),
        required=True,
        size=8,
        policy=WITH_OBJECT,
        description="Tasks of this person.",
    )
    contact = field(
        DossierContactType, policy=WITH_OBJECT, description="How the person is reached, where it was told."
    )


class DossierMemberType(graphene.ObjectType):
    """Somebody of the household."""

    class Meta:
        name = "DossierMember"
        description = "Somebody of the household by role, without a name."

    role = field(HouseholdRoleEnum, required=True, policy=WITH_OBJECT, description="What they are to it.")
    age = field(graphene.Int, policy=WITH_OBJECT, description="Age, where the person has told it.")


class DossierMinutesType(graphene.ObjectType):
    """What a team agreed."""

    class Meta:
        name = "DossierMinutes"
        description = "What a meeting of the team agreed."

    held_on = field(Date, required=True, policy=WITH_OBJECT, description="Day.")
    minutes = field(NoNullString, required=True, policy=WITH_OBJECT, description="What was agreed.")


class DossierType(graphene.ObjectType):
    """What one institution sees of a family."""

    class Meta:
        name = "Dossier"
        description = "What an institution may see of a family now; all of it stands in the family's ledger."

    case_number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the case.")
    contact_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whom to call.")
    persons = field(
        graphene.List(graphene.NonNull(DossierPersonType)),
        required=True,
        size=6,
        policy=WITH_OBJECT,
        description="Persons who take part.",
    )
    household = field(
        graphene.List(graphene.NonNull(DossierMemberType)),
        required=True,
        size=6,
        policy=WITH_OBJECT,
        description="Who lives together, where it was told.",
    )
    grounds = field(
        graphene.List(graphene.NonNull(GroundEnum)),
        required=True,
        size=4,
        policy=WITH_OBJECT,
        description="Reasons for assistance that every adult let be known.",
    )
    shared_tasks = field(
        graphene.List(graphene.NonNull(DossierTaskType)),
        required=True,
        size=8,
        policy=WITH_OBJECT,
        description="Tasks for all.",
    )
    minutes = field(
        graphene.List(graphene.NonNull(DossierMinutesType)),
        required=True,
        size=8,
        policy=WITH_OBJECT,
        description="What the team agreed, where every adult let it be known.",
    )
    notes = field(
        graphene.List(graphene.NonNull(DossierNoteType)),
        required=True,
        size=8,
        policy=WITH_OBJECT,
        description="Notes of the workers that the institution may read, the newest first.",
    )
    shown = field(
        graphene.List(graphene.NonNull(DataCategoryEnum)),
        required=True,
        size=10,
        policy=WITH_OBJECT,
        description="Kinds of data that are shown; any other one the family has not opened.",
    )
