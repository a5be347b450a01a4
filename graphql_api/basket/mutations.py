"""Writing the basket: a partner drafts, the network officer publishes and withdraws."""

from __future__ import annotations

from core.basket import operations
from core.partnership.queries import partner_visible
from graphql_api.basket.keeping_mutations import CARD, CONTENT, PUBLISHERS, WRITERS, KeepingMutations
from graphql_api.basket.types import CategoryEnum, ServiceCardType
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.scalars import Date


class BasketMutations(KeepingMutations):
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
            **CONTENT,
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
            "reason": text("Why.", required=False),
        },
        perform=operations.withdraw_card,
        description="Take a card out of the basket for good.",
    )
