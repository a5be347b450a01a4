"""Reading how cards are kept."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import graphene
from django.db.models import QuerySet

from core.basket import queries
from core.basket.queries import confirmations, history, proposals
from core.basket.wording import Difference, differences
from core.paths.findings import basket_findings
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from graphql_api.basket.keeping_types import (
    PUBLISHERS,
    BasketFaultEnum,
    BasketFindingType,
    CardDifferenceType,
    CardProposalType,
    CardRevisionType,
    ConfirmationRequestType,
    ProposalStatusEnum,
)
from graphql_api.basket.types import KEEPERS
from graphql_api.connection import connection
from graphql_api.fields import DeclaredField
from graphql_api.ids import global_id, key_of
from graphql_api.node import first_of, lookup
from graphql_api.scalars import Date

MOST_FINDINGS = 100
_CARD = graphene.Argument(graphene.NonNull(graphene.ID), description="The card.")


def _revisions(actor: Actor, *, card: str) -> QuerySet[Any]:
    found = history.revisions_visible_to(actor)
    key = key_of(card, "ServiceCard")
    return found.filter(card_id=key) if key else found.none()


def _proposals(actor: Actor, *, status: str | None = None) -> QuerySet[Any]:
    found = proposals.proposals_visible_to(actor)
    return found.filter(status=status) if status else found


def _requests(actor: Actor, *, unanswered: bool | None = None) -> QuerySet[Any]:
    return confirmations.unanswered(actor) if unanswered else confirmations.requests_visible_to(actor)


def _kept(actor: Actor, card: str) -> Any:
    key = key_of(card, "ServiceCard")
    if key is None:
        raise NotVisibleError
    return queries.card_visible(actor, key)


def _differences(_source: Any, info: Any, *, card: str, before: int, after: int) -> list[Difference] | None:
    """What differs between two versions; null when one of them is not there for the caller."""
    actor = info.context.actor
    found = history.revisions(actor, _kept(actor, card)).filter(version__in=[before, after])
    known = {revision.version: revision.fields for revision in found}
    if not {before, after} <= known.keys():
        return None
    return differences(known[before], known[after])


def _until(actor: Actor, *, card: str, on: date) -> QuerySet[Any]:
    return history.revisions_until(actor, _kept(actor, card), on)


def _findings(_source: Any, info: Any, *, fault: str | None = None) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            fault=each.fault,
            number=each.number,
            since=each.since,
            card_id=global_id("ServiceCard", each.card.pk),
            card_name=each.card.name,
            partner_name=each.card.partner.name,
        )
        for each in basket_findings(info.context.actor, fault)[:MOST_FINDINGS]
    ]


class KeepingQueries:
    """History, wishes, yearly questions and findings of the basket."""

    card_revisions = connection(
        CardRevisionType,
        rows=_revisions,
        order=("-version",),
        policy=KEEPERS,
        description="Revisions of a card, the newest first.",
        filters={"card": _CARD},
    )
    card_differences = DeclaredField(
        graphene.List(graphene.NonNull(CardDifferenceType)),
        policy=KEEPERS,
        description="Fields that differ between two versions of a card.",
        resolver=_differences,
        weight=2,
        args={
            "card": _CARD,
            "before": graphene.Argument(graphene.NonNull(graphene.Int), description="Older version."),
            "after": graphene.Argument(graphene.NonNull(graphene.Int), description="Newer version."),
        },
    )
    card_on = first_of(
        CardRevisionType,
        rows=_until,
        policy=KEEPERS,
        description="A card as it stood at the end of a day.",
        weight=2,
        args={"card": _CARD, "on": graphene.Argument(graphene.NonNull(Date), description="The day.")},
    )
    card_proposal = lookup(CardProposalType, policy=KEEPERS, description="One wish of a partner.")
    card_proposals = connection(
        CardProposalType,
        rows=_proposals,
        order=("made_at",),
        policy=KEEPERS,
        description="Partners' wishes, the longest waiting first; a delegate sees the own.",
        filters={"status": graphene.Argument(ProposalStatusEnum, description="Only with this outcome.")},
    )
    confirmation_requests = connection(
        ConfirmationRequestType,
        rows=_requests,
        order=("-sent_on",),
        policy=PUBLISHERS,
        description="Yearly questions to partners, the newest first.",
        filters={
            "unanswered": graphene.Argument(graphene.Boolean, description="Only those that wait for a word.")
        },
    )
    basket_findings = DeclaredField(
        graphene.List(graphene.NonNull(BasketFindingType)),
        policy=KEEPERS,
        description=f"Services that paths count on and that fail them, at most {MOST_FINDINGS}.",
        resolver=_findings,
        weight=4,
        args={"fault": graphene.Argument(BasketFaultEnum, description="Only this kind.")},
    )
