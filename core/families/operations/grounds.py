"""Why a family is supported: points of art. 7, each with its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from core.audit.operations import record
from core.families import rules
from core.families.errors import NoGroundsError, UnknownGroundError
from core.families.models import Case, CaseGround
from core.families.operations.writing import lock, touch
from core.families.permissions import require_leader, require_open
from core.reference.grounds import grounds_in_force
from core.shared import clock
from core.shared.actor import Actor


@transaction.atomic
def record_grounds(
    *, actor: Actor, case: Case, codes: Iterable[str], starts_on: date | None = None
) -> list[CaseGround]:
    """Say which points of art. 7 hold from a day on (today): new ones start, missing ones end.

    Raises `UnknownGroundError` for a point that was not in force on that day.
    """
    require_leader(actor, case)
    lock(case)
    require_open(case)
    today = clock.today()
    day = starts_on or today
    rules.check_ground_day(case.opened_on, day, today)
    wanted = list(dict.fromkeys(str(code) for code in codes))
    if not wanted:
        raise NoGroundsError
    known = {wording.ground.value for wording in grounds_in_force(day)}
    for code in wanted:
        if code not in known:
            raise UnknownGroundError(ground=code, on=day.strftime(rules.DAY_FORMAT))
    current = case.grounds.filter(ends_on__isnull=True)
    for ground in current.exclude(code__in=wanted):
        ground.ends_on = max(day, ground.starts_on)
        ground.save(update_fields=["ends_on"])
    kept = set(current.values_list("code", flat=True))
    new = [code for code in wanted if code not in kept]
    CaseGround.objects.bulk_create([CaseGround(case=case, code=code, starts_on=day) for code in new])
    touch(case)
    # Which grounds is itself sensitive: the log says how many.
    record(actor, "families.grounds_recorded", case, number=len(wanted), starts_on=day)
    return list(current.order_by("starts_on", "code", "pk"))
