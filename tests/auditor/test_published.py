"""`./kooperacje releases audit` without a file: what this installation has published."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from kooperacje.cli import app
from kooperacje.embedded import attach


def test_before_the_first_release_it_says_so(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "attached", lambda **_where: nullcontext())
    result = CliRunner().invoke(app, ["releases", "audit"])
    assert (result.exit_code, result.output) == (0, "Nothing has been published yet.\n")
