"""Meetings of teams as values that templates lay out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from core.shared.meeting_hours import WARSAW
from core.shared.minutes import AmendmentState, MinutesPhase
from core.teams.enums import Answer, Coming, MemberKind, PlanState, SlotChoice
from web.shell.components import Cell, Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from core.shared.actor import Actor
    from core.teams.models import (
        AgendaPoint,
        MeetingInvitation,
        MeetingSlot,
        PlannedMeeting,
        TeamAmendment,
        TeamDecision,
        TeamMember,
    )
    from core.teams.queries.planning import SlotRow

STATE_MEANING = {"choosing": "attention", "set": "info", "held": "good", "cancelled": "neutral"}
ANSWER_MEANING = {"yes": "good", "remote": "good", "no": "bad", "": "attention"}
COMING_MEANING = {"present": "good", "remote": "good", "excused": "neutral", "no_show": "bad", "": "neutral"}


def hours(starts: datetime | None, ends: datetime | None) -> str:
    """A time as people say it: "poniedziałek 12.10.2026, 10:00–11:30"."""
    if starts is None or ends is None:
        return ""
    first, last = starts.astimezone(WARSAW), ends.astimezone(WARSAW)
    weekdays = (
        _("poniedziałek"), _("wtorek"), _("środa"), _("czwartek"), _("piątek"), _("sobota"), _("niedziela"),
    )  # fmt: skip
    return f"{weekdays[first.weekday()]} {first:%d.%m.%Y}, {first:%H:%M}–{last:%H:%M}"


def when(planned: PlannedMeeting) -> str:
    """The time of a meeting, or that one is looked for."""
    return hours(planned.starts_at, planned.ends_at) or _("szukamy terminu")


def slot_when(slot: MeetingSlot) -> str:
    """A proposed time."""
    return hours(slot.starts_at, slot.ends_at)


def member_words(member: TeamMember) -> str:
    """A seat in a list to choose from: the name and whose it is."""
    what = member.organisation or str(MemberKind(member.kind).label)
    if member.is_moderator:
        what = _("moderator")
    return member.display_name if what == _("partner") else f"{member.display_name} – {what}"


@dataclass(frozen=True)
class InvitedLine:
    """An invited seat on the leader's page."""

    pk: UUID
    name: str
    what: str
    is_moderator: bool
    answer: str
    meaning: str
    substitute: str
    coming: str
    coming_label: str
    coming_meaning: str
    may_answer: bool
    may_send_other: bool


def invited(row: MeetingInvitation, planned: PlannedMeeting, silent: set[UUID]) -> InvitedLine:
    """A line; `silent` are invitations without an answer."""
    seat = row.member
    if seat.is_moderator:
        answer, meaning = _("prowadzi"), "neutral"
    elif planned.state == PlanState.CHOOSING:
        waits = row.pk in silent
        answer, meaning = (_("czekamy"), "attention") if waits else (_("odpowiedź jest"), "good")
    else:
        answer = str(Answer(row.answer).label) if row.answer else _("czekamy")
        meaning = ANSWER_MEANING[row.answer]
    return InvitedLine(
        pk=row.pk,
        name=seat.display_name,
        what=seat.organisation or str(MemberKind(seat.kind).label),
        is_moderator=seat.is_moderator,
        answer=answer,
        meaning=meaning,
        substitute=str(row.substitute.name) if row.substitute is not None else "",
        coming=row.coming,
        coming_label=str(Coming(row.coming).label) if row.coming else "",
        coming_meaning=COMING_MEANING[row.coming],
        may_answer=not seat.is_moderator and planned.state in (PlanState.CHOOSING, PlanState.SET),
        may_send_other=seat.kind == MemberKind.PARTNER,
    )


@dataclass(frozen=True)
class SlotLine:
    """A proposed time with what was answered, for the leader to choose."""

    pk: UUID
    when: str
    summary: str
    best: bool
    suits_all: bool
    quorate: bool
    past: bool
    answers: list[tuple[str, str, str]]


def slot_lines(
    rows: Iterable[SlotRow], invitations: Iterable[MeetingInvitation], now: datetime
) -> list[SlotLine]:
    """All proposed times, the earliest first."""
    seats = [row for row in invitations if not row.member.is_moderator]
    meaning = {"free": "good", "if_needed": "attention", "busy": "bad", "": "neutral"}
    found = []
    for row in rows:
        said = [(seat.member.display_name, row.choices.get(seat.pk, "")) for seat in seats]
        counts = {"free": row.fit.free, "needed": row.fit.if_needed, "busy": row.fit.busy}
        found.append(
            SlotLine(
                pk=row.slot.pk,
                when=slot_when(row.slot),
                summary=_("może: %(free)d, jeśli trzeba: %(needed)d, nie może: %(busy)d") % counts,
                best=row.best,
                suits_all=row.fit.suits_all,
                quorate=row.fit.quorate,
                past=row.slot.starts_at <= now,
                answers=[
                    (name, str(SlotChoice(choice).label) if choice else _("brak odpowiedzi"), meaning[choice])
                    for name, choice in said
                ],
            )
        )
    return found


