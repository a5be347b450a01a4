"""The town's own number of days after which a step stands still."""

from __future__ import annotations

from django.db import transaction

from core.audit.operations import record
from core.paths.models import PathTerms
from core.paths.rules.watch import check_stalled_days
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


@transaction.atomic
def set_stalled_days(*, actor: Actor, days: int) -> PathTerms:
    """Say after how many silent days a step stands still; raises `StalledDaysError`."""
    if not (actor.is_system or actor.has(Role.DIRECTOR)) or not actor.may_use("families:write"):
        raise NotVisibleError
    check_stalled_days(days)
    kept, _made = PathTerms.objects.update_or_create(singleton=True, defaults={"stalled_days": days})
    record(actor, "paths.stalled_days_set", kept, days=days)
    return kept
