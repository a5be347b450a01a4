"""Requests to partners: a delegate sees those to the own organisation, and of the family the least."""

from __future__ import annotations

from typing import Any

import graphene

from core.basket.queries import visible_cards
from core.families.queries import leads
from core.referrals import queries
from core.referrals.enums import ReferralStatus
from core.referrals.models import Referral
from core.referrals.permissions import is_party
from core.shared.enums import Role
from graphql_api.basket.types import READERS as CARD_READERS
from graphql_api.basket.types import ServiceCardType
from graphql_api.connection import connection
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.node import lookup
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, NoNullString

READERS = policy(Role.DELEGATE, Role.SOCIAL_WORKER, Role.NETWORK_OFFICER, scopes=("paths:read",))
PARTIES = policy(Role.DELEGATE, Role.SOCIAL_WORKER, scopes=("paths:read",))

ReferralStatusEnum = enumeration(ReferralStatus, "ReferralStatus", "What becomes of a request.")


def _need(source: Referral, info: Any) -> str | None:
    """For the leader alone: what the partner reads is an act, `referralOpen`, for the family's ledger."""
    return source.need if leads(info.context.actor, source.case) else None


def _decline_reason(source: Referral, info: Any) -> str | None:
    """For the leader of the case and the asked partner: it may tell of health or violence."""
    return (source.decline_reason or None) if is_party(info.context.actor, source) else None


class OpenedReferralType(graphene.ObjectType):
    """What a request asks, as its partner may read it."""

    class Meta:
        name = "OpenedReferral"

    need = field(
        NoNullString,
        policy=WITH_OBJECT,
        description="The need; null without the family's word. What is answered stands in its ledger.",
    )


class ReferralType(EntityType):
    """A request to a partner."""

    class Meta:
        model = Referral
        name = "Referral"
        description = "A request to a partner for one service for one family."
        rows = queries.visible_to
        policy = READERS
        audited = True

    case_number = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Number of the case: all that names the family.",
        resolver=lambda source, _info: source.case.number,
    )
    contact_name = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="The social worker to call.",
        resolver=lambda source, _info: source.case.social_worker.name,
    )
    status = field(ReferralStatusEnum, required=True, policy=WITH_OBJECT, description="Where it stands.")
    sent_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of sending.")
    answer_due_on = field(Date, required=True, policy=WITH_OBJECT, description="Day to answer by.")
    answered_on = field(Date, policy=WITH_OBJECT, description="Day of the answer.")
    first_contact_on = field(Date, policy=WITH_OBJECT, description="Day of the first contact.")
    finished_on = field(Date, policy=WITH_OBJECT, description="Day of the outcome.")
    need = field(
        NoNullString,
        policy=PARTIES,
        description="The need, for the leader of the case; the asked partner opens it (referralOpen).",
        resolver=_need,
    )
    decline_reason = field(
        NoNullString,
        policy=PARTIES,
        description="Why it was refused, for the asked partner and the leader of the case.",
        resolver=_decline_reason,
    )
    service = related(
        ServiceCardType,
        "service",
        policy=CARD_READERS,
        rows=visible_cards,
        description="The service asked for; null when its card is no longer in the basket.",
    )


def _referrals(actor: Any, *, status: Any = None) -> Any:
    found = queries.visible_to(actor)
    return found.filter(status=status) if status else found


class ReferralQueries:
    """Requests that the caller may see."""

    referral = lookup(ReferralType, policy=READERS, description="One request.")
    referrals = connection(
        ReferralType,
        rows=_referrals,
        order=("-sent_on",),
        policy=READERS,
        description="Requests to the own organisation, or for the own cases, the newest first.",
        filters={
            "status": graphene.Argument(ReferralStatusEnum, description="Only at this status."),
        },
    )
