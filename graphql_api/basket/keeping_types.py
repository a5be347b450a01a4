"""How cards are kept: revisions, partners' wishes, yearly questions, findings."""

from __future__ import annotations

from types import SimpleNamespace

import graphene

from core.basket.enums import (
    ConfirmationAnswer,
    ProposalKind,
    ProposalStatus,
    RevisionKind,
)
from core.basket.models import CardProposal, CardRevision, ConfirmationItem, ConfirmationRequest
from core.basket.queries import confirmations, history, proposals, visible_cards
from core.basket.wording import LABELS, shown
from core.partnership.queries import partners
from core.paths.enums import BasketFault
from core.shared.enums import Role
from graphql_api.basket.types import KEEPERS, READERS, CardStatusEnum, ServiceCardType
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.partnership.types import READERS as PARTNER_READERS
from graphql_api.partnership.types import PartnerType
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, NoNullString

PUBLISHERS = policy(Role.NETWORK_OFFICER, Role.DIRECTOR, scopes=("basket:read",))

RevisionKindEnum = enumeration(RevisionKind, "CardRevisionKind", "What happened to a card.")
ProposalKindEnum = enumeration(ProposalKind, "CardProposalKind", "What a partner asks for.")
ProposalStatusEnum = enumeration(ProposalStatus, "CardProposalStatus", "What became of a partner's wish.")
AnswerEnum = enumeration(ConfirmationAnswer, "ConfirmationAnswer", "What a partner said of a card.")
BasketFaultEnum = enumeration(BasketFault, "BasketFault", "What is wrong with a promised service.")


class CardDifferenceType(graphene.ObjectType):
    """A field in two states of a card."""

    class Meta:
        name = "CardDifference"
        description = "A field of a card in two states, in words."

    label = field(NoNullString, required=True, policy=WITH_OBJECT, description="What pages call it.")
    before = field(NoNullString, required=True, policy=WITH_OBJECT, description="As it was.")
    after = field(NoNullString, required=True, policy=WITH_OBJECT, description="As it is, or would be.")
    field = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the field.")


class CardContentType(graphene.ObjectType):
    """A field of a card as a revision has it."""

    class Meta:
        name = "CardContent"
        description = "A field of a card as a revision has it, in words."

    label = field(NoNullString, required=True, policy=WITH_OBJECT, description="What pages call it.")
    value = field(NoNullString, required=True, policy=WITH_OBJECT, description="What it says.")
    field = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the field.")


class CardRevisionType(EntityType):
    """A card as it stood after one change."""

    class Meta:
        model = CardRevision
        name = "CardRevision"
        description = "A card as it stood after one change: added to, never changed."
        rows = history.revisions_visible_to
        policy = KEEPERS

    version = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Version of the card.")
    kind = field(RevisionKindEnum, required=True, policy=WITH_OBJECT, description="What happened.")
    status = field(CardStatusEnum, required=True, policy=WITH_OBJECT, description="Where the card stood.")
    at = field(DateTime, required=True, policy=WITH_OBJECT, description="When.")
    actor_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who.")
    reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why.")
    contents = field(
        graphene.List(graphene.NonNull(CardContentType)),
        required=True,
        policy=WITH_OBJECT,
        description="What the card said, fields that said nothing left out.",
        resolver=lambda source, _info: [
            SimpleNamespace(field=name, label=str(label), value=shown(name, source.fields[name]))
            for name, label in LABELS.items()
            if source.fields.get(name) not in (None, "", [])
        ],
    )
    card = related(ServiceCardType, "card", policy=READERS, rows=visible_cards, description="The card.")


class CardProposalType(EntityType):
    """A partner's wish about a card."""

    class Meta:
        model = CardProposal
        name = "CardProposal"
        description = "What a partner asks for; the card stays as it is until the officer agrees."
        rows = proposals.proposals_visible_to
        policy = KEEPERS

    kind = field(ProposalKindEnum, required=True, policy=WITH_OBJECT, description="What is asked for.")
    status = field(ProposalStatusEnum, required=True, policy=WITH_OBJECT, description="What became of it.")
    comment = field(NoNullString, required=True, policy=WITH_OBJECT, description="The partner's words.")
    made_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it was asked.")
    made_by_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who asked.")
    decided_at = field(DateTime, policy=WITH_OBJECT, description="When it was decided.")
    decided_by_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who decided.")
    decline_reason = field(NoNullString, required=True, policy=WITH_OBJECT, description="Why not.")
    differences = field(
        graphene.List(graphene.NonNull(CardDifferenceType)),
        required=True,
        policy=WITH_OBJECT,
        description="What would change: against the card of today while it waits.",
        resolver=lambda source, _info: proposals.wished(source),
    )
    overtaken = field(
        graphene.List(graphene.NonNull(NoNullString)),
        required=True,
        policy=WITH_OBJECT,
        description="Fields that somebody else changed since the wish was written.",
        resolver=lambda source, _info: proposals.overtaken(source),
    )
    card = related(ServiceCardType, "card", policy=READERS, rows=visible_cards, description="The card.")


class ConfirmationItemType(EntityType):
    """A card of a yearly question."""

    class Meta:
        model = ConfirmationItem
        name = "ConfirmationItem"
        description = "A card named in a yearly question, and what the partner said about it."
        rows = confirmations.items_visible_to
        policy = KEEPERS

    answer = field(
        AnswerEnum,
        policy=WITH_OBJECT,
        description="What was said; null when nothing yet.",
        resolver=lambda source, _info: source.answer or None,
    )
    answered_on = field(Date, policy=WITH_OBJECT, description="When.")
    card = related(ServiceCardType, "card", policy=READERS, rows=visible_cards, description="The card.")


class ConfirmationRequestType(EntityType):
    """A yearly question to a partner."""

    class Meta:
        model = ConfirmationRequest
        name = "ConfirmationRequest"
        description = "One message to one partner about all its cards that wait for a look."
        rows = confirmations.requests_visible_to
        policy = KEEPERS

    sent_to = field(NoNullString, required=True, policy=WITH_OBJECT, description="Address.")
    sent_on = field(Date, required=True, policy=WITH_OBJECT, description="When it was sent first.")
    sent_again_on = field(Date, policy=WITH_OBJECT, description="When it was sent again.")
    times_sent = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How often.")
    cards_asked = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Cards asked about.")
    cards_open = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Cards still without a word."
    )
    items = related(
        ConfirmationItemType,
        "items",
        policy=KEEPERS,
        rows=confirmations.items_visible_to,
        many=True,
        description="The cards.",
    )
    partner = related(
        PartnerType, "partner", policy=PARTNER_READERS, rows=partners, description="Who was asked."
    )


class BasketFindingType(graphene.ObjectType):
    """A promised service that fails."""

    class Meta:
        name = "BasketFinding"
        description = "A card that families' paths count on and that fails them; never names a family."

    fault = field(BasketFaultEnum, required=True, policy=WITH_OBJECT, description="What is wrong.")
    number = field(graphene.Int, required=True, policy=WITH_OBJECT, description="How many tasks or requests.")
    since = field(Date, required=True, policy=WITH_OBJECT, description="Day of the oldest.")
    card_id = field(graphene.ID, required=True, policy=WITH_OBJECT, description="Id of the card.")
    card_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the card.")
    partner_name = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who offers it.")
