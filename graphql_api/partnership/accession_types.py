"""Stages, diagnoses, the resource map, invitations, and ways to reach partners."""

from __future__ import annotations

from typing import Any

import graphene

from core.exchange.enums import OfferAnswer
from core.exchange.models import PartnershipInvitation
from core.exchange.queries import invitations as offers
from core.partnership.enums.accession import (
    AddressKind,
    AnsweredVia,
    ContactWay,
    InvitationAnswer,
    InvitationChannel,
    ResourceStatus,
    StepCode,
    StepOutcome,
)
from core.partnership.models import (
    ContactPeriod,
    LocalNeedsAssessment,
    PartnerAddress,
    PartnerInvitation,
    PartnershipStep,
    PartnershipStepChange,
    PersonSubstitution,
    ResourceMapEntry,
)
from core.partnership.queries import contacts, invitations, partners, people_visible_to, resources, steps
from core.shared.enums import STAFF, Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, filled, related
from graphql_api.partnership.types import READERS, KindEnum, PartnerPersonType, PartnerType, SectorEnum
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

INSIDERS = policy(*STAFF, scopes=("partners:read",))
MANAGERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("partners:read",))

StepEnum = enumeration(StepCode, "PartnershipStepCode", "A stage of the partnership, in the model's order.")
OutcomeEnum = enumeration(StepOutcome, "PartnershipOutcome", "What was decided at the end of a year of work.")
ResourceStatusEnum = enumeration(ResourceStatus, "ResourceStatus", "What became of an institution mapped.")
ChannelEnum = enumeration(InvitationChannel, "InvitationChannel", "How an invitation was sent.")
AnswerEnum = enumeration(InvitationAnswer, "InvitationAnswer", "What an institution answered.")
ViaEnum = enumeration(AnsweredVia, "InvitationAnsweredVia", "How an answer was written down.")
AddressKindEnum = enumeration(AddressKind, "AddressKind", "What an address is for.")
WayEnum = enumeration(ContactWay, "ContactWay", "How somebody is reached.")
OfferAnswerEnum = enumeration(OfferAnswer, "OfferAnswer", "How an invitation between tenants ended.")


def _hour(attribute: str) -> Any:
    return lambda source, _info: f"{getattr(source, attribute):%H:%M}"


class StepChangeType(EntityType):
    """One entry in a stage's history."""

    class Meta:
        model = PartnershipStepChange
        name = "PartnershipStepChange"
        description = "What was written of a stage, and why where something was corrected."
        rows = steps.step_changes_visible_to
        policy = READERS

    planned_on = field(Date, policy=WITH_OBJECT, description="Planned day.")
    reached_on = field(Date, policy=WITH_OBJECT, description="Day reached.")
    outcome = field(OutcomeEnum, policy=WITH_OBJECT, description="Decision.", resolver=filled("outcome"))
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="Note.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Reason of a correction.")
    recorded_by = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who wrote it.")


class StepType(EntityType):
    """A stage as it was written down."""

    class Meta:
        model = PartnershipStep
        name = "PartnershipStep"
        description = "A stage of the partnership as it was written down."
        rows = steps.steps_visible_to
        policy = READERS

    edition = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Year of work, from 1.")
    step = field(
        StepEnum,
        required=True,
        policy=WITH_OBJECT,
        description="Which stage.",
        resolver=lambda source, _info: source.code,
    )
    planned_on = field(Date, policy=WITH_OBJECT, description="Planned day.")
    reached_on = field(Date, policy=WITH_OBJECT, description="Day reached.")
    outcome = field(OutcomeEnum, policy=WITH_OBJECT, description="Decision.", resolver=filled("outcome"))
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="Note.")
    recorded_by = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who wrote it last.")
    changes = related(
        StepChangeType,
        "changes",
        many=True,
        policy=READERS,
        rows=steps.step_changes_visible_to,
        description="Its history, the newest first.",
    )


class StepLineType(graphene.ObjectType):
    """A stage on the board, with what the records show of it."""

    class Meta:
        name = "PartnershipStepLine"

    step = field(
        StepEnum,
        required=True,
        policy=WITH_OBJECT,
        description="Which stage.",
        resolver=lambda source, _info: source.code,
    )
    planned_on = field(Date, policy=WITH_OBJECT, description="Planned day.")
    reached_on = field(Date, policy=WITH_OBJECT, description="Day reached.")
    suggested_on = field(
        Date, policy=WITH_OBJECT, description="Day that the records suggest while none is written down."
    )
    evidence = field(
        graphene.Int,
        policy=WITH_OBJECT,
        description="How many records bear the stage out; null for a stage that leaves none.",
        resolver=lambda source, _info: source.evidence.number if source.evidence else None,
    )
    depends_on = field(StepEnum, policy=WITH_OBJECT, description="The stage it follows.")
    is_next = field(graphene.Boolean, required=True, policy=WITH_OBJECT, description="The one to work on.")
    out_of_order = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Reached before the stage it follows, with a stated reason.",
    )


