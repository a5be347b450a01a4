"""Writing stages, the resource map, invitations and ways to reach partners."""

from __future__ import annotations

from datetime import time
from typing import Any

import graphene
from django.utils.translation import gettext as _

from core.exchange.operations.invitations import answer_offer
from core.exchange.queries.invitations import received_one
from core.partnership import operations, queries
from core.partnership.operations import contacts as contact_operations
from core.partnership.operations.invitations import answer_invitation, cancel_invitation, send_invitation
from core.partnership.operations.people import update_person
from core.partnership.operations.powiats import invite_powiat
from core.partnership.operations.resources import (
    adopt_assessment,
    drop_resource,
    invite_resource,
    map_resource,
    shortlist_resource,
    write_assessment,
)
from core.partnership.operations.steps import record_step
from core.partnership.queries import contacts, invitations, resources
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.errors import bad_input
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.partnership.accession_types import (
    AddressKindEnum,
    AddressType,
    AnswerEnum,
    AssessmentType,
    ChannelEnum,
    ContactPeriodType,
    InvitationType,
    OfferType,
    OutcomeEnum,
    ResourceType,
    StepEnum,
    StepType,
    SubstitutionType,
    WayEnum,
)
from graphql_api.partnership.mutations import PARTNER, WRITERS
from graphql_api.partnership.types import KindEnum, PartnerPersonType, PartnerType, SectorEnum
from graphql_api.policies import policy
from graphql_api.scalars import Date

SPEAKERS = policy(
    Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=("partners:read", "partners:write")
)
ASSESSMENT = reference("LocalNeedsAssessment", resources.assessment_visible, "The diagnosis.")
ENTRY = reference("ResourceMapEntry", resources.resource_visible, "The institution of the map.")
INVITATION = reference("PartnerInvitation", invitations.invitation_visible, "The invitation.")
PERSON = reference("PartnerPerson", queries.person_visible, "The partner's person.")
_ENTRY_DETAILS = {
    "name": text("Name."),
    "sector": value(SectorEnum, "Sector."),
    "kind": value(KindEnum, "Whose it is.", required=False),
    "offer": text("What it could offer.", required=False),
    "contact_name": text("Whom to ask.", required=False),
    "email": text("E-mail address.", required=False),
    "phone": text("Telephone.", required=False),
    "address": text("Address.", required=False),
    "website": text("Website.", required=False),
}
_ASSESSMENT_DETAILS = {
    "title": text("Title."),
    "made_on": value(Date, "State as of this day."),
    "author": text("Who prepared it.", required=False),
    "sources": text("Sources.", required=False),
    "needs": text("Needs and difficulties.", required=False),
    "resources": text("Resources.", required=False),
    "conclusions": text("Conclusions.", required=False),
}


def _period(*, actor: Actor, from_time: str, until_time: str, **given: Any) -> Any:
    try:
        given["from_time"] = time.fromisoformat(from_time)
        given["until_time"] = time.fromisoformat(until_time)
    except ValueError as error:
        raise bad_input(_("Podaj godziny w postaci 08:00.")) from error
    return contact_operations.set_contact_period(actor=actor, **given)


def _address_removed(*, actor: Actor, address: Any) -> Any:
    contact_operations.remove_address(actor=actor, address=address)
    return address.partner


def _substitution_ended(*, actor: Actor, substitution: Any) -> Any:
    contact_operations.end_substitution(actor=actor, substitution=substitution)
    return substitution.person


def _period_removed(*, actor: Actor, period: Any) -> Any:
    contact_operations.remove_contact_period(actor=actor, period=period)
    return period.person


