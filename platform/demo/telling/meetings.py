"""What became of the partnership's meetings: minutes published, one open to remarks, one ahead."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Final

from core.partnership import queries
from core.partnership.enums import MeetingKind
from core.partnership.enums.meetings import Answer, DecisionKind, MeetingState
from core.partnership.operations import agenda, decisions, meetings, minutes
from core.partnership.queries import decisions as decision_queries
from core.reference.territory import SizeClass
from demo.stories.plan import TODAY
from demo.telling.cast import Cast, on

if TYPE_CHECKING:
    # Types only: stories read and write through operations and queries.
    from core.partnership.models import PartnerOrganisation, PartnershipMeeting

# Letters go to this many partners: a list that shows who has answered, without a flood of messages.
_INVITED: Final = 8
_ANSWERS: Final = (Answer.YES, Answer.YES, None, Answer.MAYBE, Answer.YES, None, Answer.NO, Answer.YES)
_OPENING: Final = "Przyjęto porządek i przypomniano ustalenia z poprzedniego spotkania."
_OTHER: Final = "Partnerzy przekazali zmiany dyżurów. Innych spraw nie zgłoszono."
_TASKS: Final = (
    ("Przejrzeć opisy swoich usług w koszyku i potwierdzić wolne miejsca.", 21, True),
    ("Przygotować informację o dyżurach na tablice w przychodniach i szkołach.", 30, False),
    ("Zaproponować termin wspólnych warsztatów o rozmowie z rodziną.", 14, False),
)
_PLAN: Final = (
    ("Otwarcie i przyjęcie porządku", 5, ""),
    ("Wolne miejsca w usługach na zimę", 25, "Każdy partner podaje liczbę miejsc do końca roku."),
    ("Terminy odpowiedzi na prośby", 20, ""),
    ("Sprawy różne", 10, ""),
)


def tell_meetings(cast: Cast) -> None:
    """Minutes of the last working meetings, from the newest: open to remarks, then published; a plan."""
    held = queries.meetings(cast.officer, MeetingKind.WORKING, MeetingState.HELD)
    # A printed paper is the dearest part of a story: a small town has one.
    told = 2 if cast.plan.municipality.size is SizeClass.SMALL else 3
    recent = list(held.order_by("-day", "title", "pk")[:told])
    for meeting in reversed(recent[1:]):
        _publish(cast, meeting)
    for meeting in recent[:1]:
        _leave_open(cast, meeting)
    _plan_ahead(cast)


def _publish(cast: Cast, meeting: PartnershipMeeting) -> None:
    came = _prepare(cast, meeting)
    day = meeting.day
    with on(day + dt.timedelta(days=5)) as shown_on:
        minutes.open_amendments(
            actor=cast.officer, meeting=meeting, amend_until=shown_on + dt.timedelta(days=7)
        )
        for task in decision_queries.decisions_of(cast.officer, meeting.pk):
            if came and task.text == _TASKS[0][0]:
                decisions.complete_task(
                    actor=cast.officer, decision=task, outcome="Karty przejrzane i potwierdzone."
                )
    with on(day + dt.timedelta(days=14)):
        minutes.publish(actor=cast.officer, meeting=meeting)


def _leave_open(cast: Cast, meeting: PartnershipMeeting) -> None:
    """The newest minutes wait for remarks of those who were there; one has come in."""
    came = _prepare(cast, meeting)
    with on(TODAY - dt.timedelta(days=4)):
        minutes.open_amendments(actor=cast.officer, meeting=meeting, amend_until=TODAY + dt.timedelta(days=7))
    item = meeting.agenda.order_by("position")[1]
    if came:
        with on(TODAY - dt.timedelta(days=1)):
            minutes.propose_amendment(
                actor=cast.officer,
                item=item,
                text=f"{item.minutes} Wolne miejsca partnerzy potwierdzą do końca miesiąca.",
                comment="Na spotkaniu podaliśmy termin, którego brakuje w zapisie.",
                partner=came[-1],
            )


def _prepare(cast: Cast, meeting: PartnershipMeeting) -> list[PartnerOrganisation]:
    """Agenda, words and decisions of a meeting that took place; gives the partners that came."""
    lines = meeting.attendance.filter(present=True, partner__is_lead=False).select_related("partner")
    came = [line.partner for line in lines.order_by("partner__name", "pk")]
    rng = random.Random(f"minutes {cast.plan.municipality.code} {meeting.day}")
    with on(meeting.day + dt.timedelta(days=2)):
        texts = {"Otwarcie": _OPENING, "Sprawy partnerstwa": meeting.minutes, "Sprawy różne": _OTHER}
        items = [agenda.add_item(actor=cast.officer, meeting=meeting, title=title) for title in texts]
        minutes.start_minutes(actor=cast.officer, meeting=meeting)
        for item, text in zip(items, texts.values(), strict=True):
            minutes.save_item(actor=cast.officer, item=item, text=text, version=0)
        decisions.record_decision(
            actor=cast.officer,
            meeting=meeting,
            kind=DecisionKind.RESOLUTION,
            text="Następne spotkanie partnerstwa odbędzie się w kolejnym kwartale.",
            item=items[2],
        )
        for text, days, everybody in _TASKS[: 3 if came else 0]:
            decisions.record_decision(
                actor=cast.officer,
                meeting=meeting,
                text=text,
                item=items[1],
                owner=came[0] if everybody else rng.choice(came),
                due_on=meeting.day + dt.timedelta(days=days),
            )
    return came


def _plan_ahead(cast: Cast) -> None:
    """The autumn meeting is planned; some partners have answered."""
    with on(TODAY):
        meeting = meetings.plan_meeting(
            actor=cast.officer,
            day=TODAY + dt.timedelta(days=17),
            starts=dt.time(10),
            ends=dt.time(12),
            kind=MeetingKind.WORKING,
            title="Jesienne spotkanie partnerstwa",
            place=f"{cast.plan.municipality.lead_name}, sala konferencyjna",
            remote_address="https://spotkania.partnerstwo.example/jesien",
            quorum=4,
        )
        for title, minutes_planned, text in _PLAN:
            agenda.add_item(
                actor=cast.officer,
                meeting=meeting,
                title=title,
                minutes_planned=minutes_planned,
                text=text,
            )
        partners = list(queries.active_partners(TODAY)[:_INVITED])
        if not partners:
            return
        lines = meetings.invite(actor=cast.officer, meeting=meeting, partners=partners)
        for line, answer in zip(lines, _ANSWERS, strict=False):
            if answer is not None:
                meetings.answer(actor=cast.officer, attendance=line, answer=answer)
