"""Writing how cards are kept: changes, wishes and decisions, yearly questions."""

from __future__ import annotations

from typing import Any

import graphene

from core.basket import operations, queries
from core.basket.operations import confirmations, proposals
from core.basket.queries.confirmations import request_visible
from core.basket.queries.proposals import proposal_visible
from core.partnership.queries import partner_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.basket.keeping_types import (
    CardProposalType,
    ConfirmationRequestType,
    ProposalKindEnum,
)
from graphql_api.basket.types import (
    AccessibilityEnum,
    CapacityUnitEnum,
    CardLanguageEnum,
    CategoryEnum,
    ReferralModeEnum,
    ServiceCardType,
)
from graphql_api.mutations import Given, Perform, mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import NoNullString

SCOPES = ("basket:read", "basket:write")
WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=SCOPES)
PUBLISHERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=SCOPES)
CARD = reference("ServiceCard", queries.card_visible, "The card.")
PROPOSAL = reference("CardProposal", proposal_visible, "The wish.")

# What a draft and a change write beside name, description and category.
CONTENT: dict[str, Given] = {
    "target_group": text("For whom.", required=False),
    "min_age": value(graphene.Int, "From this age on.", required=False),
    "max_age": value(graphene.Int, "Up to this age.", required=False),
    "eligibility_note": text("Who may use it.", required=False),
    "legal_basis": text("Legal basis.", required=False),
    "documents_needed": value(
        graphene.List(graphene.NonNull(NoNullString)), "Documents to bring.", required=False
    ),
    "cost": text("What it costs.", required=False),
    "place": text("Name of the place.", required=False),
    "street": text("Street and number.", required=False),
    "postcode": text("Postal code.", required=False),
    "city": text("Locality.", required=False),
    "teryt": text("TERYT code of the gmina.", required=False),
    "hours": text("When.", required=False),
    "referral_mode": value(ReferralModeEnum, "How one comes to it.", required=False),
    "contact_role": text("Whom to ask for.", required=False),
    "phone": text("Telephone of the service.", required=False),
    "email": text("E-mail of the service.", required=False),
    "website": text("Page of the service.", required=False),
    "waiting_note": text("How long one waits.", required=False),
    "remote": value(graphene.Boolean, "At a distance.", required=False),
    "accessibility": value(graphene.List(graphene.NonNull(AccessibilityEnum)), "Facilities.", required=False),
    "languages": value(
        graphene.List(graphene.NonNull(CardLanguageEnum)), "Languages in which one can talk.", required=False
    ),
    "is_public": value(graphene.Boolean, "Families see it, too.", required=False),
    "capacity": value(graphene.Int, "Places.", required=False),
    "capacity_unit": value(CapacityUnitEnum, "What places are counted in.", required=False),
}


class Clearable(graphene.Enum):
    """Numbers that a change may take away: null in an input means "leave as it is"."""

    MIN_AGE = "min_age"
    MAX_AGE = "max_age"
    CAPACITY = "capacity"


def _change(*, actor: Actor, card: Any, clear: list[Any] | None = None, **details: Any) -> Any:
    """The card after a change; what waits for the officer stands in `cardProposals`."""
    emptied = {getattr(each, "value", each): None for each in clear or ()}
    return proposals.change_card(actor=actor, card=card, **{**details, **emptied}).card


def _on_wish(operation: Perform) -> Perform:
    """The operation under the input's full name: other proposals of the schema are not of cards."""

    def perform(*, card_proposal: Any, **given: Any) -> Any:
        return operation(proposal=card_proposal, **given)

    return perform


class KeepingMutations:
    """Changes, wishes and decisions, yearly questions."""

    service_card_change = mutation(
        "ServiceCardChange",
        result=ServiceCardType,
        policy=WRITERS,
        takes={
            "card": CARD,
            "version": value(graphene.Int, "Version that the writer saw.", required=False),
            "comment": text("Why, for the history and for the officer.", required=False),
            "name": text("Name.", required=False),
            "description": text("What is done.", required=False),
            "category": value(CategoryEnum, "Category.", required=False),
            "clear": value(
                graphene.List(graphene.NonNull(Clearable)), "Numbers to take away.", required=False
            ),
            **CONTENT,
        },
        perform=_change,
        description="Change a card; of a card in the basket a partner's change waits for the officer.",
    )
    service_card_suspend = mutation(
        "ServiceCardSuspend",
        result=ServiceCardType,
        policy=PUBLISHERS,
        takes={"card": CARD, "reason": text("Why.", required=False)},
        perform=operations.suspend_card,
        description="Take a card out of the basket for a while.",
    )
    service_card_review = mutation(
        "ServiceCardReview",
        result=ServiceCardType,
        policy=WRITERS,
        takes={"card": CARD},
        perform=operations.review_card,
        description="Confirm that what a card says is still true today.",
    )
    card_proposal_make = mutation(
        "CardProposalMake",
        result=CardProposalType,
        policy=WRITERS,
        takes={
            "card": CARD,
            "kind": value(ProposalKindEnum, "Publication, suspension or withdrawal."),
            "comment": text("For the officer.", required=False),
        },
        perform=proposals.propose,
        description="Ask for a card to be published, suspended or withdrawn.",
    )
    card_proposal_accept = mutation(
        "CardProposalAccept",
        result=CardProposalType,
        policy=PUBLISHERS,
        takes={
            "card_proposal": PROPOSAL,
            "version": value(graphene.Int, "Version of the card it was compared with.", required=False),
        },
        perform=_on_wish(proposals.accept),
        description="Let a partner's wish come true.",
    )
    card_proposal_decline = mutation(
        "CardProposalDecline",
        result=CardProposalType,
        policy=PUBLISHERS,
        takes={"card_proposal": PROPOSAL, "reason": text("Why not, for the partner.")},
        perform=_on_wish(proposals.decline),
        description="Leave the card as it is and tell the partner why.",
    )
    card_proposal_take_back = mutation(
        "CardProposalTakeBack",
        result=CardProposalType,
        policy=WRITERS,
        takes={"card_proposal": PROPOSAL},
        perform=_on_wish(proposals.take_back),
        description="The partner no longer wants it.",
    )
    confirmation_ask = mutation(
        "ConfirmationAsk",
        result=ConfirmationRequestType,
        policy=PUBLISHERS,
        takes={"partner": reference("Partner", partner_visible, "Whom to ask.")},
        perform=confirmations.ask_partner,
        description="Ask a partner now whether its cards are still true.",
    )
    confirmation_send_again = mutation(
        "ConfirmationSendAgain",
        result=ConfirmationRequestType,
        policy=PUBLISHERS,
        takes={"request": reference("ConfirmationRequest", request_visible, "The question.")},
        perform=confirmations.send_again,
        description="Send a question again.",
    )
