"""The decisions of a path, as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.paths import rules

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Step:
    status: str
    due_on: date | None


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["planned", "in_progress", "done", "abandoned"]),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    )
)


@given(steps)
def test_the_next_step_is_unfinished_and_none_is_due_earlier(found: list[Step]) -> None:
    step = rules.next_step(found)
    open_steps = [s for s in found if s.status in rules.UNFINISHED]
    assert (step is None) == (not open_steps)
    if step is not None:
        assert step in open_steps
        assert all((step.due_on or date.max) <= (s.due_on or date.max) for s in open_steps)


@given(steps)
def test_progress_counts_all_but_what_was_put_aside(found: list[Step]) -> None:
    progress = rules.progress(found)
    assert progress.total == sum(s.status != "abandoned" for s in found)
    assert progress.done == sum(s.status == "done" for s in found)
    assert 0 <= progress.percent <= 100


def test_late_is_unfinished_and_past_its_day() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert rules.is_overdue(Step("planned", yesterday), TODAY)
    assert not rules.is_overdue(Step("planned", TODAY), TODAY)
    assert not rules.is_overdue(Step("done", yesterday), TODAY)
    assert not rules.is_overdue(Step("planned", None), TODAY)
