"""Reading stages, the resource map, invitations and ways to reach partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from core.basket.queries.stages import partnership_board
from core.exchange.queries import invitations as offers
from core.partnership.queries import invitations, resources
from core.partnership.queries.steps import Board
from core.shared.actor import Actor
from graphql_api.connection import connection
from graphql_api.fields import field
from graphql_api.node import lookup
from graphql_api.partnership.accession_types import (
    INSIDERS,
    MANAGERS,
    AccessionRateType,
    AnswerEnum,
    AssessmentType,
    BoardType,
    InvitationType,
    OfferType,
    PowiatType,
    ResourceStatusEnum,
    ResourceType,
)
from graphql_api.partnership.types import READERS, SectorEnum
from graphql_api.scalars import NoNullString


@dataclass(frozen=True)
class SectorRate:
    """Values of `AccessionRate`."""

    sector: str
    invited: int
    signed: int
    percent: int | None


def _board(_source: Any, info: Any, edition: int | None = None) -> Board:
    return partnership_board(info.context.actor, edition)


def _rates(_source: Any, info: Any) -> list[SectorRate]:
    rates = invitations.accession_rates(info.context.actor)
    return [SectorRate(sector, rate.invited, rate.signed, rate.percent) for sector, rate in rates.items()]


def _powiats(_source: Any, info: Any) -> list[offers.Powiat]:
    actor: Actor = info.context.actor
    return offers.powiats_to_invite() if offers.reads_offers(actor) else []


class AccessionQueries:
    """How a partnership comes about."""

    partnership_board = field(
        BoardType,
        policy=READERS,
        description="Stages of a year of work with what the records show.",
        resolver=_board,
        weight=10,
        args={"edition": graphene.Argument(graphene.Int, description="Year of work; the current one.")},
    )
    accession_rates = field(
        graphene.List(graphene.NonNull(AccessionRateType)),
        policy=READERS,
        description="Declarations signed of organisations invited, by sector.",
        resolver=_rates,
        weight=5,
    )
    local_needs_assessment = lookup(AssessmentType, policy=READERS, description="One local diagnosis.")
    local_needs_assessments = connection(
        AssessmentType,
        rows=resources.assessments,
        order=("-made_on", "title"),
        policy=READERS,
        description="Local diagnoses, the newest first.",
    )
    resource_map_entry = lookup(ResourceType, policy=INSIDERS, description="One institution of the map.")
    resource_map = connection(
        ResourceType,
        rows=resources.resources,
        order=("name",),
        policy=INSIDERS,
        description="Institutions that could be partners, by name.",
        filters={
            "search": graphene.Argument(NoNullString, description="Words of name or offer."),
            "sector": graphene.Argument(SectorEnum, description="Only of this sector."),
            "status": graphene.Argument(ResourceStatusEnum, description="Only with this status."),
        },
    )
    partner_invitation = lookup(InvitationType, policy=INSIDERS, description="One invitation.")
    partner_invitations = connection(
        InvitationType,
        rows=invitations.invitations,
        order=("-sent_on", "-created_at"),
        policy=INSIDERS,
        description="Invitations, the newest first.",
        filters={"state": graphene.Argument(AnswerEnum, description="Only with this answer.")},
    )
    partnership_offers = connection(
        OfferType,
        rows=offers.received,
        order=("-sent_on", "-created_at"),
        policy=MANAGERS,
        description="Invitations that gminas sent to this powiat, the newest first.",
    )
    powiats_to_invite = field(
        graphene.List(graphene.NonNull(PowiatType)),
        policy=MANAGERS,
        description="Powiats that this gmina may invite as strategic partner, the own one first.",
        resolver=_powiats,
        weight=5,
    )
