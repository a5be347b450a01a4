"""What a meeting talks about: points in an order, added up to the moment when the minutes are amended."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.partnership.enums.meetings import MeetingState
from core.partnership.errors import meetings as refused
from core.partnership.models import AgendaItem, MeetingMinutes, PartnerOrganisation, PartnershipMeeting
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.partnership.rules.meetings import WRITING
from core.shared.actor import Actor
from core.shared.ids import uuid7


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    meeting: PartnershipMeeting,
    title: str,
    presenter: PartnerOrganisation | None = None,
    minutes_planned: int | None = None,
    text: str = "",
    key: UUID | None = None,
) -> AgendaItem:
    """Add a point at the end. Raises `TitleMissingError`, `AgendaClosedError`."""
    require_manager(actor)
    if (known := made_before(AgendaItem.objects.all(), key)) is not None:
        return known
    locked = _open(meeting)
    last = locked.agenda.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem.objects.create(
        pk=key or uuid7(),
        meeting=locked,
        position=last + 1,
        title=_title(title),
        presenter=presenter,
        minutes_planned=minutes_planned,
        text=text.strip(),
    )
    record(actor, "partnership.agenda_added", item, meeting=locked.pk)
    return item


@transaction.atomic
def change_item(
    *,
    actor: Actor,
    item: AgendaItem,
    title: str,
    presenter: PartnerOrganisation | None = None,
    minutes_planned: int | None = None,
    text: str = "",
) -> AgendaItem:
    """Change a point; what the minutes say of it is written elsewhere."""
    require_manager(actor)
    _open(item.meeting)
    locked = AgendaItem.objects.select_for_update().get(pk=item.pk)
    locked.title, locked.presenter = _title(title), presenter
    locked.minutes_planned, locked.text = minutes_planned, text.strip()
    locked.save(update_fields=["title", "presenter", "minutes_planned", "text"])
    record(actor, "partnership.agenda_changed", locked, meeting=locked.meeting_id)
    return locked


@transaction.atomic
def move_item(*, actor: Actor, item: AgendaItem, up: bool) -> AgendaItem:
    """Let a point change places with its neighbour; at an end nothing happens."""
    require_manager(actor)
    meeting = _open(item.meeting)
    order = list(meeting.agenda.order_by("position", "pk"))
    here = next(index for index, each in enumerate(order) if each.pk == item.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(order):
        return item
    one, other = order[here], order[there]
    one.position, other.position = other.position, one.position
    AgendaItem.objects.bulk_update([one, other], ["position"])
    record(actor, "partnership.agenda_moved", one, meeting=meeting.pk)
    return one


@transaction.atomic
def remove_item(*, actor: Actor, item: AgendaItem) -> None:
    """Take a point off; one with minutes or decisions stays: `AgendaItemUsedError`."""
    require_manager(actor)
    meeting = _open(item.meeting)
    locked = AgendaItem.objects.select_for_update().filter(pk=item.pk).first()
    if locked is None:
        return
    if locked.minutes or locked.decisions.exists():
        raise refused.AgendaItemUsedError
    record(actor, "partnership.agenda_removed", locked, meeting=meeting.pk)
    locked.delete()


def _title(title: str) -> str:
    if not title.strip():
        raise refused.TitleMissingError
    return title.strip()


def _open(meeting: PartnershipMeeting) -> PartnershipMeeting:
    """The meeting, locked, if its agenda may still change."""
    locked = PartnershipMeeting.objects.select_for_update().get(pk=meeting.pk)
    minutes = MeetingMinutes.objects.filter(meeting=locked).first()
    if locked.state == MeetingState.CANCELLED or (minutes is not None and minutes.phase not in WRITING):
        raise refused.AgendaClosedError
    return locked
