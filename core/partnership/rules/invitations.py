"""Invitations: who may still be asked, which answer counts, when to remind, how many accede."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.partnership.enums import PartnerStage
from core.partnership.enums.accession import AnsweredVia, InvitationAnswer, InvitationChannel, Move, Mover
from core.partnership.errors.accession import (
    AlreadyAnsweredError,
    AnswerDeadlinePassedError,
    AnswerMissingError,
    CallContactMissingError,
    DeclineReasonMissingError,
    InvitationClosedError,
)

# Without an answer a reminder leaves every week, twice; then somebody should rather call.
REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2
ANSWER_WITHIN = timedelta(days=21)
# The link outlives the day to answer by: late is better than never.
LINK_DAYS = 120


@dataclass(frozen=True)
class Asked:
    """What the rules need to know of an invitation."""

    channel: str
    sent_on: date
    answer: str = ""
    cancelled: bool = False
    reminders: int = 0
    reminded_on: date | None = None
    answer_by: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether the institution's answer is still awaited."""
        return not self.answer and not self.cancelled


def check_deadline(*, sent_on: date, answer_by: date) -> None:
    """There is time to answer."""
    if answer_by <= sent_on:
        raise AnswerDeadlinePassedError


def check_answer(*, asked: Asked, answer: str, via: str, reason: str, contact: str) -> None:
    """One of three answers, complete; by the link the first one counts, an officer may correct it."""
    if asked.cancelled:
        raise InvitationClosedError
    if answer not in InvitationAnswer.values:
        raise AnswerMissingError
    if asked.answer and via != AnsweredVia.OFFICER:
        raise AlreadyAnsweredError
    if answer == InvitationAnswer.DECLINES and not reason:
        raise DeclineReasonMissingError
    if answer == InvitationAnswer.CALL and not contact:
        raise CallContactMissingError


def reminder_due(asked: Asked, today: date) -> bool:
    """Whether to remind by e-mail today: no answer for a week, and fewer reminders than the limit."""
    if asked.channel != InvitationChannel.EMAIL or not asked.is_open:
        return False
    last = asked.reminded_on or asked.sent_on
    return asked.reminders < MOST_REMINDERS and today >= last + REMIND_AFTER


@dataclass(frozen=True)
class AccessionRate:
    """Organisations that signed a declaration, of those that were invited."""

    invited: int
    signed: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, half up; None where nobody was invited."""
        return (200 * self.signed + self.invited) // (2 * self.invited) if self.invited else None


def total_rate(rates: Iterable[AccessionRate]) -> AccessionRate:
    """All sectors together."""
    counted = list(rates)
    return AccessionRate(sum(each.invited for each in counted), sum(each.signed for each in counted))


MOVERS = {
    Move.ANSWER: Mover.INSTITUTION,
    Move.NAME_DELEGATE: Mover.INSTITUTION,
    Move.DECLINED: Mover.NOBODY,
    Move.READY: Mover.NOBODY,
    Move.LEFT: Mover.NOBODY,
}
_AFTER_ANSWER = {
    InvitationAnswer.JOINS: Move.SIGN,
    InvitationAnswer.DECLINES: Move.DECLINED,
    InvitationAnswer.CALL: Move.CALL,
}


def next_move(*, stage: str, asked: Asked | None, spoken_for: bool, today: date) -> Move:
    """What has to happen next with an organisation; `asked` is its newest invitation."""
    if stage == PartnerStage.CERTIFIED:
        return Move.READY if spoken_for else Move.NAME_DELEGATE
    if stage == PartnerStage.DECLARED:
        return Move.CERTIFY
    if asked is None or asked.cancelled:
        return Move.LEFT if stage == PartnerStage.WITHDRAWN else Move.INVITE
    if asked.answer:
        return Move.LEFT if stage == PartnerStage.WITHDRAWN else _AFTER_ANSWER[InvitationAnswer(asked.answer)]
    late = asked.answer_by is not None and asked.answer_by < today
    return Move.CHASE if late else Move.ANSWER


def mover_of(move: Move) -> Mover:
    """Whose move it is."""
    return MOVERS.get(move, Mover.OFFICER)
