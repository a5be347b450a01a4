"""Which way a lesson may go."""

from __future__ import annotations

from typing import Final

from core.lessons.enums import LessonState
from core.lessons.errors import LessonHandedError, LessonMoveError

# From where to where; a lesson that the region returned is handed over anew.
MOVES: Final[dict[str, frozenset[str]]] = {
    LessonState.DRAFT: frozenset({LessonState.HANDED, LessonState.WITHDRAWN}),
    LessonState.HANDED: frozenset({LessonState.HANDED, LessonState.WITHDRAWN}),
    LessonState.WITHDRAWN: frozenset({LessonState.HANDED}),
}


def require_move(state: str, to: str) -> None:
    """Refuse a step that the table does not name."""
    if to not in MOVES[state]:
        raise LessonMoveError(state=LessonState(state).label)


def require_changeable(state: str, *, returned: bool) -> None:
    """Words are changed in the town: before handing over, after taking back, or when the region asked."""
    if state == LessonState.HANDED and not returned:
        raise LessonHandedError
