"""Keeping data of a case whatever the period and whoever asks."""

from __future__ import annotations

from django.db import transaction

from core.audit.operations import record
from core.families.models import Case
from core.rights.errors import ErasedFamilyError, HoldReasonError
from core.rights.models import LegalHold
from core.rights.permissions import require_answering, require_worker_or_answering
from core.rights.queries import is_erased
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def place_hold(*, actor: Actor, case: Case, reason: str) -> LegalHold:
    """Nothing of the case goes until the hold is lifted; placed twice it is one."""
    require_worker_or_answering(actor, case)
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if is_erased(case):
        raise ErasedFamilyError
    if not reason.strip():
        raise HoldReasonError
    standing: LegalHold | None = LegalHold.objects.filter(case=case, lifted_at__isnull=True).first()
    if standing is not None:
        return standing
    hold = LegalHold.objects.create(
        case=case, reason=reason.strip(), placed_at=clock.now(), placed_by_id=actor.user_id
    )
    record(actor, "rights.hold_placed", hold, case=str(case.pk))
    return hold


@transaction.atomic
def lift_hold(*, actor: Actor, hold: LegalHold) -> LegalHold:
    """Who answers for the town lifts it; a second time changes nothing."""
    require_answering(actor)
    locked = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    if locked.lifted_at is None:
        locked.lifted_at, locked.lifted_by_id = clock.now(), actor.user_id
        locked.save(update_fields=["lifted_at", "lifted_by"])
        record(actor, "rights.hold_lifted", locked)
    return locked
