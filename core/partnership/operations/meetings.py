"""Meetings of the partnership recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership import errors, rules
from core.partnership.models import (
    PartnerOrganisation,
    PartnershipAttendance,
    PartnershipMeeting,
)
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@transaction.atomic
def hold_meeting(
    *,
    actor: Actor,
    held_on: date,
    kind: str,
    title: str,
    place: str = "",
    present: Iterable[PartnerOrganisation],
    invited: Iterable[PartnerOrganisation] = (),
    minutes: str = "",
    key: UUID | None = None,
) -> PartnershipMeeting:
    """Record a meeting that took place; whoever came counts as invited.

    Raises `MeetingInFutureError`, `NobodyPresentError`, `DuplicateMeetingError`.
    """
    require_manager(actor)
    if (known := made_before(PartnershipMeeting.objects.all(), key)) is not None:
        return known
    came = {partner.pk: partner for partner in present}
    asked = {**{partner.pk: partner for partner in invited}, **came}
    rules.check_meeting(held_on=held_on, present=len(came), today=clock.today())
    with refusing({"meeting_once": errors.DuplicateMeetingError}):
        meeting = PartnershipMeeting.objects.create(
            pk=key or uuid7(),
            held_on=held_on,
            kind=kind,
            title=title.strip(),
            place=place.strip(),
            minutes=minutes.strip(),
        )
    PartnershipAttendance.objects.bulk_create(
        PartnershipAttendance(meeting=meeting, partner=partner, present=pk in came)
        for pk, partner in asked.items()
    )
    record(actor, "partnership.meeting_held", meeting, kind=kind, invited=len(asked), present=len(came))
    return meeting