class BoardType(graphene.ObjectType):
    """All stages of one year of work."""

    class Meta:
        name = "PartnershipBoard"

    edition = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Year of work shown.")
    current_edition = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Year that runs.")
    closed = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether the partnership was closed."
    )
    lines = field(
        graphene.List(graphene.NonNull(StepLineType)),
        required=True,
        policy=WITH_OBJECT,
        description="Stages in their order.",
    )


class AccessionRateType(graphene.ObjectType):
    """Declarations signed of organisations invited."""

    class Meta:
        name = "AccessionRate"

    sector = field(SectorEnum, required=True, policy=WITH_OBJECT, description="Sector.")
    invited = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Organisations invited.")
    signed = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Of these, with a signed declaration."
    )
    percent = field(graphene.Int, policy=WITH_OBJECT, description="The share in whole per cent.")


class AssessmentType(EntityType):
    """A local diagnosis."""

    class Meta:
        model = LocalNeedsAssessment
        name = "LocalNeedsAssessment"
        description = "A local diagnosis of needs and resources; a delegate reads adopted ones."
        rows = resources.assessments
        policy = READERS

    title = field(NoNullString, required=True, policy=WITH_OBJECT, description="Title.")
    made_on = field(Date, required=True, policy=WITH_OBJECT, description="State as of this day.")
    author = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who prepared it.")
    sources = field(NoNullString, required=True, policy=WITH_OBJECT, description="Sources.")
    needs = field(NoNullString, required=True, policy=WITH_OBJECT, description="Needs and difficulties.")
    resources = field(NoNullString, required=True, policy=WITH_OBJECT, description="Resources.")
    conclusions = field(NoNullString, required=True, policy=WITH_OBJECT, description="Conclusions.")
    adopted_on = field(Date, policy=WITH_OBJECT, description="Day of adoption; it stays as it is then.")


class ResourceType(EntityType):
    """An institution on the resource map."""

    class Meta:
        model = ResourceMapEntry
        name = "ResourceMapEntry"
        description = "An institution that could be a partner; for staff."
        rows = resources.resources
        policy = INSIDERS

    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name.")
    sector = field(SectorEnum, required=True, policy=WITH_OBJECT, description="Sector.")
    kind = field(KindEnum, required=True, policy=WITH_OBJECT, description="Whose it is.")
    offer = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it could offer.")
    contact_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whom to ask.")
    email = field(NoNullString, required=True, policy=WITH_OBJECT, description="E-mail address.")
    phone = field(NoNullString, required=True, policy=WITH_OBJECT, description="Telephone.")
    address = field(NoNullString, required=True, policy=WITH_OBJECT, description="Address.")
    website = field(NoNullString, required=True, policy=WITH_OBJECT, description="Website.")
    mapped_on = field(Date, required=True, policy=WITH_OBJECT, description="On the map since.")
    status = field(ResourceStatusEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    shortlisted_on = field(Date, policy=WITH_OBJECT, description="Chosen on this day.")
    dropped_because = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why left out.")
    partner = related(
        PartnerType,
        "partner",
        policy=INSIDERS,
        rows=partners,
        description="The partner that came of it.",
    )


class InvitationType(EntityType):
    """An invitation to the partnership."""

    class Meta:
        model = PartnerInvitation
        name = "PartnerInvitation"
        description = "An invitation to the partnership and its answer; for staff."
        rows = invitations.invitations
        policy = INSIDERS

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    channel = field(ChannelEnum, required=True, policy=WITH_OBJECT, description="How it was sent.")
    email = field(NoNullString, required=True, policy=WITH_OBJECT, description="Where it was sent.")
    message = field(NoNullString, required=True, policy=WITH_OBJECT, description="Own sentences in it.")
    sent_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of sending.")
    answer_by = field(Date, required=True, policy=WITH_OBJECT, description="Day to answer by.")
    answer = field(AnswerEnum, policy=WITH_OBJECT, description="The answer.", resolver=filled("answer"))
    answer_reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Reason or remarks.")
    answer_contact = field(NoNullString, required=True, policy=WITH_OBJECT, description="Whom to call.")
    answered_on = field(Date, policy=WITH_OBJECT, description="Day of the answer.")
    answered_via = field(
        ViaEnum, policy=WITH_OBJECT, description="How it came.", resolver=filled("answered_via")
    )
    reminders = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Reminders sent.")
    reminded_on = field(Date, policy=WITH_OBJECT, description="Day of the last reminder.")
    cancelled_on = field(Date, policy=WITH_OBJECT, description="Taken back on this day.")
    partner = related(PartnerType, "partner", policy=INSIDERS, rows=partners, description="Who was invited.")


class AddressType(EntityType):
    """An address of an organisation."""

    class Meta:
        model = PartnerAddress
        name = "PartnerAddress"
        description = "An address of an organisation; a delegate reads only the own organisation's."
        rows = contacts.addresses_visible_to
        policy = READERS

    kind = field(AddressKindEnum, required=True, policy=WITH_OBJECT, description="What it is for.")
    label = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the place.")
    street = field(NoNullString, required=True, policy=WITH_OBJECT, description="Street and number.")
    postcode = field(NoNullString, required=True, policy=WITH_OBJECT, description="Postal code.")
    city = field(NoNullString, required=True, policy=WITH_OBJECT, description="Locality.")
    teryt = field(NoNullString, required=True, policy=WITH_OBJECT, description="Territorial code.")
    partner = related(PartnerType, "partner", policy=READERS, rows=partners, description="Whose it is.")


class SubstitutionType(EntityType):
    """Who stands in for somebody."""

    class Meta:
        model = PersonSubstitution
        name = "PersonSubstitution"
        description = "Who acts for a partner's person in a time; a delegate reads the own organisation's."
        rows = contacts.substitutions_visible_to
        policy = READERS

    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, required=True, policy=WITH_OBJECT, description="First day no longer.")
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="Remarks.")
    person = related(
        PartnerPersonType, "person", policy=READERS, rows=people_visible_to, description="For whom."
    )
    substitute = related(
        PartnerPersonType, "substitute", policy=READERS, rows=people_visible_to, description="Who acts."
    )