class AccessionMutations:
    """How a partnership comes about."""

    step_record = mutation(
        "StepRecord",
        result=StepType,
        policy=WRITERS,
        takes={
            "step": value(StepEnum, "Which stage."),
            "edition": value(graphene.Int, "Year of work; the current one.", required=False),
            "planned_on": value(Date, "Planned day; left out, there is none.", required=False),
            "reached_on": value(Date, "Day reached; left out, it is not.", required=False),
            "outcome": value(OutcomeEnum, "Decision, with the last stage.", required=False),
            "note": text("Note.", required=False),
            "reason": text("Reason of a correction or of another order.", required=False),
        },
        perform=record_step,
        description="Write down how a stage stands, all of it.",
    )
    assessment_write = mutation(
        "AssessmentWrite",
        result=AssessmentType,
        policy=WRITERS,
        takes={
            "assessment": reference(
                "LocalNeedsAssessment",
                resources.assessment_visible,
                "One to go on writing; left out, a new one.",
                required=False,
            ),
            **_ASSESSMENT_DETAILS,
        },
        perform=write_assessment,
        description="Write a local diagnosis, or go on writing one.",
    )
    assessment_adopt = mutation(
        "AssessmentAdopt",
        result=AssessmentType,
        policy=WRITERS,
        takes={"assessment": ASSESSMENT},
        perform=adopt_assessment,
        description="Adopt a local diagnosis.",
    )
    resource_map_write = mutation(
        "ResourceMapWrite",
        result=ResourceType,
        policy=WRITERS,
        takes={
            "entry": reference(
                "ResourceMapEntry",
                resources.resource_visible,
                "One to correct; left out, a new one.",
                required=False,
            ),
            **_ENTRY_DETAILS,
        },
        perform=map_resource,
        description="Put an institution on the resource map, or correct one.",
    )
    resource_shortlist = mutation(
        "ResourceShortlist",
        result=ResourceType,
        policy=WRITERS,
        takes={"entry": ENTRY},
        perform=shortlist_resource,
        description="Choose an institution for an invitation.",
    )
    resource_drop = mutation(
        "ResourceDrop",
        result=ResourceType,
        policy=WRITERS,
        takes={"entry": ENTRY, "reason": text("Why.")},
        perform=drop_resource,
        description="Leave an institution out, with the reason.",
    )
    resource_invite = mutation(
        "ResourceInvite",
        result=InvitationType,
        policy=WRITERS,
        takes={
            "entry": ENTRY,
            "message": text("Own sentences in the invitation.", required=False),
            "answer_by": value(Date, "Day to answer by; in three weeks.", required=False),
        },
        perform=invite_resource,
        description="Make an institution of the map a partner to be and invite it.",
    )
    invitation_send = mutation(
        "InvitationSend",
        result=InvitationType,
        policy=WRITERS,
        takes={
            "partner": PARTNER,
            "channel": value(ChannelEnum, "E-mail or letter."),
            "email": text("Address; the partner's own when left out.", required=False),
            "message": text("Own sentences in the invitation.", required=False),
            "answer_by": value(Date, "Day to answer by; in three weeks.", required=False),
        },
        perform=send_invitation,
        description="Invite an organisation of the list.",
    )
    invitation_answer_record = mutation(
        "InvitationAnswerRecord",
        result=InvitationType,
        policy=WRITERS,
        takes={
            "invitation": INVITATION,
            "answer": value(AnswerEnum, "The answer."),
            "reason": text("Reason of a refusal, or remarks.", required=False),
            "contact": text("Whom to call.", required=False),
        },
        perform=answer_invitation,
        description="Write down an answer that came by telephone or on paper, or correct one.",
    )
    invitation_cancel = mutation(
        "InvitationCancel",
        result=InvitationType,
        policy=WRITERS,
        takes={"invitation": INVITATION},
        perform=cancel_invitation,
        description="Take an invitation back.",
    )
    powiat_invite = mutation(
        "PowiatInvite",
        result=InvitationType,
        policy=WRITERS,
        takes={
            "powiat": text("Key of a powiat of `powiatsToInvite`."),
            "message": text("Own sentences in the invitation.", required=False),
            "answer_by": value(Date, "Day to answer by; in three weeks.", required=False),
        },
        perform=invite_powiat,
        description="Ask a powiat's centre, in its own tenant, to be the strategic partner.",
    )
    offer_answer = mutation(
        "OfferAnswer",
        result=OfferType,
        policy=WRITERS,
        takes={
            "offer": reference("PartnershipOffer", received_one, "The gmina's invitation."),
            "accepts": value(graphene.Boolean, "Whether the powiat accepts."),
            "reason": text("Reason of a refusal.", required=False),
            "contact": text("Who deals with it in the powiat.", required=False),
        },
        perform=answer_offer,
        description="Answer a gmina's invitation for this powiat.",
    )
    partner_update = mutation(
        "PartnerUpdate",
        result=PartnerType,
        policy=WRITERS,
        takes={
            "partner": PARTNER,
            "name": text("Full name.", required=False),
            "short_name": text("Short name.", required=False),
            "sector": value(SectorEnum, "Sector.", required=False),
            "kind": value(KindEnum, "Whose it is.", required=False),
            "email": text("E-mail address.", required=False),
            "phone": text("Telephone.", required=False),
            "nip": text("Tax number.", required=False),
            "regon": text("Statistical number.", required=False),
            "teryt": text("Territorial code.", required=False),
            "website": text("Website.", required=False),
        },
        perform=operations.update_partner,
        description="Change an organisation's data; what is left out stays.",
    )
    address_write = mutation(
        "AddressWrite",
        result=AddressType,
        policy=WRITERS,
        takes={
            "partner": PARTNER,
            "address": reference(
                "PartnerAddress",
                contacts.address_visible,
                "One to change; left out, a new one.",
                required=False,
            ),
            "kind": value(AddressKindEnum, "What it is for."),
            "label": text("Name of the place.", required=False),
            "street": text("Street and number.", required=False),
            "postcode": text("Postal code, 00-000."),
            "city": text("Locality."),
            "teryt": text("Territorial code.", required=False),
        },
        perform=contact_operations.write_address,
        description="Enter or change an address of an organisation.",
    )
    address_remove = mutation(
        "AddressRemove",
        result=PartnerType,
        policy=WRITERS,
        takes={"address": reference("PartnerAddress", contacts.address_visible, "The address.")},
        perform=_address_removed,
        description="Take an address off; answers its organisation.",
    )
    partner_person_update = mutation(
        "PartnerPersonUpdate",
        result=PartnerPersonType,
        policy=WRITERS,
        takes={
            "person": PERSON,
            "name": text("First and last name."),
            "job_title": text("Post.", required=False),
            "email": text("E-mail address.", required=False),
            "phone": text("Telephone.", required=False),
            "is_delegate": value(graphene.Boolean, "Sits in task teams.", required=False),
            "is_coordinator": value(graphene.Boolean, "Co-ordinates.", required=False),
        },
        perform=update_person,
        description="Correct what is known of a partner's person.",
    )
    substitute_name = mutation(
        "SubstituteName",
        result=SubstitutionType,
        policy=SPEAKERS,
        takes={
            "person": PERSON,
            "substitute": PERSON,
            "starts_on": value(Date, "First day."),
            "last_on": value(Date, "Last day."),
            "note": text("Remarks.", required=False),
        },
        perform=contact_operations.name_substitute,
        description="Say who acts for a partner's person; a delegate within the own organisation.",
    )
    substitution_end = mutation(
        "SubstitutionEnd",
        result=PartnerPersonType,
        policy=SPEAKERS,
        takes={
            "substitution": reference(
                "PersonSubstitution", contacts.substitution_visible, "The substitution."
            )
        },
        perform=_substitution_ended,
        description="End a substitution today; answers the person who was replaced.",
    )
    contact_period_set = mutation(
        "ContactPeriodSet",
        result=ContactPeriodType,
        policy=SPEAKERS,
        takes={
            "person": PERSON,
            "way": value(WayEnum, "How."),
            "weekdays": text("Digits of weekdays, 1 is Monday."),
            "from_time": text("HH:MM."),
            "until_time": text("HH:MM."),
            "starts_on": value(Date, "First day; today.", required=False),
            "last_on": value(Date, "Last day, if there is one.", required=False),
            "note": text("Remarks.", required=False),
        },
        perform=_period,
        description="Say when and how a partner's person is reached.",
    )
    contact_period_remove = mutation(
        "ContactPeriodRemove",
        result=PartnerPersonType,
        policy=SPEAKERS,
        takes={"period": reference("ContactPeriod", contacts.contact_period_visible, "The contact period.")},
        perform=_period_removed,
        description="Take a contact period off; answers the person.",
    )
