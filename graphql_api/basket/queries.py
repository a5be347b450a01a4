"""Reading the basket."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import QuerySet

from core.basket import queries
from core.basket.enums import CardStatus
from core.basket.queries.search import Wanted, find
from core.places.queries import with_free_places
from core.shared.actor import Actor
from core.shared.searching import Reading
from graphql_api.basket.keeping_queries import KeepingQueries
from graphql_api.basket.types import (
    READERS,
    AccessibilityEnum,
    CardLanguageEnum,
    CardStatusEnum,
    CategoryEnum,
    ServiceCardType,
)
from graphql_api.connection import connection
from graphql_api.fields import DeclaredField, field
from graphql_api.ids import key_of
from graphql_api.node import lookup
from graphql_api.policies import WITH_OBJECT
from graphql_api.scalars import NoNullString


def _cards(
    actor: Actor,
    *,
    partner: str | None = None,
    status: str | None = CardStatus.PUBLISHED,
    free_places: bool | None = None,
    **filters: Any,
) -> QuerySet[Any]:
    """An id that names no partner finds no card, as a partner without cards does."""
    given = {name: value for name, value in filters.items() if value is not None}
    key = key_of(partner, "Partner") if partner is not None else None
    wanted = Wanted(
        text=given.pop("search", ""),
        partner=key,
        accessibility=tuple(given.pop("accessibility", ())),
        **given,
    )
    found = find(queries.cards(actor, status=status or CardStatus.PUBLISHED), wanted).cards
    if partner is not None and not key:
        return found.none()
    return with_free_places(found) if free_places else found


def _reading(_source: Any, info: Any, search: str) -> Reading:
    """How words are read among the published cards that the caller may see."""
    return find(queries.cards(info.context.actor), Wanted(text=search), partly=True).reading


class CorrectedWordType(graphene.ObjectType):
    """A word that stands nowhere as it was typed."""

    class Meta:
        name = "CorrectedWord"
        description = "A word that stands nowhere as it was typed."

    typed = field(NoNullString, required=True, policy=WITH_OBJECT, description="As it was typed.")
    read_as = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="The words of names that are spelled most like it, in small letters without marks.",
    )


class SearchReadingType(graphene.ObjectType):
    """How the words of a search were read."""

    class Meta:
        name = "SearchReading"
        description = "How the words of a search were read."

    corrected = field(
        graphene.List(graphene.NonNull(CorrectedWordType)),
        required=True,
        policy=WITH_OBJECT,
        description="Words read otherwise than they were typed.",
    )
    unknown = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Words that stand nowhere.",
    )
    partly = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        description="Whether no card has all the words.",
    )


class BasketQueries(KeepingQueries):
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
                NoNullString,
                description="Words in any form, with or without diacritics; mistyped names are found too.",
            ),
            "target_group": graphene.Argument(NoNullString, description="Words of the target group."),
            "age": graphene.Argument(graphene.Int, description="Age of the person in need."),
            "place": graphene.Argument(NoNullString, description="Town, street, postcode or TERYT code."),
            "remote": graphene.Argument(graphene.Boolean, description="Only at a distance, too."),
            "language": graphene.Argument(CardLanguageEnum, description="Only in this language."),
            "accessibility": graphene.Argument(
                graphene.List(graphene.NonNull(AccessibilityEnum)), description="Only with all of these."
            ),
            "free_places": graphene.Argument(graphene.Boolean, description="Only with a free place today."),
            "category": graphene.Argument(CategoryEnum, description="Only of this category."),
            "partner": graphene.Argument(graphene.ID, description="Only of this partner."),
            "status": graphene.Argument(CardStatusEnum, description="Only at this status."),
        },
    )
    service_search = DeclaredField(
        SearchReadingType,
        policy=READERS,
        description="How the words of a search are read; `serviceCards(search:)` reads them so.",
        resolver=_reading,
        args={"search": graphene.Argument(NoNullString, required=True, description="The words.")},
    )
