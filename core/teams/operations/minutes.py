"""Minutes after the meeting: shown to those who were there, amended by them, published for good.

What is published is a sealed copy of its own with a hash. The text that institutions may be told
(`TeamMeeting.minutes`) is filled when the minutes are shown and holds nothing about one person alone.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.meeting_hours import as_day
from core.shared.minutes import (
    AmendmentDecidedError,
    AmendmentSameError,
    AmendmentState,
    MinutesEmptyError,
    MinutesNotStartedError,
    MinutesPhase,
    MinutesPhaseError,
    check_amending,
    check_amendment,
    check_phase,
    check_publication,
    check_read,
    fingerprint,
    plain,
)
from core.teams.enums import Coming, MemberKind
from core.teams.errors.meetings import WhyMissingError
from core.teams.models import (
    AgendaPoint,
    FrozenMinutes,
    MeetingInvitation,
    PlannedMeeting,
    TeamAmendment,
    TeamAnnex,
    TeamMeeting,
    TeamMinutes,
)
from core.teams.operations import convening
from core.teams.operations.planning import locked_plan
from core.teams.operations.room import written
from core.teams.queries.minutes import (
    WERE_THERE,
    agenda_of,
    annexes_of,
    decisions_of,
    frozen_of,
    own_minutes,
    own_points,
    undecided,
)
from core.teams.queries.planning import invitations_of
from core.teams.queries.printing import content_of


@transaction.atomic
def open_amendments(*, actor: Actor, planned: PlannedMeeting, amend_until: date) -> TeamMinutes:
    """Show prepared minutes to those who were there, the family too; they may propose changes to a day.

    Raises `MinutesNotStartedError`, `MinutesPhaseError`, `AmendmentDayError`, `MinutesEmptyError`.
    """
    locked = locked_plan(actor, planned)
    minutes = _minutes(locked)
    check_phase(minutes.phase, MinutesPhase.AMENDING)
    check_amending(amend_until=amend_until, today=clock.today())
    if not decisions_of(locked).exists() and not any(point.minutes for point in agenda_of(locked)):
        raise MinutesEmptyError
    minutes.phase, minutes.amend_until = MinutesPhase.AMENDING, amend_until
    minutes.shown_on = minutes.shown_on or clock.today()
    minutes.save(update_fields=["phase", "amend_until", "shown_on"])
    _tell_institutions(locked)
    record(actor, "teams.minutes_shown", minutes, amend_until=amend_until)
    _write(actor, locked, "team_minutes_to_amend", mark=as_day(amend_until))
    return minutes


@transaction.atomic
def move_term(*, actor: Actor, planned: PlannedMeeting, amend_until: date) -> TeamMinutes:
    """Give attendees more time, or less where all have answered; the term may end today."""
    minutes = _minutes(locked_plan(actor, planned))
    if minutes.phase != MinutesPhase.AMENDING:
        raise MinutesPhaseError(phase=MinutesPhase(minutes.phase).label)
    check_amending(amend_until=amend_until, today=clock.today())
    minutes.amend_until = amend_until
    minutes.save(update_fields=["amend_until"])
    record(actor, "teams.minutes_term_moved", minutes, amend_until=amend_until)
    return minutes


@transaction.atomic
def propose_amendment(
    *, actor: Actor, point: AgendaPoint, text: str, comment: str = "", key: UUID | None = None
) -> TeamAmendment:
    """Propose other words for a point: a person of the family, a worker or a helper who was there.

    A delegate proposes through `core.dossier`, which asks what the family lets the institution read.
    Raises `AmendmentsOverError`, `MinutesPhaseError`, `AmendmentSameError`, `WhyMissingError`.
    """
    if not actor.may_use("families:write"):
        raise NotVisibleError
    invitation, _record = own_minutes(actor, point.planned_id)
    return propose_for_seat(
        actor=actor, invitation=invitation, point=point, text=text, comment=comment, key=key
    )


@transaction.atomic
def propose_for_seat(
    *,
    actor: Actor,
    invitation: MeetingInvitation,
    point: AgendaPoint,
    text: str,
    comment: str = "",
    key: UUID | None = None,
) -> TeamAmendment:
    """The same for a seat whose right to read the minutes the caller has checked."""
    if not own_points(invitation).filter(pk=point.pk).exists():
        raise NotVisibleError
    if key is not None:
        known = TeamAmendment.objects.filter(pk=key, member=invitation.member_id).first()
        if known is not None:
            return known
    minutes = _minutes(point.planned)
    check_amendment(phase=minutes.phase, amend_until=minutes.amend_until, today=clock.today())
    wanted = plain(text)
    if not wanted or wanted == AgendaPoint.objects.get(pk=point.pk).minutes:
        raise AmendmentSameError
    amendment = TeamAmendment.objects.create(
        pk=key or uuid7(),
        point=point,
        member=invitation.member,
        text=wanted,
        comment=comment.strip(),
    )
    record(actor, "teams.amendment_proposed", amendment)
    return amendment


@transaction.atomic
def accept_amendment(
    *,
    actor: Actor,
    amendment: TeamAmendment,
    text: str | None = None,
    version: int | None = None,
    reason: str = "",
) -> TeamAmendment:
    """Take a proposal into the minutes, as proposed or in words that the moderator gives.

    `version` is that of the point which the moderator read. Raises `AmendmentDecidedError`,
    `MinutesPhaseError`, `MinutesChangedError`.
    """
    locked = _undecided(actor, amendment)
    point = AgendaPoint.objects.select_for_update().get(pk=locked.point_id)
    wanted = plain(locked.text if text is None else text)
    if version is not None and wanted != point.minutes:
        check_read(version=version, current=point.version, theirs=point.minutes, by=point.edited_by)
    if wanted and wanted != point.minutes:
        written(actor, point, wanted)
        _tell_institutions(point.planned)
    return _decided(actor, locked, AmendmentState.ACCEPTED, reason)


@transaction.atomic
def decline_amendment(*, actor: Actor, amendment: TeamAmendment, reason: str) -> TeamAmendment:
    """Leave the minutes as they are, and say why; the proposal stays beside them.

    Raises `AmendmentDecidedError`, `WhyMissingError`.
    """
    locked = _undecided(actor, amendment)
    if not reason.strip():
        raise WhyMissingError
    return _decided(actor, locked, AmendmentState.DECLINED, reason)


@transaction.atomic
def publish(*, actor: Actor, planned: PlannedMeeting) -> FrozenMinutes:
    """Freeze the minutes for good: copied, sealed, hashed. Asked again, give what was published.

    Raises `MinutesPhaseError`, `AmendmentsOpenError`, `AmendmentUndecidedError`.
    """
    locked = locked_plan(actor, planned, open_case=False)
    minutes = _minutes(locked)
    if (known := frozen_of(locked)) is not None:
        return known
    today = clock.today()
    check_publication(
        phase=minutes.phase, amend_until=minutes.amend_until, undecided=undecided(locked), today=today
    )
    content: dict[str, Any] = content_of(locked)
    frozen = FrozenMinutes.objects.create(
        planned=locked,
        number=f"{locked.team.case.number}/{content['number']}",
        content=json.dumps(content, ensure_ascii=False, sort_keys=True),
        sha256=fingerprint(content),
        published_on=today,
        published_by=actor.name,
    )
    minutes.phase, minutes.shown_on = MinutesPhase.PUBLISHED, minutes.shown_on or today
    minutes.save(update_fields=["phase", "shown_on"])
    _tell_institutions(locked)
    record(actor, "teams.minutes_published", frozen, sha256=frozen.sha256)
    _write(actor, locked, "team_minutes_published", mark="")
    return frozen


@transaction.atomic
def add_annex(
    *,
    actor: Actor,
    planned: PlannedMeeting,
    text: str,
    reason: str,
    point: AgendaPoint | None = None,
    key: UUID | None = None,
) -> TeamAnnex:
    """Correct published minutes by an annex: what they should say and why. The minutes stay as they are.

    An annex to a point about one person is told to that person alone. The same `key` adds one. Raises
    `MinutesPhaseError` before the publication, `MinutesEmptyError`, `WhyMissingError`.
    """
    locked = locked_plan(actor, planned, open_case=False)
    minutes = _minutes(locked)
    if key is not None and (known := TeamAnnex.objects.filter(pk=key, planned=locked).first()) is not None:
        return known
    if frozen_of(locked) is None:
        raise MinutesPhaseError(phase=MinutesPhase(minutes.phase).label)
    if point is not None and point.planned_id != locked.pk:
        raise NotVisibleError
    words = plain(text)
    if not words:
        raise MinutesEmptyError
    if not reason.strip():
        raise WhyMissingError
    ordinal, told = locked.annexes.count() + 1, len(annexes_of(locked)) + 1
    annex = TeamAnnex.objects.create(
        pk=key or uuid7(),
        planned=locked,
        point=point,
        ordinal=ordinal,
        text=words,
        reason=reason.strip(),
        sha256=fingerprint({"ordinal": ordinal, "text": words, "reason": reason.strip()}),
        published_on=clock.today(),
        published_by=actor.name,
    )
    if locked.meeting_id is not None and (point is None or point.for_person_id is None):
        meeting = TeamMeeting.objects.get(pk=locked.meeting_id)
        meeting.minutes = f"{meeting.minutes}\n\nAneks {told}: {words}".strip()
        meeting.save(update_fields=["minutes"])
    record(actor, "teams.annex_published", annex, sha256=annex.sha256)
    if point is None or point.for_person_id is None:
        _write(actor, locked, "team_minutes_published", mark=f"annex{ordinal}")
    return annex


def _minutes(planned: PlannedMeeting) -> TeamMinutes:
    """The minutes of a meeting, locked: whoever writes into them waits for the others."""
    found = TeamMinutes.objects.select_for_update().filter(planned=planned).first()
    if found is None:
        raise MinutesNotStartedError
    return found


def _tell_institutions(planned: PlannedMeeting) -> None:
    """What the record of the meeting says: points and decisions about all, never those about one person."""
    if planned.meeting_id is None:
        return
    points = [point for point in agenda_of(planned) if point.for_person_id is None]
    private = {point.pk for point in agenda_of(planned) if point.for_person_id is not None}
    said = [f"{point.title}\n{point.minutes}".strip() for point in points]
    agreed = [
        f"{number}. {decision.text}"
        for number, decision in enumerate(
            (
                each
                for each in decisions_of(planned)
                if each.for_person_id is None and each.point_id not in private
            ),
            start=1,
        )
    ]
    meeting = TeamMeeting.objects.get(pk=planned.meeting_id)
    meeting.minutes = "\n\n".join([*said, "\n".join(agreed)]).strip()
    meeting.save(update_fields=["minutes"])


def _undecided(actor: Actor, amendment: TeamAmendment) -> TeamAmendment:
    planned = locked_plan(actor, amendment.point.planned)
    minutes = _minutes(planned)
    locked = TeamAmendment.objects.select_for_update().get(pk=amendment.pk)
    if locked.state != AmendmentState.PROPOSED:
        raise AmendmentDecidedError
    if minutes.phase != MinutesPhase.AMENDING:
        raise MinutesPhaseError(phase=MinutesPhase(minutes.phase).label)
    return locked


def _decided(actor: Actor, amendment: TeamAmendment, state: AmendmentState, reason: str) -> TeamAmendment:
    amendment.state, amendment.reason, amendment.decided_at = state, reason.strip(), clock.now()
    amendment.save(update_fields=["state", "reason", "decided_at"])
    record(actor, f"teams.amendment_{state.value}", amendment)
    return amendment


def _write(actor: Actor, planned: PlannedMeeting, kind: str, *, mark: str) -> None:
    """Write to those who were at the meeting; institutions look it up where they see the family."""
    there = [
        row
        for row in invitations_of(planned)
        if Coming(row.coming or Coming.NO_SHOW) in WERE_THERE and row.member.kind != MemberKind.PARTNER
    ]
    convening.write_to(actor, planned, there, kind=kind, calendar=False, mark=mark)
