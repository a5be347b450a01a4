"""Minutes through their four phases: written live, prepared, amended by those who were there, published.

A point is saved against the version that its writer read: two people at once never overwrite each other.
What is published is a copy of its own with a hash; a later correction is an annex beside it.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.documents.operations.issued import issue
from core.notifications.operations import notify
from core.partnership.enums.meetings import AmendmentState, FrozenKind, MeetingState, MinutesPhase
from core.partnership.errors import meetings as refused
from core.partnership.models import (
    AgendaItem,
    MeetingMinutes,
    MinutesAmendment,
    PartnerOrganisation,
    PartnershipMeeting,
    PublishedMinutes,
)
from core.partnership.operations.freezing import annex_content, minutes_content, printed_content
from core.partnership.operations.making import made_before, next_number
from core.partnership.permissions import may_manage, require_manager
from core.partnership.queries.calendar import meeting_page
from core.partnership.queries.mailing import readers_of
from core.partnership.queries.minutes import may_amend, undecided
from core.partnership.rules import as_day
from core.partnership.rules import meetings as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.minutes import check_read, plain

RECORDED = "Ustalenia"


@transaction.atomic
def start_minutes(*, actor: Actor, meeting: PartnershipMeeting) -> MeetingMinutes:
    """Begin minutes: live at a planned meeting whose day has come, prepared at one that is over.

    What was noted of a meeting recorded afterwards becomes its first point. Started twice they are one.
    Raises `MeetingOverError`, `MeetingNotTodayError`.
    """
    require_manager(actor)
    locked = PartnershipMeeting.objects.select_for_update().get(pk=meeting.pk)
    if (known := MeetingMinutes.objects.filter(meeting=locked).first()) is not None:
        return known
    if locked.state == MeetingState.CANCELLED:
        raise refused.MeetingOverError
    rules.check_begun(day=locked.day, today=clock.today())
    live = locked.state == MeetingState.PLANNED
    minutes = MeetingMinutes.objects.create(
        meeting=locked, phase=MinutesPhase.LIVE if live else MinutesPhase.PREPARING
    )
    if locked.minutes and not locked.agenda.exists():
        AgendaItem.objects.create(meeting=locked, position=1, title=RECORDED, minutes=locked.minutes)
    record(actor, "partnership.minutes_started", minutes, phase=minutes.phase)
    return minutes


@transaction.atomic
def save_item(*, actor: Actor, item: AgendaItem, text: str, version: int) -> AgendaItem:
    """Write what the minutes say of a point; `version` is the one that the writer read.

    The same text again changes nothing, so that an autosave may be repeated. Raises
    `MinutesNotStartedError`, `MinutesPhaseError`, and `MinutesChangedError` when somebody else wrote
    meanwhile: its `data` has `theirs`, `by` and the `version` to save against.
    """
    require_manager(actor)
    minutes = _minutes(item.meeting_id)
    rules.check_writing(minutes.phase)
    locked = AgendaItem.objects.select_for_update().get(pk=item.pk)
    wanted = plain(text)
    if wanted == locked.minutes:
        return locked
    check_read(version=version, current=locked.version, theirs=locked.minutes, by=locked.edited_by)
    return _written(actor, locked, wanted)


@transaction.atomic
def open_amendments(*, actor: Actor, meeting: PartnershipMeeting, amend_until: date) -> MeetingMinutes:
    """Show prepared minutes to those who were there; they may propose changes up to a day.

    Raises `MinutesPhaseError`, `AmendmentDayError`, `MinutesEmptyError`.
    """
    require_manager(actor)
    minutes = _minutes(meeting.pk)
    rules.check_phase(minutes.phase, MinutesPhase.AMENDING)
    rules.check_amending(amend_until=amend_until, today=clock.today())
    written = meeting.agenda.exclude(minutes="").exists() or meeting.decisions.exists()
    if not written:
        raise refused.MinutesEmptyError
    minutes.phase, minutes.amend_until = MinutesPhase.AMENDING, amend_until
    minutes.save(update_fields=["phase", "amend_until"])
    record(actor, "partnership.minutes_shown", minutes, amend_until=amend_until)
    _tell(actor, meeting, "minutes_to_amend", {"amend_until": as_day(amend_until)})
    return minutes


@transaction.atomic
def move_term(*, actor: Actor, meeting: PartnershipMeeting, amend_until: date) -> MeetingMinutes:
    """Give attendees more time, or less where all have answered; the term may end today."""
    require_manager(actor)
    minutes = _minutes(meeting.pk)
    if minutes.phase != MinutesPhase.AMENDING:
        raise refused.MinutesPhaseError(phase=MinutesPhase(minutes.phase).label)
    rules.check_amending(amend_until=amend_until, today=clock.today())
    minutes.amend_until = amend_until
    minutes.save(update_fields=["amend_until"])
    record(actor, "partnership.minutes_term_moved", minutes, amend_until=amend_until)
    return minutes


@transaction.atomic
def propose_amendment(
    *,
    actor: Actor,
    item: AgendaItem,
    text: str,
    comment: str = "",
    partner: PartnerOrganisation | None = None,
    key: UUID | None = None,
) -> MinutesAmendment:
    """Propose other words for a point: a partner that was there, or the officer on its behalf.

    Raises `AmendmentsOverError`, `MinutesPhaseError`, `AmendmentSameError`, `TextMissingError`.
    """
    whose = _who_amends(actor, item.meeting_id, partner)
    if (known := made_before(MinutesAmendment.objects.filter(partner=whose), key)) is not None:
        return known
    minutes = _minutes(item.meeting_id)
    rules.check_amendment(phase=minutes.phase, amend_until=minutes.amend_until, today=clock.today())
    wanted = plain(text)
    if not wanted:
        raise refused.TextMissingError
    if wanted == item.minutes:
        raise refused.AmendmentSameError
    amendment = MinutesAmendment.objects.create(
        pk=key or uuid7(),
        item=item,
        partner_id=whose,
        proposed_by=actor.name,
        text=wanted,
        comment=comment.strip(),
    )
    record(actor, "partnership.amendment_proposed", amendment, item=item.pk, partner=whose)
    return amendment


@transaction.atomic
def accept_amendment(
    *,
    actor: Actor,
    amendment: MinutesAmendment,
    text: str | None = None,
    version: int | None = None,
    reason: str = "",
) -> MinutesAmendment:
    """Take a proposal into the minutes, as proposed or in words that the convenor gives.

    `version` is that of the point which the convenor read. Raises `AmendmentDecidedError`,
    `MinutesPhaseError`, `MinutesChangedError`.
    """
    locked = _undecided(actor, amendment)
    item = AgendaItem.objects.select_for_update().get(pk=locked.item_id)
    wanted = plain(locked.text if text is None else text)
    if not wanted:
        raise refused.TextMissingError
    if version is not None and wanted != item.minutes:
        check_read(version=version, current=item.version, theirs=item.minutes, by=item.edited_by)
    if wanted != item.minutes:
        _written(actor, item, wanted)
    return _decided(actor, locked, AmendmentState.ACCEPTED, reason)


@transaction.atomic
def decline_amendment(*, actor: Actor, amendment: MinutesAmendment, reason: str) -> MinutesAmendment:
    """Leave the minutes as they are, and say why. Raises `AmendmentDecidedError`, `ReasonMissingError`."""
    locked = _undecided(actor, amendment)
    if not reason.strip():
        raise refused.ReasonMissingError
    return _decided(actor, locked, AmendmentState.DECLINED, reason)


@transaction.atomic
def publish(*, actor: Actor, meeting: PartnershipMeeting) -> PublishedMinutes:
    """Publish minutes for good: numbered, copied, hashed. Asked again, give what was published.

    Raises `MinutesPhaseError`, `AmendmentsOpenError`, `AmendmentUndecidedError`.
    """
    require_manager(actor)
    minutes = _minutes(meeting.pk)
    if (known := meeting.published.filter(ordinal=0).first()) is not None:
        return known
    today = clock.today()
    rules.check_publication(
        phase=minutes.phase,
        amend_until=minutes.amend_until,
        undecided=undecided(meeting.pk),
        today=today,
    )
    number = next_number(PublishedMinutes.objects.filter(kind=FrozenKind.MINUTES), today.year)
    published = _frozen(actor, meeting, FrozenKind.MINUTES, 0, number, minutes_content(meeting))
    minutes.phase = MinutesPhase.PUBLISHED
    minutes.save(update_fields=["phase"])
    record(actor, "partnership.minutes_published", published, sha256=published.sha256)
    _tell(actor, meeting, "minutes_published", {"number": number})
    return published


@transaction.atomic
def add_annex(
    *, actor: Actor, meeting: PartnershipMeeting, text: str, reason: str, key: UUID | None = None
) -> PublishedMinutes:
    """Correct published minutes by an annex: what they should say and why. They stay as they are.

    Raises `NotPublishedError`, `TextMissingError`, `ReasonMissingError`.
    """
    require_manager(actor)
    if (known := made_before(PublishedMinutes.objects.all(), key)) is not None:
        return known
    locked = PartnershipMeeting.objects.select_for_update().get(pk=meeting.pk)
    papers = list(locked.published.order_by("ordinal"))
    if not papers:
        raise refused.NotPublishedError
    if not text.strip():
        raise refused.TextMissingError
    if not reason.strip():
        raise refused.ReasonMissingError
    corrected, ordinal = papers[0], len(papers)
    number = f"{corrected.number}-A{ordinal}"
    content = annex_content(locked, corrected, text=plain(text), reason=reason.strip())
    annex = _frozen(actor, locked, FrozenKind.ANNEX, ordinal, number, content, key)
    record(actor, "partnership.annex_published", annex, sha256=annex.sha256)
    _tell(actor, locked, "minutes_published", {"number": number})
    return annex


def _frozen(
    actor: Actor,
    meeting: PartnershipMeeting,
    kind: FrozenKind,
    ordinal: int,
    number: str,
    content: dict[str, Any],
    key: UUID | None = None,
) -> PublishedMinutes:
    """The record that nobody changes any more, and its paper in the archive."""
    frozen = PublishedMinutes.objects.create(
        pk=key or uuid7(),
        meeting=meeting,
        kind=kind,
        ordinal=ordinal,
        number=number,
        content=content,
        sha256=rules.fingerprint(content),
        published_on=clock.today(),
        published_by=actor.name,
    )
    issue(
        actor=actor,
        template="minutes" if kind == FrozenKind.MINUTES else "annex",
        number=number,
        data=printed_content(frozen),
        subject=frozen,
        issued_on=frozen.published_on,
    )
    return frozen


def _minutes(meeting_id: UUID) -> MeetingMinutes:
    """The minutes of a meeting, locked: whoever writes into them waits for the others."""
    found = MeetingMinutes.objects.select_for_update().filter(meeting_id=meeting_id).first()
    if found is None:
        raise refused.MinutesNotStartedError
    return found


def _written(actor: Actor, item: AgendaItem, text: str) -> AgendaItem:
    item.minutes, item.version = text, item.version + 1
    item.edited_at, item.edited_by = clock.now(), actor.name
    item.save(update_fields=["minutes", "version", "edited_at", "edited_by"])
    record(actor, "partnership.minutes_written", item, version=item.version)
    return item


def _who_amends(actor: Actor, meeting_id: UUID, partner: PartnerOrganisation | None) -> UUID:
    """For whom a proposal is made; NotVisibleError for whoever was not at the meeting."""
    present = PartnershipMeeting.objects.filter(pk=meeting_id, attendance__present=True)
    if may_manage(actor) and partner is not None:
        if present.filter(attendance__partner=partner, attendance__present=True).exists():
            return partner.pk
    elif actor.partner_id is not None and actor.may_use("partners:write") and may_amend(actor, meeting_id):
        return actor.partner_id
    raise NotVisibleError


def _undecided(actor: Actor, amendment: MinutesAmendment) -> MinutesAmendment:
    require_manager(actor)
    minutes = _minutes(amendment.item.meeting_id)
    locked = MinutesAmendment.objects.select_for_update().get(pk=amendment.pk)
    if locked.state != AmendmentState.PROPOSED:
        raise refused.AmendmentDecidedError
    if minutes.phase != MinutesPhase.AMENDING:
        raise refused.MinutesPhaseError(phase=MinutesPhase(minutes.phase).label)
    return locked


def _decided(
    actor: Actor, amendment: MinutesAmendment, state: AmendmentState, reason: str
) -> MinutesAmendment:
    amendment.state, amendment.reason, amendment.decided_at = state, reason.strip(), clock.now()
    amendment.save(update_fields=["state", "reason", "decided_at"])
    record(actor, f"partnership.amendment_{state.value}", amendment)
    return amendment


def _tell(actor: Actor, meeting: PartnershipMeeting, kind: str, context: dict[str, Any]) -> None:
    """Write to those who were at the meeting."""
    lines = meeting.attendance.filter(present=True, partner__is_lead=False).select_related("partner")
    readers = readers_of([line.partner for line in lines], clock.today())
    facts = {"title": meeting.title, "day": as_day(meeting.day), "page": meeting_page(meeting), **context}
    for line in lines:
        for reader in readers[line.partner_id]:
            mark = facts.get("number") or facts.get("amend_until")
            notify(
                actor=actor,
                to=reader.email,
                user=reader.user,
                kind=kind,
                context=facts,
                key=f"{kind}:{line.pk}:{mark}:{reader.email.casefold()}"[:200],
                about=f"partnership.meeting:{meeting.pk}",
            )
