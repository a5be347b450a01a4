"""Legal hold: areas above say which cases nothing may be destroyed of; without one nothing is held.

The area rights calls `ask` when the application starts. A question that fails stops the destruction: what
cannot be asked about is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from uuid import UUID

Question = Callable[[frozenset[UUID]], frozenset[UUID]]
_questions: Final[list[Question]] = []


def ask(question: Question) -> None:
    """Before anything is destroyed, ask also which of the cases are held by this."""
    if question not in _questions:
        _questions.append(question)


def held(cases: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the cases of which nothing may be destroyed now."""
    wanted = frozenset(cases)
    return frozenset().union(*(question(wanted) for question in _questions))
