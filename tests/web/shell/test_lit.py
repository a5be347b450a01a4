"""Rows and shapes light up by number without a script: the style sheet is made here, not by hand."""

from __future__ import annotations

import os
from pathlib import Path

import web.shell

SHEET = Path(web.shell.__file__).parent / "static/shell/figures-lit.css"
NUMBERS = 100
HEAD = """\
/* A row and its shape on the map beside it light up together: one rule a number, made by
   WRITE_LIT=1 ./kooperacje test tests/web/shell/test_lit.py. Without :has() nothing lights up. */
"""


def sheet() -> str:
    """A rule for each number that a map may give."""
    rules = [
        f".kp-linked:has(.kp-u{n}:is(:hover,:focus-within)) g.kp-u{n} > :is(path,rect)"
        "{stroke:var(--ink);stroke-width:3px;vector-effect:non-scaling-stroke}"
        f".kp-linked:has(g.kp-u{n}:hover) tr.kp-u{n} > *{{background-color:var(--brand-tint)}}"
        for n in range(NUMBERS)
    ]
    return HEAD + "\n".join(rules) + "\n"


def test_the_style_sheet_is_the_one_made_here() -> None:
    if os.environ.get("WRITE_LIT"):
        SHEET.write_text(sheet())
    assert SHEET.read_text() == sheet()
