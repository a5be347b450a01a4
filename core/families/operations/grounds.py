"""Why a family is supported: points of art. 7, each with its days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q

from core.audit.operations import record
from core.families import rules
from core.families.errors import GroundOverlapError, NoGroundsError, UnknownGroundError
from core.families.models import Case, CaseGround
from core.families.operations.writing import lock, lock_version, touch
from core.families.permissions import require_leader, require_open
from core.reference.grounds import grounds_in_force
from core.shared import clock
from core.shared.actor import Actor
from core.shared.integrity import refusing


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
    current = case.grounds.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))
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


@transaction.atomic
def change_ground(
    *,
    actor: Actor,
    ground: CaseGround,
    starts_on: date,
    ends_on: date | None = None,
    version: int | None = None,
) -> CaseGround:
    """Correct the days of a ground, or say on which day to come it ends; `version` is the case's.

    Raises `GroundDayError`, `GroundEndError`, `GroundOverlapError`, `UnknownGroundError`.
    """
    case = ground.case
    require_leader(actor, case)
    lock_version(case, version)
    require_open(case)
    current = CaseGround.objects.select_for_update().get(pk=ground.pk)
    rules.check_ground_day(case.opened_on, starts_on, clock.today())
    if current.code not in {wording.ground.value for wording in grounds_in_force(starts_on)}:
        raise UnknownGroundError(ground=current.code, on=starts_on.strftime(rules.DAY_FORMAT))
    others = case.grounds.filter(code=current.code).exclude(pk=current.pk)
    rules.check_ground_span((starts_on, ends_on), others.values_list("starts_on", "ends_on"))
    if (current.starts_on, current.ends_on) == (starts_on, ends_on):
        return current
    current.starts_on, current.ends_on = starts_on, ends_on
    with refusing({"case_ground_once": GroundOverlapError}):
        current.save(update_fields=["starts_on", "ends_on"])
    touch(case)
    record(actor, "families.ground_changed", case, starts_on=starts_on, ends_on=ends_on)
    return current


@transaction.atomic
def remove_ground(*, actor: Actor, ground: CaseGround, version: int | None = None) -> None:
    """Take back a ground that never held and was written down by mistake."""
    case = ground.case
    require_leader(actor, case)
    lock_version(case, version)
    require_open(case)
    gone, _rows = CaseGround.objects.filter(pk=ground.pk).delete()
    if gone:
        touch(case)
        record(actor, "families.ground_removed", case, starts_on=ground.starts_on)
