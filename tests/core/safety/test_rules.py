"""Walls between persons, tables and hours: the pure decisions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.safety import errors, rules
from core.safety.rules import Apart, Reach
from core.shared.hours import Hours

HE, SHE, CHILD = (UUID(int=number) for number in (1, 2, 3))
STEP = UUID(int=9)
DAY = date(2026, 3, 2)
WARSAW = ZoneInfo("Europe/Warsaw")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


PAIRS = st.sampled_from([(HE, SHE), (SHE, HE), (HE, CHILD), (CHILD, SHE)])
HISTORY = st.lists(
    st.builds(
        lambda pair, start, length: Apart(
            pair[0],
            pair[1],
            DAY + timedelta(days=start),
            DAY + timedelta(days=start + length) if length else None,
        ),
        PAIRS,
        st.integers(0, 20),
        st.none() | st.integers(1, 20),
    ),
    max_size=5,
)


@given(HISTORY, st.integers(0, 50), st.integers(0, 50), st.booleans())
def test_a_common_step_is_shown_only_if_nobody_was_kept_apart_since_it_was_made(
    history: list[Apart],
    made: int,
    later: int,
    opened: bool,  # noqa: FBT001
) -> None:
    """Against the definition, day by day."""
    today = DAY + timedelta(days=max(made, later))
    made_on = DAY + timedelta(days=made)
    lived = [made_on + timedelta(days=number) for number in range((today - made_on).days + 1)]
    kept = [one for one in history if one.kept_from == HE]
    begun = [one for one in kept if one.starts_on <= today]
    expected = not any(one.has(day) for one in begun for day in lived)
    # A separation that began and ended before the step was made leaves no trace on it; one that began
    # after the last day lived has not begun.
    ends = [one.ends_on for one in begun]
    expected = expected and all(end is not None and end <= made_on for end in ends)
    wall = rules.wall_of(HE, history, [STEP] if opened else [], today)
    assert wall.shows(STEP, None, made_on) == (expected or (opened and bool(begun)))
    assert wall.shows(STEP, HE, made_on)
    assert not wall.shows(STEP, SHE, made_on)


@given(HISTORY, st.integers(0, 50), st.sets(st.sampled_from([HE, SHE, CHILD])))
def test_what_a_reader_sees_of_meetings_never_has_somebody_kept_apart(
    history: list[Apart], at: int, invited: set[UUID]
) -> None:
    today = DAY + timedelta(days=at)
    for reader in (HE, SHE, CHILD):
        wall = rules.wall_of(reader, history, [], today)
        if wall.shows_meeting(invited, today) and wall.beside:
            assert reader in invited
            assert not wall.beside & invited


@given(HISTORY, st.integers(0, 50), st.sets(st.sampled_from([HE, SHE, CHILD])))
def test_nobody_counts_as_invited_beside_somebody_kept_apart(
    history: list[Apart], at: int, coming: set[UUID]
) -> None:
    day = DAY + timedelta(days=at)
    if rules.clashes(coming, history, day):
        return
    invited = rules.invited_to([HE, SHE, CHILD], coming, history, day)
    assert coming <= invited
    assert rules.clashes(invited, history, day) == []


def test_after_the_end_what_was_written_before_stays_closed() -> None:
    history = [Apart(HE, SHE, DAY, DAY + timedelta(days=10))]
    wall = rules.wall_of(HE, history, [], DAY + timedelta(days=30))
    assert not wall.shows(STEP, None, DAY - timedelta(days=30))
    assert not wall.shows(STEP, None, DAY + timedelta(days=9))
    assert wall.shows(STEP, None, DAY + timedelta(days=10))
    assert rules.wall_of(SHE, history, [], DAY).shows(STEP, None, DAY)


def test_the_other_side_keeps_the_common_things_but_sits_at_another_table() -> None:
    wall = rules.wall_of(SHE, [Apart(HE, SHE, DAY)], [], DAY)
    assert wall.shows(STEP, None, DAY)
    assert wall.shows_meeting({SHE, CHILD}, DAY)
    assert not wall.shows_meeting({HE}, DAY)
    assert not wall.is_open


@pytest.mark.parametrize(
    ("at", "first"),
    [
        ("2026-10-05 09:00", "2026-10-05 09:00"),  # a Monday morning
        ("2026-10-05 07:59", "2026-10-05 08:00"),
        ("2026-10-05 15:00", "2026-10-07 08:00"),
        ("2026-10-06 09:00", "2026-10-07 08:00"),
        ("2026-10-07 23:00", "2026-10-12 08:00"),
        ("2026-10-21 23:00", "2026-10-26 08:00"),  # over the change of clocks
    ],
)
def test_the_next_safe_moment(at: str, first: str) -> None:
    hours = Hours("13", time(8), time(15))
    assert hours.next(moment(at)) == moment(first)
    assert Hours.of(hours.text) == hours


@given(
    st.sets(st.sampled_from("1234567"), min_size=1).map(lambda days: "".join(sorted(days))),
    st.none() | st.tuples(st.integers(0, 11), st.integers(12, 23)),
    st.integers(0, 24 * 300).map(lambda hours: moment("2026-01-01 00:00") + timedelta(hours=hours)),
)
def test_what_comes_next_is_safe_and_not_earlier(
    days: str, span: tuple[int, int] | None, at: datetime
) -> None:
    hours = Hours(days, time(span[0]), time(span[1])) if span else Hours(days)
    found = hours.next(at)
    assert found >= at
    assert hours.has(found)
    assert Hours.of(hours.text) == hours


@pytest.mark.parametrize(
    ("reach", "known", "refused"),
    [
        (Reach(frozenset({"in_person", "phone"})), {"phone"}, errors.WaysContradictError),
        (Reach(frozenset({"phone"})), set(), errors.AddressMissingError),
        (Reach(frozenset({"through"})), set(), errors.ThroughWhomMissingError),
        (Reach(frozenset({"letter"})), {"address"}, errors.LettersContradictError),
        (Reach(hours=Hours("")), set(), errors.SafeDaysError),
        (Reach(hours=Hours("1", time(9))), set(), errors.SafeHoursError),
        (Reach(hours=Hours("1", time(9), time(9))), set(), errors.SafeHoursError),
    ],
)
def test_contradictions_are_refused(reach: Reach, known: set[str], refused: type[Exception]) -> None:
    with pytest.raises(refused):
        rules.check_reach(reach, known=known, through="", no_letters=True)
