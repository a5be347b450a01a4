"""Who may write down an agreement: the leading social worker; a person may withdraw their own."""

from __future__ import annotations

from uuid import UUID

from core.families.models import Case
from core.families.permissions import require_leader
from core.privacy.models import ParticipationAgreement
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def require_withdrawer(actor: Actor, agreement: ParticipationAgreement) -> None:
    """Let through the person themselves and the leading social worker."""
    require_person_or_leader(actor, agreement.person_id, agreement.case)


def require_person_or_leader(actor: Actor, person_id: UUID, case: Case) -> None:
    """Let through the person themselves and the leading social worker."""
    if actor.person_id is None or actor.person_id != person_id:
        require_leader(actor, case)


def may_publish(actor: Actor) -> bool:
    """Whether the actor may publish the town's own texts of consent."""
    return actor.is_system or actor.has(Role.DIRECTOR)


def require_publisher(actor: Actor) -> None:
    """Let through the director; to others the page does not exist."""
    if not may_publish(actor):
        raise NotVisibleError


def may_keep_bases(actor: Actor) -> bool:
    """Whether the actor may write the register of legal bases."""
    return actor.is_system or actor.has(Role.DIRECTOR, Role.NETWORK_OFFICER)


def require_bases_keeper(actor: Actor) -> None:
    """Let through directors and network officers."""
    if not may_keep_bases(actor):
        raise NotVisibleError
