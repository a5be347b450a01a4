"""Writing the basket: a partner drafts, the network officer publishes and withdraws."""

from __future__ import annotations

import graphene

from core.basket import operations, queries
from core.partnership.queries import partner_visible
from core.shared.enums import Role
from graphql_api.basket.types import CategoryEnum, ReferralModeEnum, ServiceCardType
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.scalars import Date

SCOPES = ("basket:read", "basket:write")
WRITERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, Role.DELEGATE, scopes=SCOPES)
PUBLISHERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=SCOPES)
CARD = reference("ServiceCard", queries.card_visible, "The card.")


class BasketMutations:
    """The life of a card."""

    service_card_draft = mutation(
        "ServiceCardDraft",
        result=ServiceCardType,
        policy=WRITERS,
        takes={
            "partner": reference("Partner", partner_visible, "Who offers the service."),
            "name": text("Name."),
            "description": text("What is done.", required=False),
            "category": value(CategoryEnum, "Category."),
            "target_group": text("For whom.", required=False),
            "eligibility_note": text("Who may use it.", required=False),
            "cost": text("What it costs.", required=False),
            "place": text("Where.", required=False),
            "hours": text("When.", required=False),
            "referral_mode": value(ReferralModeEnum, "How one comes to it.", required=False),
            "contact_role": text("Whom to ask for.", required=False),
            "remote": value(graphene.Boolean, "At a distance.", required=False),
            "is_public": value(graphene.Boolean, "Families see it, too.", required=False),
            "capacity": value(graphene.Int, "Places.", required=False),
        },
        perform=operations.draft_card,
        description="Write a card that nobody but staff and the partner sees yet.",
    )
    service_card_publish = mutation(
        "ServiceCardPublish",
        result=ServiceCardType,
        policy=PUBLISHERS,
        takes={"card": CARD},
        perform=operations.publish_card,
        description="Put a card into the basket.",
    )
    service_card_withdraw = mutation(
        "ServiceCardWithdraw",
        result=ServiceCardType,
        policy=PUBLISHERS,
        takes={
            "card": CARD,
            "withdrawn_on": value(Date, "First day out; today when left out.", required=False),
        },
        perform=operations.withdraw_card,
        description="Take a card out of the basket for good.",
    )
