"""The matrix as a file: what each asker is answered at each address, field and mutation.

It is made by asking, and read in review: `WRITE_MATRIX=1 ./kooperacje test tests/authorisation` writes it
anew, and a change of a right is then a changed line.
"""

from __future__ import annotations

import csv
import fcntl
import os
from pathlib import Path

FILE = Path(__file__).parents[2] / "docs" / "reference" / "authorisation.csv"
Cells = dict[tuple[str, str], str]


def committed(asker: str) -> Cells:
    """One column: the answer by kind ("field", "mutation") and name."""
    with FILE.open(newline="", encoding="utf-8") as lines:
        return {(row["kind"], row["name"]): row[asker] for row in csv.DictReader(lines) if row[asker]}


def wanted() -> bool:
    """Whether the file is to be written rather than compared."""
    return bool(os.environ.get("WRITE_MATRIX"))


def write(asker: str, kinds: frozenset[str], cells: Cells, columns: list[str]) -> None:
    """Put one column's answers of some kinds into the file; rows that nobody is answered at go."""
    with FILE.open("r+", newline="", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the columns are asked for by several processes
        rows = {(row["kind"], row["name"]): row for row in csv.DictReader(file)}
        for key, row in rows.items():
            if key[0] in kinds:
                row[asker] = ""
        for key, answer in cells.items():
            rows.setdefault(key, {"kind": key[0], "name": key[1]})[asker] = answer
        filled = (row for row in rows.values() if any(row.get(column) for column in columns))
        file.seek(0)
        file.truncate()
        writer = csv.DictWriter(file, ["kind", "name", *columns], restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(filled, key=lambda row: (row["kind"], row["name"])))
