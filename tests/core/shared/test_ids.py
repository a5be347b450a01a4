"""Identifiers keep the order in which they were made, whatever the clock does."""

from __future__ import annotations

import itertools
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from core.shared import ids

_NOW = 1_791_000_000_000


@pytest.fixture
def clock_of_milliseconds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Milliseconds that the clock says next; the last one stays."""
    said: list[int] = [_NOW]
    monkeypatch.setattr(ids, "_last", (0, 0))
    monkeypatch.setattr(time, "time_ns", lambda: (said.pop(0) if len(said) > 1 else said[0]) * 1_000_000)
    return said


def test_an_identifier_is_of_version_7_and_says_its_millisecond(clock_of_milliseconds: list[int]) -> None:
    made = ids.uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == _NOW


def test_those_of_one_millisecond_keep_their_order(clock_of_milliseconds: list[int]) -> None:
    made = [ids.uuid7() for _ in range(2_000)]
    assert made == sorted(set(made))
    assert {each.int >> 80 for each in made} == {_NOW}


def test_a_clock_put_back_puts_no_identifier_back(clock_of_milliseconds: list[int]) -> None:
    clock_of_milliseconds[:] = [_NOW, _NOW - 5_000, _NOW - 4_000, _NOW + 1]
    made = [ids.uuid7() for _ in range(4)]
    assert made == sorted(set(made))
    assert made[-1].int >> 80 == _NOW + 1


def test_threads_make_different_ones(clock_of_milliseconds: list[int]) -> None:
    with ThreadPoolExecutor(4) as threads:
        rows = list(threads.map(lambda _: [ids.uuid7() for _ in range(500)], range(4)))
    made = list(itertools.chain.from_iterable(rows))
    assert len(set(made)) == len(made)
    assert all(row == sorted(row) for row in rows)
