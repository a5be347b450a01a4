"""The auditor as a hunter: planted secrets, flipped numbers, insiders, changes, false evidence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor import RejectedError, Status, audit, component
from auditor.criteria import Leak, leaks
from tests.auditor.tables import cell, dealt, document, printed

TOWNS = ("a", "b", "c", "d")
GROUNDS = ("x", "y", "z")
counts = st.lists(st.integers(0, 30), min_size=12, max_size=12)


def region(values: list[int], how: str) -> dict[str, Any]:
    """Four towns by three grounds with all sums, printed in one manner; naive hides 1 to 4 only."""
    table = {
        (town, ground): values[row * len(GROUNDS) + column]
        for row, town in enumerate(TOWNS)
        for column, ground in enumerate(GROUNDS)
    }
    for town in TOWNS:
        table[town, "every"] = sum(table[town, ground] for ground in GROUNDS)
    for ground in (*GROUNDS, "every"):
        table["all", ground] = sum(table[town, ground] for town in TOWNS)
    cells = []
    for (town, ground), value in table.items():
        shown: dict[str, int | None] = printed(value, "rounded")
        if how == "naive":
            shown = {"lo": 1, "hi": 4} if 1 <= value <= 4 else {"v": value}
        cells.append(cell(town, ground, **shown))
    found = document(cells, covering=False)
    found["hierarchies"] = {"town": {"all": list(TOWNS)}, "ground": {"every": list(GROUNDS)}}
    return found


@settings(max_examples=40, deadline=None)
@given(counts, st.integers(0, 11), st.integers(1, 4))
def test_a_planted_secret_is_found_under_naive_suppression(
    values: list[int], place: int, secret: int
) -> None:
    """One small number alone in its row and column falls to one subtraction."""
    planted = [value + 5 for value in values]
    planted[place] = secret
    report = audit(region(planted, "naive"))
    town, ground = TOWNS[place // len(GROUNDS)], GROUNDS[place % len(GROUNDS)]
    found = next(each for each in report.findings if each.name == f"served[ground={ground}, town={town}]")
    assert found.status is Status.DISCLOSED
    assert Leak.EXACT in found.leaks
    assert found.outer == (secret, secret)
    assert not report.holds


@settings(max_examples=40, deadline=None)
@given(counts)
@example([0, 0, 0, 0, 3, 13, 4, 0, 1, 4, 10, 3])
def test_what_is_called_proven_is_proven_by_whole_worlds(values: list[int]) -> None:
    rounded = region(values, "rounded")
    report = audit(rounded)
    assert report.undecided == 0
    unsafe = {each.cell for each in report.findings if each.status is Status.DISCLOSED}
    checked = audit(rounded, evidence={"worlds": report.worlds}).evidence
    assert checked is not None
    assert checked.faults == ()
    assert set(checked.unproven) <= unsafe


def test_rounding_keeps_what_naive_suppression_gives_away() -> None:
    values = [3, 8, 12, 9, 11, 14, 22, 7, 6, 13, 9, 10]
    assert audit(region(values, "naive")).exact == 1
    assert audit(region(values, "rounded")).holds


@pytest.mark.parametrize("place", range(20))
@pytest.mark.parametrize("step", [-20, 20])
def test_one_flipped_number_is_caught(place: int, step: int) -> None:
    """A printed number that cannot be right contradicts the sums around it."""
    values = [23, 28, 32, 29, 31, 24, 22, 27, 26, 33, 29, 30]
    flipped = region(values, "rounded")
    flipped["cells"][place]["lo"] = max(0, flipped["cells"][place]["lo"] + step)
    flipped["cells"][place]["hi"] += step
    with pytest.raises(RejectedError, match="contradicts itself"):
        audit(flipped)


@pytest.mark.parametrize("place", range(12))
def test_one_flipped_count_of_exact_tables_is_caught(place: int) -> None:
    exact = region([10 + 7 * number for number in range(12)], "naive")
    exact["cells"][place]["v"] += 1
    with pytest.raises(RejectedError, match="contradicts itself"):
        audit(exact)


def test_a_small_number_printed_plainly_is_disclosed() -> None:
    report = audit(document([cell("a", "x", v=3), cell("b", "x", v=0), cell("a", "y", v=5)], covering=False))
    assert [each.status for each in report.findings] == [Status.DISCLOSED, Status.PRINTED, Status.PRINTED]
    assert report.exact == 1


def test_a_town_that_knows_its_own_number_learns_its_neighbours() -> None:
    two_towns = document(
        [
            cell("a", "every", lo=8, hi=12),
            cell("b", "every", lo=0, hi=None),
            cell("all", "every", v=12),
        ],
        covering=False,
    )
    assert audit(two_towns).holds
    report = audit(two_towns, known=[{"cell": 0, "v": 9}])
    assert [each.status for each in report.findings] == [Status.KNOWN, Status.DISCLOSED, Status.PRINTED]
    assert report.findings[1].outer == (3, 3)


def test_what_follows_from_ones_own_numbers_is_not_blamed_on_the_release() -> None:
    own = [cell("a", "x", lo=0, hi=2), cell("a", "y", lo=0, hi=2), cell("a", "every", lo=0, hi=2)]
    others = [cell("b", "every", lo=8, hi=12), cell("all", "every", lo=8, hi=12)]
    known = [{"cell": 0, "v": 1}, {"cell": 1, "v": 1}]
    report = audit({**document([*own, *others], covering=False), "known": known})
    assert report.findings[2].status is Status.KNOWN
    assert report.holds


def test_an_insider_who_contradicts_the_release_is_refused() -> None:
    table = document([cell("a", "x", lo=3, hi=7)], covering=False)
    with pytest.raises(RejectedError, match="the insider is said to know"):
        audit(table, known=[{"cell": 0, "v": 9}])


def test_a_place_left_out_still_ties_its_sums_together() -> None:
    """Town b's ground y is in no table; that it fits into the town's small total is known all the same."""
    cells = [
        cell("all", "y", lo=3, hi=7),
        cell("a", "y", lo=0, hi=2),
        cell("b", "every", lo=0, hi=2),
        cell("all", "every", lo=3, hi=7),
        cell("a", "every", lo=3, hi=7),
    ]
    by_ground = next(
        each for each in audit(document(cells, covering=True)).findings if each.name == "served[ground=y]"
    )
    assert by_ground.outer == (3, 4)
    assert set(by_ground.leaks) == {Leak.NARROW, Leak.CERTAIN}


def test_changes_from_month_to_month_are_targets() -> None:
    months = {
        "hierarchies": {"town": {"all": ["a", "b"]}},
        "measures": {"june": {}, "july": {}},
        "cells": [
            {"m": "june", "k": {}, "v": 20},
            {"m": "july", "k": {}, "v": 23},
            {"m": "june", "k": {"town": "a"}, "lo": 8, "hi": 12},
            {"m": "july", "k": {"town": "a"}, "lo": 8, "hi": 12},
        ],
        "targets": [{"terms": [[1, 1], [-1, 0]]}, {"terms": [[1, 3], [-1, 2]]}],
    }
    report = audit(months)
    assert [each.status for each in report.targets] == [Status.DISCLOSED, Status.PROVEN]
    assert report.targets[0].outer == (3, 3)
    assert (report.targets_exact, report.holds) == (1, False)


def test_a_change_pinned_only_by_an_identity_is_found() -> None:
    stock = {
        "hierarchies": {"town": {"all": ["a", "b"]}},
        "measures": {"june": {}, "july": {}, "came": {}},
        "cells": [
            {"m": "june", "k": {}, "lo": 18, "hi": 22},
            {"m": "july", "k": {}, "lo": 18, "hi": 22},
            {"m": "came", "k": {}, "v": 5},
        ],
        "relations": [{"terms": [[2, 1], [-2, 0], [-1, 2]], "lo": -1, "hi": -1}],
        "targets": [[[1, 0], [-1, 1]]],
    }
    assert audit(stock).targets[0].outer == (-2, -2)


def test_half_a_family_is_no_family() -> None:
    """Fractions would satisfy this table; whole families cannot."""
    odd = {
        "hierarchies": {"town": {"all": ["a", "b"]}},
        "measures": {"one": {}, "two": {}},
        "cells": [{"m": "one", "k": {}, "lo": 3, "hi": 7}, {"m": "two", "k": {}, "lo": 0, "hi": None}],
        "relations": [{"terms": [[2, 0], [-2, 1]], "lo": 1, "hi": 1}],
    }
    with pytest.raises(RejectedError, match="contradicts itself"):
        audit(odd)


class TestEvidence:
    """Alternative worlds, checked by additions."""

    table = region([13, 28, 32, 2, 31, 24, 22, 27, 26, 33, 29, 30], "rounded")

    def worlds(self) -> list[list[int]]:
        return [list(world) for world in audit(self.table).worlds]

    def test_good_evidence_is_accepted_in_both_spellings(self) -> None:
        worlds = self.worlds()
        others = [
            [[at, value] for at, value in enumerate(world) if value != worlds[0][at]] for world in worlds[1:]
        ]
        for evidence in ({"worlds": worlds}, {"first": worlds[0], "others": others}):
            report = audit(self.table, evidence=evidence)
            assert report.evidence is not None
            assert report.evidence.holds
            assert report.holds

    @pytest.mark.parametrize("place", range(20))
    def test_a_tampered_world_is_rejected(self, place: int) -> None:
        worlds = self.worlds()
        worlds[0][place] += 1
        report = audit(self.table, evidence={"worlds": worlds})
        assert report.evidence is not None
        assert [fault.world for fault in report.evidence.faults] == [0]
        assert not report.holds
        assert "1 worlds of the evidence do not hold" in report.sentence

    def test_the_true_numbers_alone_prove_nothing_of_a_small_one(self) -> None:
        counts = [13, 28, 32, 2, 31, 24, 22, 27, 26, 33, 29, 30]
        sums = [each["v"] for each in region([count + 100 for count in counts], "naive")["cells"][12:]]
        per_sum = [300, 300, 300, 300, 400, 400, 400, 1200]
        truth = counts + [total - more for total, more in zip(sums, per_sum, strict=True)]
        report = audit(self.table, evidence={"worlds": [truth]})
        assert report.evidence is not None
        assert report.evidence.faults == ()
        assert report.evidence.unproven == (3,)
        assert "the evidence leaves 1 numbers unproven" in report.sentence

    @pytest.mark.parametrize(
        ("evidence", "sentence"),
        [
            ({"worlds": [[1, 2]]}, r"evidence.worlds\[0\]: 20 whole numbers are expected"),
            ({"worlds": [[0.5] * 20]}, "every number of a world is whole"),
            ({"worlds": 3}, "a list is expected"),
            ({"first": [0] * 20, "others": [[[99, 1]]]}, "there is no cell 99"),
        ],
    )
    def test_malformed_evidence_is_refused(self, evidence: object, sentence: str) -> None:
        with pytest.raises(RejectedError, match=sentence):
            audit(self.table, evidence=evidence)


def test_branches_find_what_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large release is searched branch by branch; forced on small tables the answers stay the same."""
    monkeypatch.setattr(component, "_LARGE", 0)
    for seed in range(60):
        table = dealt(seed)
        truth = table.truth()
        if None in truth:
            continue
        for finding, real in zip(audit(table.document).findings, truth, strict=True):
            assert real is not None
            assert finding.status is not Status.UNDECIDED
            assert (finding.status is Status.DISCLOSED) == bool(leaks(*real)), (seed, finding, real)
