"""Who may send and who may answer."""

from __future__ import annotations

from core.referrals.models import Referral
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def may_answer(actor: Actor, referral: Referral) -> bool:
    """A delegate of the asked partner; the network officer on its behalf (an answer by phone)."""
    if actor.is_system or actor.has(Role.NETWORK_OFFICER):
        return True
    return actor.has(Role.DELEGATE) and actor.partner_id == referral.partner_id


def require_answerer(actor: Actor, referral: Referral) -> None:
    """Raise `NotVisibleError` unless the actor may answer."""
    if not may_answer(actor, referral):
        raise NotVisibleError
