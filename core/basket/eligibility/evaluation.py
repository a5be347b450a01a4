"""Judging a card's conditions: the answer, each condition's reason, and what would decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.basket.eligibility.conditions import AnyOf, Condition
from core.basket.eligibility.facts import Facts, Question, Verdict, all_hold

_BEST_FIRST = {Verdict.YES: 0, Verdict.UNKNOWN: 1, Verdict.NO: 2}


@dataclass(frozen=True)
class Reason:
    """What became of one condition; asking `condition` again about the same facts says the same."""

    condition: Condition
    verdict: Verdict
    questions: tuple[Question, ...] = ()
    parts: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Eligibility:
    """Whether somebody may use a service: the answer with a reason for each condition.

    `questions` are those that can still change the answer: none once a condition is not met.
    `person` is who was judged.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    questions: tuple[Question, ...] = ()
    person: str = ""

    def of(self, verdict: Verdict) -> tuple[Reason, ...]:
        """Reasons with one answer."""
        return tuple(reason for reason in self.reasons if reason.verdict is verdict)


def evaluate(conditions: Iterable[Condition], facts: Facts) -> Eligibility:
    """Judge conditions that must all hold for the person in question."""
    reasons = tuple(_reason(condition, facts) for condition in conditions)
    verdict = all_hold(reason.verdict for reason in reasons)
    questions: tuple[Question, ...] = ()
    if verdict is Verdict.UNKNOWN:
        questions = tuple(dict.fromkeys(each for reason in reasons for each in reason.questions))
    return Eligibility(verdict, reasons, questions, facts.person.ref)


def evaluate_for_any(conditions: Sequence[Condition], about: Sequence[Facts]) -> Eligibility:
    """Judge for a whole family: one of its persons must meet all conditions together.

    Gives the reasons of the person who comes nearest: first in the answer, then with the fewest
    conditions missed, then with the fewest open, then in the family's order.
    """
    found = [evaluate(conditions, facts) for facts in about]
    return min(found, key=_distance)


def _distance(result: Eligibility) -> tuple[int, int, int]:
    return (
        _BEST_FIRST[result.verdict],
        len(result.of(Verdict.NO)),
        len(result.of(Verdict.UNKNOWN)),
    )


def _reason(condition: Condition, facts: Facts) -> Reason:
    parts: tuple[Reason, ...] = ()
    if isinstance(condition, AnyOf):
        parts = tuple(_reason(each, facts) for each in condition.conditions)
    return Reason(condition, condition.verdict(facts), condition.questions(facts), parts)
