"""What is not exactly the format is refused, in a sentence that says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor import RejectedError, audit
from auditor.__main__ import main
from tests.auditor.tables import cell, document

GOOD = document([cell("a", "x", lo=8, hi=12), cell("all", "x", lo=8, hi=12)], covering=False)


def but(**parts: Any) -> dict[str, Any]:
    return {**GOOD, **parts}


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ([], "release: an object is expected"),
        ({}, "the part 'hierarchies' is missing"),
        (but(format="sdc-release/2"), "this auditor reads sdc-release/1"),
        (but(relation=[]), "there is no part 'relation'"),
        (but(cells=[]), "a release without a cell says nothing"),
        (but(cells=[{"m": "other", "v": 1}]), r"cells\[0\]: there is no measure 'other'"),
        (but(cells=[cell("c", "x", v=1)]), r"cells\[0\].k: town has no 'c'"),
        (but(cells=[{"m": "served", "k": {"sex": "f"}, "v": 1}]), "there is no dimension 'sex'"),
        (but(cells=[cell("a", "x", v=-1)]), "a count is never negative"),
        (but(cells=[cell("a", "x", v=True)]), "a whole number is expected"),
        (but(cells=[{"m": "served", "v": 1.5}]), "a whole number is expected"),
        (but(cells=[cell("a", "x", v=5, lo=3, hi=7)]), "a cell says v, or lo and hi"),
        (but(cells=[cell("a", "x", lo=3)]), "a cell says v, or lo and hi"),
        (but(cells=[cell("a", "x", lo=7, hi=3)]), "lo 7 is above hi 3"),
        (but(cells=[cell("a", "x", v=5), cell("a", "x", v=5)]), r"already stands at cells\[0\]"),
        (but(hierarchies={"town": {}, "ground": {"every": []}}), "names at least its root"),
        (but(hierarchies={"town": {"all": ["a", "a"]}, "ground": {"every": ["x"]}}), "stands twice"),
        (but(hierarchies={"town": {"all": ["a"], "b": ["c"]}, "ground": {"every": []}}), "does not hang"),
        (but(measures={"served": {"additive": ["sex"]}}), "there is no dimension 'sex'"),
        (but(measures={"served": {"additive": ["town"], "covering": ["town"]}}), "cannot be both"),
        (but(relations=[{"terms": [[1, 0]], "lo": None, "hi": None}]), "it says nothing"),
        (but(relations=[{"terms": [[1, 0]], "lo": 0}]), "hi is missing"),
        (but(relations=[{"terms": [[1, 9]], "lo": 0, "hi": 0}]), "there is no cell 9"),
        (but(relations=[{"terms": [[0, 1]], "lo": 0, "hi": 0}]), "other than 0"),
        (but(relations=[{"terms": [], "lo": 0, "hi": 0}]), "there are no terms"),
        (but(relations=[{"terms": [[1]], "lo": 0, "hi": 0}]), r"a term is \[coefficient, cell\]"),
        (but(known=[{"cell": 0, "v": 8}, {"cell": 0, "v": 9}]), "is said to be 8 and 9"),
        (but(cells=[cell("a", "x", v=9), cell("all", "x", v=5)]), "contradicts itself"),
    ],
)
def test_a_malformed_or_contradictory_release_is_refused(broken: Any, sentence: str) -> None:
    with pytest.raises(RejectedError, match=sentence):
        audit(broken)


def test_a_contradiction_that_only_whole_numbers_show_is_found_too() -> None:
    with pytest.raises(RejectedError, match="contradicts itself"):
        audit(but(relations=[{"terms": [[2, 0], [-4, 1]], "lo": 3, "hi": 3}]))


def test_the_command_tells_its_verdict_by_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def written(name: str, content: object) -> str:
        path = tmp_path / name
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

    good = written("good.json", GOOD)
    worlds = str(tmp_path / "worlds.json")
    report = tmp_path / "report.json"
    assert main([good, "--worlds", worlds, "--report", str(report)]) == 0
    assert "The release holds" in capsys.readouterr().out
    assert main([good, "--evidence", worlds]) == 0
    assert json.loads(report.read_text())["undecided"] == 0
    assert main([written("bad.json", but(cells=[cell("a", "x", v=2)]))]) == 1
    assert "served[ground=x, town=a] (cell 0): 2: exact, narrow, certain" in capsys.readouterr().out
    assert main([written("broken.json", {})]) == 2
    assert "Rejected: release: the part 'hierarchies' is missing" in capsys.readouterr().err
    assert main([str(tmp_path / "nothing.json")]) == 2
    assert "cannot be read" in capsys.readouterr().err