@dataclass(frozen=True)
class AmendmentLine:
    """A proposal beside its point."""

    pk: UUID
    by: str
    text: str
    comment: str
    state: str
    meaning: str
    reason: str
    open: bool


def amendment_line(row: TeamAmendment) -> AmendmentLine:
    """What was proposed, and what became of it."""
    meaning = {"proposed": "attention", "accepted": "good", "declined": "bad"}
    return AmendmentLine(
        pk=row.pk,
        by=row.member.display_name,
        text=row.text,
        comment=row.comment,
        state=str(AmendmentState(row.state).label),
        meaning=meaning[row.state],
        reason=row.reason,
        open=row.state == AmendmentState.PROPOSED,
    )


@dataclass(frozen=True)
class PointLine:
    """A point with its text, decisions and proposals."""

    pk: UUID
    title: str
    about: str
    minutes: str
    version: int
    edited: str
    decisions: list[TeamDecision]
    amendments: list[AmendmentLine]
    empty: bool


def point_line(
    point: AgendaPoint,
    decisions: Iterable[TeamDecision] = (),
    amendments: Iterable[TeamAmendment] = (),
    *,
    about: str = "",
) -> PointLine:
    """One point."""
    mine = [row for row in decisions if row.point_id == point.pk]
    return PointLine(
        pk=point.pk,
        title=point.title,
        about=about,
        minutes=point.minutes,
        version=point.version,
        edited=edited(point),
        decisions=mine,
        amendments=[amendment_line(row) for row in amendments if row.point_id == point.pk],
        empty=not point.minutes and not mine,
    )


def edited(point: AgendaPoint) -> str:
    """When a point was last saved, and by whom."""
    if point.edited_at is None:
        return ""
    moment = point.edited_at.astimezone(WARSAW)
    return _("Zapisano o %(hour)s (%(name)s)") % {"hour": f"{moment:%H:%M}", "name": point.edited_by}


@dataclass(frozen=True)
class PhaseStep:
    """One of the four phases and whether it is passed."""

    label: str
    mark: str


def phases(phase: str) -> list[PhaseStep]:
    """The phases as steps."""
    order = list(MinutesPhase)
    here = order.index(MinutesPhase(phase))
    return [
        PhaseStep(str(one.label), "done" if number < here else "current" if number == here else "todo")
        for number, one in enumerate(order)
    ]


def planned_table(rows: Iterable[PlannedMeeting], *, caption: str, empty: str) -> Table:
    """Meetings ahead, over all of the leader's cases."""
    return Table(
        caption,
        [Column(_("Kiedy")), Column(_("Sprawa")), Column(_("Stan"))],
        [
            Row(
                [
                    Cell(when(row), url=reverse("meetings:planned", args=[row.pk])),
                    Cell(row.team.case.number),
                    Cell(str(PlanState(row.state).label), meaning=STATE_MEANING[row.state]),
                ]
            )
            for row in rows
        ],
        caption_hidden=True,
        empty=empty,
        stacked=True,
    )


def own_table(rows: Iterable[MeetingInvitation], *, caption: str, empty: str, numbers: bool) -> Table:
    """The reader's own invitations; `numbers` shows the case's, which a family knows and needs not."""
    columns = [Column(_("Kiedy")), Column(_("Twoja odpowiedź"))]
    if numbers:
        columns.insert(1, Column(_("Sprawa")))
    lines = []
    for row in rows:
        cells = [
            Cell(when(row.planned), url=reverse("meetings:own", args=[row.planned_id])),
            Cell(own_answer(row), meaning=ANSWER_MEANING[row.answer]),
        ]
        if numbers:
            cells.insert(1, Cell(row.planned.team.case.number))
        lines.append(Row(cells))
    return Table(caption, columns, lines, caption_hidden=True, empty=empty, stacked=True)


def own_answer(row: MeetingInvitation) -> str:
    """What the reader has said so far."""
    if row.member.is_moderator:
        return _("prowadzisz")
    if row.planned.state == PlanState.CHOOSING:
        return _("zaznacz terminy")
    return str(Answer(row.answer).label) if row.answer else _("czekamy na odpowiedź")


def reads_numbers(actor: Actor) -> bool:
    """Whether a list shows numbers of cases: to those who work in several teams."""
    return actor.person_id is None
