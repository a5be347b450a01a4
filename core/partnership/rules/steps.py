"""In which order a partnership comes about: the table of its stages, and when a day may be entered.

The model's way: local diagnosis, resource map, invitations, two initiating meetings, a formalising one,
rules, basket, annual plan, periodic meetings, evaluation, and the decision to go on or to close. Going on
opens another year ("edition"), which begins with its plan.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from core.partnership.enums.accession import StepCode, StepOutcome
from core.partnership.errors.steps import (
    CorrectionReasonMissingError,
    LaterEditionBegunError,
    OutcomeMissingError,
    PartnershipClosedError,
    StepBeforeOthersError,
    StepInFutureError,
)

# Each stage with the one before it; the first stage of a later edition follows the decision before.
AFTER: Mapping[StepCode, StepCode | None] = {
    StepCode.DIAGNOSIS: None,
    StepCode.RESOURCE_MAP: StepCode.DIAGNOSIS,
    StepCode.INVITATIONS: StepCode.RESOURCE_MAP,
    StepCode.INITIATING: StepCode.INVITATIONS,
    StepCode.FORMALISING: StepCode.INITIATING,
    StepCode.RULES: StepCode.FORMALISING,
    StepCode.BASKET: StepCode.RULES,
    StepCode.ANNUAL_PLAN: StepCode.BASKET,
    StepCode.PERIODIC: StepCode.ANNUAL_PLAN,
    StepCode.EVALUATION: StepCode.PERIODIC,
    StepCode.DECISION: StepCode.EVALUATION,
}
YEARLY = (StepCode.ANNUAL_PLAN, StepCode.PERIODIC, StepCode.EVALUATION, StepCode.DECISION)
INITIATING_MEETINGS = 2


@dataclass(frozen=True)
class StepState:
    """What is recorded of a stage."""

    edition: int
    code: StepCode
    planned_on: date | None = None
    reached_on: date | None = None
    outcome: str = ""


def steps_of(edition: int) -> tuple[StepCode, ...]:
    """Stages of an edition: all of them the first time, the year's own afterwards."""
    return tuple(AFTER) if edition == 1 else YEARLY


def prerequisite(edition: int, code: StepCode) -> tuple[int, StepCode] | None:
    """The stage on which another depends, with its edition."""
    if edition > 1 and code == YEARLY[0]:
        return edition - 1, StepCode.DECISION
    before = AFTER[code]
    return (edition, before) if before else None


def current_edition(decided: Mapping[int, str]) -> int:
    """The edition that runs, from the outcomes of the decisions reached so far."""
    edition = 1
    while decided.get(edition) == StepOutcome.CONTINUED:
        edition += 1
    return edition


def next_step(edition: int, reached: Collection[StepCode]) -> StepCode | None:
    """The first stage that is not reached yet."""
    return next((code for code in steps_of(edition) if code not in reached), None)


def check_step(
    *,
    before: StepState,
    wanted: StepState,
    depends_on: StepState | None,
    later_edition: bool,
    closed: bool,
    reason: str,
    today: date,
) -> None:
    """Whether a stage may be written down so.

    A day that has come; after the stage it depends on, or with a stated reason; a day recorded before is
    changed with a reason only; the last stage says how it ended; nothing follows a closed partnership.
    """
    if closed and wanted.code != StepCode.DECISION:
        raise PartnershipClosedError
    if wanted.reached_on is not None and wanted.reached_on > today:
        raise StepInFutureError(today=f"{today:%d.%m.%Y}")
    if wanted.code == StepCode.DECISION and bool(wanted.reached_on) != bool(wanted.outcome):
        raise OutcomeMissingError
    changed = (before.reached_on, before.outcome) != (wanted.reached_on, wanted.outcome)
    if later_edition and wanted.code == StepCode.DECISION and changed:
        raise LaterEditionBegunError
    if before.reached_on is not None and changed and not reason:
        raise CorrectionReasonMissingError
    if wanted.reached_on is not None and changed and not reason and too_early(wanted.reached_on, depends_on):
        raise StepBeforeOthersError(step=depends_on.code.label if depends_on else "")


def too_early(reached_on: date, depends_on: StepState | None) -> bool:
    """Whether a day comes before the stage it depends on was reached."""
    if depends_on is None:
        return False
    return depends_on.reached_on is None or reached_on < depends_on.reached_on
