"""Who may write down an agreement: the leading social worker; a person may withdraw their own."""

from __future__ import annotations

from core.families.permissions import require_leader
from core.privacy.models import ParticipationAgreement
from core.shared.actor import Actor


def require_withdrawer(actor: Actor, agreement: ParticipationAgreement) -> None:
    """Let through the person themselves and the leading social worker."""
    if actor.person_id is None or actor.person_id != agreement.person_id:
        require_leader(actor, agreement.case)
