"""By when a town looks at its month, and when it is reminded.

A month is counted on its first day after the end, looked at until the day before the run, and handed over by
the run itself when nobody said anything: silence after two reminders is consent, a hold is not.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from core.indicators.rules import shifted

# The schedule starts the run in the night before this day (settings/parts/celery.py).
RUN_DAY: Final = 5
# So many days before the run an officer who has not answered is reminded.
REMIND_BEFORE: Final = (2, 1)
# A region reminds a town of a month once in so many days.
REGION_WAITS: Final = 2


def run_day(month: date) -> date:
    """On which day the run takes a month."""
    return shifted(month, 1).replace(day=RUN_DAY)


def answer_by(month: date) -> date:
    """The last day on which a town can still say something before the run."""
    return run_day(month) - timedelta(days=1)


def reminder_due(month: date, today: date) -> int | None:
    """How many days before the run the newest reminder belongs that is due; a missed day is made up for."""
    left = (run_day(month) - today).days
    due = [before for before in REMIND_BEFORE if left <= before]
    return min(due) if due and left > 0 else None


def may_remind(last: date | None, today: date) -> bool:
    """Whether a region may remind a town again."""
    return last is None or (today - last).days >= REGION_WAITS
