"""Who may send and who may answer."""

from __future__ import annotations

from core.families.queries import leads
from core.referrals.models import Referral
from core.referrals.queries import visible_to
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def may_answer(actor: Actor, referral: Referral) -> bool:
    """A delegate who sees the request; the network officer on the partner's behalf (by phone)."""
    if actor.is_system or actor.has(Role.NETWORK_OFFICER):
        return True
    asked = actor.has(Role.DELEGATE) and actor.partner_id == referral.partner_id
    return asked and visible_to(actor).filter(pk=referral.pk).exists()


def require_answerer(actor: Actor, referral: Referral) -> None:
    """Raise `NotVisibleError` unless the actor may answer."""
    if not may_answer(actor, referral):
        raise NotVisibleError


def is_asked(actor: Actor, referral: Referral) -> bool:
    """Whether the actor speaks for the asked partner."""
    return actor.has(Role.DELEGATE) and actor.partner_id == referral.partner_id


def is_party(actor: Actor, referral: Referral) -> bool:
    """The asked partner and the leader of the case: a refusal may tell of health or violence.

    The network officer counts requests and answers for partners by phone, without any sentence.
    """
    return is_asked(actor, referral) or leads(actor, referral.case)