class ContactPeriodType(EntityType):
    """When and how somebody is reached."""

    class Meta:
        model = ContactPeriod
        name = "ContactPeriod"
        description = "When and how a partner's person is reached."
        rows = contacts.contact_periods_visible_to
        policy = READERS

    way = field(WayEnum, required=True, policy=WITH_OBJECT, description="How.")
    weekdays = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="Digits of weekdays, 1 is Monday."
    )
    from_time = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="HH:MM.", resolver=_hour("from_time")
    )
    until_time = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="HH:MM.", resolver=_hour("until_time")
    )
    starts_on = field(Date, required=True, policy=WITH_OBJECT, description="First day.")
    ends_on = field(Date, policy=WITH_OBJECT, description="First day no longer.")
    note = field(NoNullString, required=True, policy=WITH_OBJECT, description="Remarks.")
    person = related(
        PartnerPersonType, "person", policy=READERS, rows=people_visible_to, description="Whose it is."
    )


class OfferType(EntityType):
    """An invitation that a gmina sent to this powiat."""

    class Meta:
        model = PartnershipInvitation
        name = "PartnershipOffer"
        description = "A gmina's invitation to this powiat; read in the powiat asked."
        rows = offers.received
        policy = MANAGERS

    from_town = field(NoNullString, required=True, policy=WITH_OBJECT, description="The gmina.")
    from_organisation = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its centre.")
    contact = field(NoNullString, required=True, policy=WITH_OBJECT, description="The centre's contact.")
    message = field(NoNullString, required=True, policy=WITH_OBJECT, description="Own sentences in it.")
    sent_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of sending.")
    answer_by = field(Date, required=True, policy=WITH_OBJECT, description="Day to answer by.")
    answer = field(
        OfferAnswerEnum,
        policy=WITH_OBJECT,
        description="How it ended; null while it waits.",
        resolver=lambda source, _info: source.answer.answer if hasattr(source, "answer") else None,
    )


class PowiatType(graphene.ObjectType):
    """A powiat on this platform that a gmina may invite."""

    class Meta:
        name = "Powiat"

    schema = field(NoNullString, required=True, policy=WITH_OBJECT, description="Key to invite it by.")
    name = field(NoNullString, required=True, policy=WITH_OBJECT, description="The powiat.")
    organisation = field(NoNullString, required=True, policy=WITH_OBJECT, description="Its centre.")
