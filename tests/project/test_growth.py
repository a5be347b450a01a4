"""The curve of `./kooperacje bench --only releases`: slopes, ratios, and that it is shown and written."""

from __future__ import annotations

import io
from pathlib import Path

import orjson
import pytest
from rich.console import Console

from kooperacje import bench
from kooperacje.bench import growth, releases
from kooperacje.bench.timing import Measure


def measured(variant: str, *points: tuple[int, float]) -> list[Measure]:
    return [Measure(f"{size}", variant, (seconds,), size=size) for size, seconds in points]


def test_the_slope_is_the_exponent() -> None:
    (square,) = growth.curves_of(measured("a", (10, 1.0), (100, 100.0), (1000, 10_000.0)))
    assert square.slope == pytest.approx(2)
    first, *more = square.steps()
    assert first is None
    assert more == [pytest.approx((10, 100, 2))] * 2
    # In whatever order they come; a variant of one size has no curve, nor has what was not sized.
    found = growth.curves_of(
        [
            *measured("b", (2800, 28.0), (50, 0.5)),
            *measured("c", (50, 1.0)),
            Measure("x", "y", (1.0,)),
        ]
    )
    assert [(curve.variant, round(curve.slope, 6)) for curve in found] == [("b", 1.0)]
    assert found[0].points == [(50, 0.5), (2800, 28.0)]


def test_the_table_says_how_many_times_more() -> None:
    out = Console(file=io.StringIO(), width=160)
    out.print(growth.table_of(growth.curves_of(measured("by voivodeships", (50, 0.5), (500, 50.0))), "towns"))
    page = out.file.getvalue()  # type: ignore[attr-defined]
    rows = [line for line in page.splitlines() if "by voivodeships" in line]
    assert [cell.strip() for cell in rows[1].split("│")[1:8]] == [
        "by voivodeships",
        "500",
        "50.00 s",
        "10.0",
        "100.0",
        "2.00",
        "100.0 ms",
    ]
    assert rows[1].count("█") > rows[0].count("█") == 1
    assert "2.00" in rows[2]


def test_the_bench_shows_and_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With so few towns that it takes no time, and without the twelve releases one after the other."""
    monkeypatch.setattr(releases, "_sequential", list)
    monkeypatch.setattr(releases, "_SIZES", (4, 8, 12))
    monkeypatch.setattr(releases, "_IN_ONE_PIECE", 8)
    file = tmp_path / "bench.json"
    bench.run(output=file, web={}, worker={}, logs=tmp_path, only=("releases",))
    written = orjson.loads(file.read_bytes())
    curves = {curve["variant"]: [point["size"] for point in curve["points"]] for curve in written["growth"]}
    assert curves == {"by voivodeships": [4, 8, 12], "in one piece": [4, 8]}
    assert all(isinstance(curve["slope"], float) for curve in written["growth"])
    assert "how CPU grows with the number of towns" in capsys.readouterr().out
