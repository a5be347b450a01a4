"""Who may write down an agreement: the leading social worker; a person may withdraw their own."""

from __future__ import annotations

from uuid import UUID

from core.families.models import Case
from core.families.permissions import require_leader
from core.privacy.models import ParticipationAgreement
from core.shared.actor import Actor


def require_withdrawer(actor: Actor, agreement: ParticipationAgreement) -> None:
    """Let through the person themselves and the leading social worker."""
    require_person_or_leader(actor, agreement.person_id, agreement.case)


def require_person_or_leader(actor: Actor, person_id: UUID, case: Case) -> None:
    """Let through the person themselves and the leading social worker."""
    if actor.person_id is None or actor.person_id != person_id:
        require_leader(actor, case)
