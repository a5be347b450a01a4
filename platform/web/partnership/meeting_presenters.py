"""From meetings, minutes and tasks to what their pages show: plain values, no more questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import (
    AmendmentState,
    Answer,
    DecisionKind,
    FrozenKind,
    MeetingState,
    MinutesPhase,
    TaskState,
)
from core.partnership.queries.meetings import Numbers
from core.partnership.rules.meetings import WARSAW, quorum_reached
from web.shell.components import Action, Cell, Column, Crumb, Row, SummaryRow, Table
from web.shell.templatetags.shell import day, moment

STATES = {
    MeetingState.PLANNED: "info",
    MeetingState.HELD: "good",
    MeetingState.CANCELLED: "neutral",
}
ANSWERS = {"": "attention", Answer.YES: "good", Answer.MAYBE: "info", Answer.NO: "neutral"}
AMENDMENTS = {
    AmendmentState.PROPOSED: "attention",
    AmendmentState.ACCEPTED: "good",
    AmendmentState.DECLINED: "neutral",
}


def crumbs(*steps: tuple[str, str]) -> list[Crumb]:
    """The way back to the list of meetings."""
    start = Crumb(_("Spotkania partnerstwa"), reverse("partnership:meetings"))
    return [start, *(Crumb(label, url) for label, url in steps)]


def meeting_crumbs(meeting: Any, *steps: tuple[str, str]) -> list[Crumb]:
    """The way back to one meeting."""
    return crumbs((meeting.title, reverse("partnership:meeting", args=[meeting.pk])), *steps)


def hours(meeting: Any) -> str:
    """Hours in Poland: 10:00–12:00; nothing where none are known."""
    if meeting.starts_at is None or meeting.ends_at is None:
        return ""
    first, last = meeting.starts_at.astimezone(WARSAW), meeting.ends_at.astimezone(WARSAW)
    return f"{first:%H:%M}–{last:%H:%M}"


def when(meeting: Any) -> str:
    """Day and hours in one line."""
    return ", ".join(part for part in (day(meeting.day), hours(meeting)) if part)


def meetings_table(meetings: Iterable[Any], numbers: Mapping[Any, Numbers]) -> Table:
    """Meetings with how many were invited, answered or came."""
    rows = []
    for item in meetings:
        counted = numbers.get(item.pk, Numbers())
        if item.state == MeetingState.HELD:
            told = _("obecni: %(number)s z %(invited)s") % {
                "number": counted.present,
                "invited": counted.invited,
            }
        else:
            told = _("odpowiedzi: %(number)s z %(invited)s") % {
                "number": counted.answered,
                "invited": counted.invited,
            }
        rows.append(
            Row(
                [
                    Cell(item.title, url=reverse("partnership:meeting", args=[item.pk]), note=item.place),
                    Cell(when(item), sort=item.day.isoformat()),
                    Cell(MeetingKind(item.kind).label),
                    Cell(MeetingState(item.state).label, meaning=STATES[MeetingState(item.state)]),
                    Cell(told),
                ]
            )
        )
    columns = [
        Column(_("Temat")),
        Column(_("Dzień")),
        Column(_("Rodzaj")),
        Column(_("Stan")),
        Column(_("Partnerzy")),
    ]
    return Table(_("Spotkania partnerstwa"), columns, rows, caption_hidden=True, stacked=True)


def attendance_table(meeting: Any, lines: Sequence[Any], *, manages: bool, own: Any) -> Table:
    """The one attendance list: who was asked, what they answered, who came."""
    answering = meeting.state == MeetingState.PLANNED
    # Of a meeting recorded afterwards nobody was asked for an answer.
    answered = answering or any(line.answer for line in lines)
    rows = []
    for line in lines:
        cells = [Cell(line.partner.name), *([_answer_cell(line)] if answered else []), _presence_cell(line)]
        if answering:
            may = manages or line.partner_id == own
            url = reverse("partnership:meeting-answer", args=[line.pk]) if may else ""
            cells.append(Cell(_("Wpisz odpowiedź") if may else "–", url=url))
        rows.append(Row(cells))
    columns = [Column(_("Partner")), Column(_("Obecność"))]
    if answered:
        columns.insert(1, Column(_("Odpowiedź")))
    if answering:
        columns.append(Column(_("Zmiana")))
    empty = _("Nikogo jeszcze nie zaproszono.")
    return Table(_("Lista obecności"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def _answer_cell(line: Any) -> Cell:
    if line.answer:
        return Cell(Answer(line.answer).label, meaning=ANSWERS[Answer(line.answer)])
    if line.invited_at is None:
        return Cell(_("bez zaproszenia"))
    note = _("przypomniano %(day)s") % {"day": day(line.reminded_at)} if line.reminded_at else ""
    return Cell(_("nie odpowiedział"), meaning="neutral", note=note)


def _presence_cell(line: Any) -> Cell:
    if line.present:
        return Cell(_("obecny"), meaning="good")
    return Cell(_("nieobecny"), meaning="neutral") if line.entered_at else Cell("–")


def meeting_facts(meeting: Any, lines: Sequence[Any]) -> list[SummaryRow]:
    """When, where, who called it, and whether enough came."""
    rows = [
        SummaryRow(_("Kiedy"), when(meeting)),
        SummaryRow(_("Miejsce"), meeting.place),
        SummaryRow(_("Zdalnie"), meeting.remote_address, url=meeting.remote_address, action=_("Otwórz")),
        SummaryRow(_("Zwołuje"), meeting.convenor.name if meeting.convenor else ""),
        SummaryRow(_("Powód odwołania"), meeting.cancelled_because),
        *quorum_rows(meeting, lines),
    ]
    return [row for row in rows if row.value]


def quorum_rows(meeting: Any, lines: Sequence[Any]) -> list[SummaryRow]:
    """How many must be there and whether they are, where the rules ask for a number."""
    present = sum(line.present for line in lines)
    reached = quorum_reached(present, meeting.quorum)
    if reached is None:
        return []
    counted = any(line.entered_at for line in lines)
    if not counted:
        return [SummaryRow(_("Kworum"), _("potrzeba %(quorum)s") % {"quorum": meeting.quorum})]
    told = _("obecnych %(present)s, potrzeba %(quorum)s") % {"present": present, "quorum": meeting.quorum}
    return [SummaryRow(_("Kworum"), told, meaning="good" if reached else "attention")]


def meeting_actions(meeting: Any, minutes: Any, today: date) -> list[Action]:
    """What the officer may do next with a meeting, the likeliest first."""
    pk = meeting.pk
    begun = meeting.day <= today
    actions = []
    if meeting.state == MeetingState.PLANNED:
        if begun:
            actions.append(Action(_("Lista obecności"), reverse("partnership:presence", args=[pk])))
            label = _("Pisz protokół") if minutes else _("Rozpocznij protokół")
            actions.insert(0, minutes_action(meeting, minutes, label))
            actions.append(Action(_("Zakończ spotkanie"), reverse("partnership:finish-meeting", args=[pk])))
        else:
            url = reverse("partnership:invite-meeting", args=[pk])
            actions.append(Action(_("Zaproś partnerów"), url, kind="primary"))
        actions.append(Action(_("Zmień spotkanie"), reverse("partnership:change-meeting", args=[pk])))
        actions.append(Action(_("Odwołaj"), reverse("partnership:cancel-meeting", args=[pk])))
    elif meeting.state == MeetingState.HELD:
        label = _("Protokół") if minutes else _("Rozpocznij protokół")
        actions.append(minutes_action(meeting, minutes, label))
        if minutes is None or minutes.phase == MinutesPhase.PREPARING:
            actions.append(Action(_("Popraw obecność"), reverse("partnership:presence", args=[pk])))
    return actions


def minutes_action(meeting: Any, minutes: Any, label: str) -> Action:
    """The way into the minutes; the first time a button that begins them."""
    if minutes is None:
        url = reverse("partnership:start-minutes", args=[meeting.pk])
        return Action(label, url, kind="primary", post=True)
    return Action(label, reverse("partnership:minutes", args=[meeting.pk]), kind="primary")


@dataclass(frozen=True)
class Step:
    """A phase of the minutes and how it stands to the current one."""

    label: str
    mark: str
    note: str = ""


def phase_steps(minutes: Any) -> list[Step]:
    """The four phases with the one that the minutes are in."""
    order = list(MinutesPhase)
    here = order.index(MinutesPhase(minutes.phase))
    steps = []
    for index, phase in enumerate(order):
        note = ""
        if phase == MinutesPhase.AMENDING and minutes.amend_until:
            note = _("do %(day)s") % {"day": day(minutes.amend_until)}
        mark = "done" if index < here else "current" if index == here else "ahead"
        steps.append(Step(str(phase.label), mark, note))
    return steps


@dataclass(frozen=True)
class Remark:
    """A proposal to change a point, as people read it."""

    partner: str
    by: str
    at: str
    text: str
    comment: str
    status: str
    meaning: str
    reason: str
    url: str = ""


@dataclass(frozen=True)
class Point:
    """A point with what the minutes say of it."""

    pk: str
    number: int
    title: str
    presenter: str
    planned: str
    text: str
    minutes: str
    version: int
    edited: str
    remarks: list[Remark] = field(default_factory=list)
    amend_url: str = ""


def points(
    items: Iterable[Any], *, amendments: Iterable[Any] = (), manages: bool = False, amends: bool = False
) -> list[Point]:
    """Points of an agenda in their order, with the proposals to each."""
    by_item: dict[Any, list[Remark]] = {}
    for amendment in amendments:
        by_item.setdefault(amendment.item_id, []).append(_remark(amendment, manages=manages))
    return [
        Point(
            pk=str(item.pk),
            number=number,
            title=item.title,
            presenter=item.presenter.name if item.presenter else "",
            planned=_("%(number)s min") % {"number": item.minutes_planned} if item.minutes_planned else "",
            text=item.text,
            minutes=item.minutes,
            version=item.version,
            edited=_edited(item),
            remarks=by_item.get(item.pk, []),
            amend_url=reverse("partnership:amend", args=[item.pk]) if amends else "",
        )
        for number, item in enumerate(items, start=1)
    ]


def _edited(item: Any) -> str:
    if item.edited_at is None:
        return ""
    return _("zapisano %(moment)s, %(name)s") % {"moment": moment(item.edited_at), "name": item.edited_by}


def _remark(amendment: Any, *, manages: bool) -> Remark:
    state = AmendmentState(amendment.state)
    waits = state == AmendmentState.PROPOSED
    return Remark(
        partner=amendment.partner.name,
        by=amendment.proposed_by,
        at=moment(amendment.created_at),
        text=amendment.text,
        comment=amendment.comment,
        status=str(state.label),
        meaning=AMENDMENTS[state],
        reason=amendment.reason,
        url=reverse("partnership:amendment", args=[amendment.pk]) if manages and waits else "",
    )


def task_status(decision: Any, today: date) -> tuple[str, str]:
    """Words and meaning of how far a task is; nothing for a decision that is none."""
    if not decision.state:
        return "", ""
    state = TaskState(decision.state)
    if state == TaskState.OPEN and decision.due_on and decision.due_on < today:
        return _("po terminie"), "bad"
    meanings = {TaskState.OPEN: "info", TaskState.DONE: "good", TaskState.CANCELLED: "neutral"}
    return str(state.label), meanings[state]


def decisions_table(decisions: Iterable[Any], today: date, *, edits: bool = False) -> Table:
    """Decisions of a meeting; `edits` while their words may still change."""
    rows = []
    for each in decisions:
        status, meaning = task_status(each, today)
        owner = each.owner.name if each.owner else "–"
        url = reverse("partnership:decision", args=[each.pk]) if edits else ""
        note = f"{each.ordinal}. {DecisionKind(each.kind).label}" + (
            f", {each.item.title}" if each.item else ""
        )
        rows.append(
            Row(
                [
                    Cell(each.text, url=url, note=note),
                    Cell(owner, note=each.person.name if each.person else ""),
                    Cell(day(each.due_on) if each.due_on else "–"),
                    Cell(status, meaning=meaning) if status else Cell("–"),
                ]
            )
        )
    columns = [Column(_("Decyzja")), Column(_("Kto")), Column(_("Termin")), Column(_("Stan"))]
    empty = _("Nie zapisano jeszcze żadnej decyzji.")
    return Table(_("Uchwały i ustalenia"), columns, rows, caption_hidden=True, empty=empty, stacked=True)


def tasks_table(tasks: Iterable[Any], today: date, *, manages: bool, own: Any) -> Table:
    """Tasks over all meetings; the owner marks its own as done, the officer any."""
    rows = []
    for each in tasks:
        status, meaning = task_status(each, today)
        finished = _("%(day)s. %(outcome)s") % {"day": day(each.finished_on), "outcome": each.outcome}
        waits = each.state == TaskState.OPEN
        may = waits and (manages or each.owner_id == own)
        change = (
            Cell(_("Zrobione?"), url=reverse("partnership:task-done", args=[each.pk])) if may else Cell("–")
        )
        rows.append(
            Row(
                [
                    Cell(
                        each.text,
                        url=reverse("partnership:meeting", args=[each.meeting_id]),
                        note=_("spotkanie %(day)s") % {"day": day(each.meeting.day)},
                    ),
                    Cell(each.owner.name, note=each.person.name if each.person else ""),
                    Cell(day(each.due_on) if each.due_on else _("bez terminu")),
                    Cell(status, meaning=meaning, note=finished if each.finished_on else ""),
                    change,
                ]
            )
        )
    columns = [
        Column(_("Zadanie")),
        Column(_("Kto")),
        Column(_("Termin")),
        Column(_("Stan")),
        Column(_("Zmiana")),
    ]
    return Table(_("Zadania partnerstwa"), columns, rows, caption_hidden=True, stacked=True)


def papers(published: Iterable[Any]) -> list[Action]:
    """Downloads of what was published."""
    labels = {
        FrozenKind.MINUTES: _("Protokół nr %(number)s (PDF)"),
        FrozenKind.ANNEX: _("Aneks nr %(number)s (PDF)"),
    }
    return [
        Action(
            labels[FrozenKind(each.kind)] % {"number": each.number},
            reverse("partnership:minutes-pdf", args=[each.pk]),
        )
        for each in published
    ]
