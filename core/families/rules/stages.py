"""Which step may follow which, and on which days: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from core.families.enums import Stage
from core.families.errors import (
    ClosedInFutureError,
    ClosedTooEarlyError,
    NothingToResumeError,
    OpenedInFutureError,
    ResumedTooLateError,
    WrongStageError,
)

DAY_FORMAT: Final = "%d.%m.%Y"
# Later a family that returns gets a new case: what was counted as closed stays closed.
DAYS_TO_RESUME: Final = 30

# The state machine of a case (domain handbook 1.5 B). Closing is possible from everywhere: a family may
# stop at any moment. The assessment may be skipped where a family cannot wait; fidelity shows it. After
# the closing conversation, and for some days after closing, the work may go on where it stood.
_GOES_ON: Final = frozenset({Stage.AGREED.value, Stage.ASSESSED.value, Stage.TEAM.value, Stage.PATH.value})
_ENDS: Final = frozenset({Stage.CLOSING.value, Stage.CLOSED.value})
STAGES: Final[Mapping[str, frozenset[str]]] = {
    Stage.SCREENING.value: frozenset({Stage.AGREED.value, Stage.CLOSED.value}),
    Stage.AGREED.value: frozenset({Stage.ASSESSED.value, Stage.TEAM.value}) | _ENDS,
    Stage.ASSESSED.value: frozenset({Stage.TEAM.value}) | _ENDS,
    Stage.TEAM.value: frozenset({Stage.PATH.value}) | _ENDS,
    Stage.PATH.value: _ENDS,
    Stage.CLOSING.value: _GOES_ON | {Stage.CLOSED.value},
    Stage.CLOSED.value: _GOES_ON | {Stage.SCREENING.value},
}
ORDER: Final[tuple[str, ...]] = tuple(STAGES)


def has_reached(stage: str, wanted: str) -> bool:
    """Whether a case at `stage` has passed or stands at `wanted`; a closed case has passed all."""
    return ORDER.index(stage) >= ORDER.index(wanted)


def check_step(stage: str, to: str) -> None:
    """Raise `WrongStageError` unless the table allows the step."""
    if to not in STAGES[stage]:
        raise WrongStageError(stage=Stage(stage).label)


def check_resuming(stage: str, closed_on: date | None, today: date) -> None:
    """The work goes on after the closing conversation, or soon after a case was closed."""
    if stage not in (Stage.CLOSING, Stage.CLOSED):
        raise NothingToResumeError
    if closed_on is not None and today > closed_on + timedelta(days=DAYS_TO_RESUME):
        raise ResumedTooLateError(days=DAYS_TO_RESUME)


def check_opening(opened_on: date, today: date) -> None:
    """A case opens today or earlier."""
    if opened_on > today:
        raise OpenedInFutureError


def check_closing(last_step_on: date, closed_on: date, today: date) -> None:
    """A case closes between its last step from stage to stage and today, both included."""
    if closed_on < last_step_on:
        raise ClosedTooEarlyError(on=last_step_on.strftime(DAY_FORMAT))
    if closed_on > today:
        raise ClosedInFutureError
