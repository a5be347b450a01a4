"""`./kooperacje releases audit FILE`."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from kooperacje.cli import app
from tests.auditor.tables import cell, document


def test_the_verdict_comes_with_its_reasons_and_an_exit_code(tmp_path: Path) -> None:
    def run(cells: list[dict[str, object]], *more: str) -> tuple[int, str]:
        file = tmp_path / "release.json"
        file.write_text(json.dumps(document(cells, covering=False)), encoding="utf-8")
        result = CliRunner().invoke(app, ["releases", "audit", str(file), *more])
        return result.exit_code, result.output

    report = tmp_path / "report.json"
    code, told = run([cell("a", "x", lo=0, hi=2)], "--report", str(report))
    assert code == 0
    assert "The release holds" in told
    assert json.loads(report.read_text())["holds"] is True
    code, told = run([cell("a", "x", v=4)])
    assert code == 1
    assert "1 numbers are disclosed" in told
    code, told = run([cell("a", "x", lo=7, hi=3)])
    assert code == 2
    assert "cells[0]: lo 7 is above hi 3" in told
