"""A stranger's workbook is read in a process of its own, with little memory and little time.

Its reader lays a sheet out as a rectangle: two cells far from each other, in a file of six kilobytes, take
all memory of a machine, and there are more ways to write down where a cell stands than can be foreseen.
Here that costs the uploader a refusal. `python -m core.shared.imports.workbook` reads a line with the name
of a sheet and the workbook, and writes, as JSON, which sheet it took (that one, else the first) and its
cells as text.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

SECONDS: Final = 60
MEMORY: Final = 1024**3
# Letters of a sheet: one long text may be shown by every cell, and take no place in the file.
MOST_LETTERS: Final = 20_000_000
_ROOT: Final = Path(__file__).parents[3]


def cells_of(content: bytes, name: str) -> tuple[int, list[list[str]]]:
    """Number of the sheet, from 0, and its lines; `ValueError` where the limits are reached or nothing is
    to be read.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.shared.imports.workbook"],
            input=name.encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},  # nothing of ours is known to whoever reads foreign bytes
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise ValueError(name) from error
    index, lines = json.loads(done.stdout)
    return index, lines


def shown(cell: Any) -> str:
    """A cell as its reader sees it."""
    if isinstance(cell, bool):
        return "tak" if cell else "nie"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)


def main() -> None:
    """Read, lay out, write; the limits come first."""
    import resource  # noqa: PLC0415  only this process limits itself

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  after the limits

    name = sys.stdin.buffer.readline().decode().strip()
    with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
        index = book.sheet_names.index(name) if name in book.sheet_names else 0
        rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
    left, lines = MOST_LETTERS, []
    for row in rows:
        lines.append([shown(cell) for cell in row])
        left -= sum(map(len, lines[-1]))
        if left < 0:
            sys.exit(1)
    json.dump([index, lines], sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
