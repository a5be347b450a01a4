"""Which steps ask for somebody, and for whom: overdue, without an answer, refused, standing still."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from core.paths.enums import Hitch, Turn
from core.paths.errors import StalledDaysError
from core.paths.rules.steps import UNFINISHED

# A step that was begun, or has no day, and of which nothing was heard for so long stands still.
STALLED_DAYS: Final = 21
STALLED_BOUNDS: Final = (7, 90)
REMIND_EVERY: Final = timedelta(days=7)

_AFTER_ANSWER: Final = {
    "declined": Hitch.REFUSED,
    "expired": Hitch.EXPIRED,
    "returned": Hitch.RETURNED,
    "withdrawn": Hitch.WITHDRAWN,
    "not_delivered": Hitch.UNDELIVERED,
    "cannot_say": Hitch.UNCLEAR,
}
_HANDS: Final = {
    "family": Turn.FAMILY,
    "worker": Turn.WORKER,
    "partner": Turn.PARTNER,
    "service": Turn.PARTNER,
}
# What is waited for in order and asks nobody for more than patience.
PATIENT: Final = frozenset({Hitch.WAITING})


@dataclass(frozen=True)
class StepFacts:
    """What the decision needs to know of a step."""

    status: str
    kind: str
    due_on: date | None
    touched_on: date
    request: str = ""
    answered_on: date | None = None
    sent_on: date | None = None
    answer_due_on: date | None = None
    objected_on: date | None = None
    new_date_on: date | None = None


@dataclass(frozen=True)
class Sign:
    """A step asks for somebody: why, whose move it is, since when."""

    hitch: Hitch
    turn: Turn
    since: date


def signs(step: StepFacts, today: date, stalled_days: int = STALLED_DAYS) -> list[Sign]:
    """All reasons for which a step asks for somebody, the weightiest first; none of a finished one."""
    if step.status not in UNFINISHED:
        return []
    found = [*_voices(step), *_request(step, today)]
    stuck = any(sign.hitch in _AFTER_ANSWER.values() for sign in found)
    if step.due_on is not None and step.due_on < today and not stuck:
        unanswered = step.request == "sent"
        turn = Turn.PARTNER if unanswered else _HANDS[step.kind]
        found.insert(0, Sign(Hitch.OVERDUE, turn, step.due_on))
    elif not found and _stands_still(step, today, stalled_days):
        found.append(Sign(Hitch.STALLED, _HANDS[step.kind], step.touched_on))
    return found


def turn_of(found: Iterable[Sign]) -> Turn | None:
    """Whose move it is: that of the weightiest reason."""
    return next((sign.turn for sign in found), None)


def is_reminder_day(due_on: date, today: date) -> bool:
    """On the day after the last one and every week from then on."""
    late = (today - due_on).days - 1
    return late >= 0 and late % REMIND_EVERY.days == 0


def _voices(step: StepFacts) -> list[Sign]:
    found = []
    if step.objected_on is not None:
        found.append(Sign(Hitch.OBJECTION, Turn.WORKER, step.objected_on))
    if step.new_date_on is not None:
        found.append(Sign(Hitch.NEW_DATE, Turn.WORKER, step.new_date_on))
    return found


def _request(step: StepFacts, today: date) -> list[Sign]:
    if step.request == "sent" and step.sent_on and step.answer_due_on:
        late = today > step.answer_due_on
        hitch, since = (Hitch.SILENT, step.answer_due_on) if late else (Hitch.WAITING, step.sent_on)
        return [Sign(hitch, Turn.PARTNER, since)]
    if step.request in _AFTER_ANSWER:
        return [Sign(_AFTER_ANSWER[step.request], Turn.WORKER, step.answered_on or step.touched_on)]
    return []


def _stands_still(step: StepFacts, today: date, stalled_days: int) -> bool:
    waits_for_its_day = step.status == "planned" and step.due_on is not None
    return not waits_for_its_day and today > step.touched_on + timedelta(days=stalled_days)


def check_stalled_days(days: int) -> None:
    """A number of days after which silence is worth a word; raises `StalledDaysError`."""
    least, most = STALLED_BOUNDS
    if not least <= days <= most:
        raise StalledDaysError(least=least, most=most)
