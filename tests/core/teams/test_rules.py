"""When a team may meet and what a case waits for."""

from __future__ import annotations

from datetime import date

import pytest

from core.teams import errors, rules
from core.teams.enums import Step
from core.teams.rules import Presence, Standing

MODERATOR = Presence("worker", is_moderator=True, present=True)


def test_a_meeting_without_the_family_needs_a_reason() -> None:
    away = [MODERATOR, Presence("family", is_moderator=False, present=False)]
    with pytest.raises(errors.FamilyAbsentError) as refused:
        rules.check_attendance(away, "  ")
    assert refused.value.message.startswith("Spotkanie bez rodziny")
    rules.check_attendance(away, "Rodzina w szpitalu")


def test_a_meeting_without_the_moderator_is_none() -> None:
    with pytest.raises(errors.ModeratorAbsentError):
        rules.check_attendance([Presence("family", is_moderator=False, present=True)], "")


@pytest.mark.parametrize(
    ("standing", "step", "by", "overdue"),
    [
        ((None, False, None, None, None), Step.AGREEMENT, date(2026, 9, 15), True),
        ((date(2026, 9, 25), True, None, None, None), Step.TEAM, date(2026, 10, 9), False),
        ((date(2026, 9, 3), False, None, None, None), Step.NO_AGREEMENT, None, True),
        (
            (date(2026, 9, 3), True, date(2026, 9, 21), None, None),
            Step.FIRST_MEETING,
            date(2026, 10, 5),
            False,
        ),
        (
            (date(2026, 9, 3), True, date(2026, 9, 5), date(2026, 9, 9), date(2026, 10, 4)),
            Step.NEXT_MEETING,
            date(2026, 10, 4),
            True,
        ),
        (
            (date(2026, 9, 3), True, date(2026, 9, 5), date(2026, 9, 9), None),
            Step.NEXT_MEETING,
            date(2026, 10, 21),
            False,
        ),
    ],
)
def test_one_next_step_with_its_day(
    standing: tuple[date | None, bool, date | None, date | None, date | None],
    step: Step,
    by: date | None,
    overdue: bool,  # noqa: FBT001
) -> None:
    due = rules.due_of(Standing(date(2026, 9, 1), *standing), date(2026, 10, 5))
    assert (due.step, due.by, due.overdue) == (step, by, overdue)
