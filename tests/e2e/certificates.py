"""Reading a printed certificate as a telephone does: by its QR code."""

from __future__ import annotations

import io
import re

import segno
from pypdf import PdfReader

_ADDRESS = re.compile(r"[\w.-]+(?::\d+)?/w/[0-9A-Z]+/")
# A row of dark squares is drawn as a line through their middle.
_LINE = re.compile(rb"(\d+) (\d+)\.5 m (\d+) \2\.5 l")


def words_of(paper: bytes) -> str:
    """What is printed, with single spaces."""
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages).split())


def scanned(paper: bytes) -> str:
    """The address in the certificate's QR code.

    Each code has one reading. So the squares that are on paper, compared with those of the address that is
    printed beside them, tell whether the code says the same.
    """
    printed = _ADDRESS.search(words_of(paper).replace("/w/ ", "/w/"))
    assert printed, "the certificate prints no address"
    dark = _dark_squares(paper)
    for scheme in ("http", "https"):
        address = f"{scheme}://{printed[0]}"
        code = segno.make(address, error="m", micro=False).matrix
        if dark == {(row, column) for row, line in enumerate(code) for column, on in enumerate(line) if on}:
            return address
    raise AssertionError(f"the QR code does not say {printed[0]}")


def _dark_squares(paper: bytes) -> set[tuple[int, int]]:
    drawn = PdfReader(io.BytesIO(paper)).pages[0].get_contents()
    assert drawn is not None
    return {
        (int(row), column)
        for start, row, end in _LINE.findall(drawn.get_data())
        for column in range(int(start), int(end))
    }
