"""The partner's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.paths.operations import report_delivery
from core.privacy.enums import Channel
from core.referrals import operations
from core.referrals.operations.telling import read_need
from core.referrals.queries import referral_visible
from core.shared.actor import Actor
from core.shared.enums import Role
from graphql_api.mutations import mutation, reference, text, value
from graphql_api.policies import policy
from graphql_api.referrals.types import OpenedReferralType, ReferralStatusEnum, ReferralType
from graphql_api.scalars import Date


@dataclass(frozen=True)
class Opened:
    """Values of `OpenedReferral`."""

    need: str | None


WRITERS = policy(Role.DELEGATE, Role.NETWORK_OFFICER, scopes=("paths:read", "paths:write"))
ANSWERERS = policy(Role.DELEGATE, scopes=("paths:read",))
REFERRAL = reference("Referral", referral_visible, "The request.")


def _opened(*, actor: Actor, referral: Any) -> Opened:
    return Opened(read_need(actor=actor, referral=referral, channel=Channel.API))


class ReferralMutations:
    """What a delegate answers, or the network officer on the partner's behalf."""

    referral_open = mutation(
        "ReferralOpen",
        result=OpenedReferralType,
        policy=ANSWERERS,
        takes={"referral": REFERRAL},
        perform=_opened,
        description="Read what a request asks: an act, since the family sees in its ledger who read it.",
    )

    referral_accept = mutation(
        "ReferralAccept",
        result=ReferralType,
        policy=WRITERS,
        takes={
            "referral": REFERRAL,
            "answered_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.accept,
        description="Take a request on.",
    )
    referral_decline = mutation(
        "ReferralDecline",
        result=ReferralType,
        policy=WRITERS,
        takes={
            "referral": REFERRAL,
            "reason": text("Why."),
            "answered_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.decline,
        description="Refuse a request with a reason.",
    )
    referral_first_contact_note = mutation(
        "ReferralFirstContactNote",
        result=ReferralType,
        policy=WRITERS,
        takes={
            "referral": REFERRAL,
            "on": value(Date, "Day; today when left out.", required=False),
        },
        perform=operations.note_first_contact,
        description="Say when the partner and the family met for the first time.",
    )
    referral_outcome_report = mutation(
        "ReferralOutcomeReport",
        result=ReferralType,
        policy=WRITERS,
        takes={
            "referral": REFERRAL,
            "outcome": value(ReferralStatusEnum, "DELIVERED, NOT_DELIVERED or CANNOT_SAY."),
            "finished_on": value(Date, "Day; today when left out.", required=False),
        },
        perform=report_delivery,
        description="Say what became of a request; a delivered one completes its task.",
    )
