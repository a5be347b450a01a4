"""Reading the basket."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from core.basket import queries
from core.shared.actor import Actor
from graphql_api.basket.types import READERS, CardStatusEnum, CategoryEnum, ServiceCardType
from graphql_api.connection import connection
from graphql_api.ids import key_of
from graphql_api.node import lookup
from graphql_api.scalars import NoNullString


def _cards(actor: Actor, *, partner: str | None = None, **filters: Any) -> QuerySet[Any]:
    """An id that names no partner finds no card, as a partner without cards does."""
    given = {name: value for name, value in filters.items() if value is not None}
    if partner is None:
        return queries.cards(actor, **given)
    key = key_of(partner, "Partner")
    found = queries.cards(actor, partner=key, **given)
    return found if key else found.none()


class BasketQueries:
    """The service basket of the town."""

    service_card = lookup(ServiceCardType, policy=READERS, description="One service card.")
    service_cards = connection(
        ServiceCardType,
        rows=_cards,
        order=("name",),
        policy=READERS,
        description="Service cards by name; published ones unless another status is asked for.",
        filters={
            "search": graphene.Argument(
                NoNullString, description="Words of name, description or target group."
            ),
            "category": graphene.Argument(CategoryEnum, description="Only of this category."),
            "partner": graphene.Argument(graphene.ID, description="Only of this partner."),
            "status": graphene.Argument(CardStatusEnum, description="Only at this status."),
        },
    )
