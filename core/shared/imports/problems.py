"""What is wrong at a place of a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """What is wrong (or worth knowing) at a place of the file."""

    code: str
    table: str
    line: int
    column: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    note: bool = False

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the import."""
        return {
            "code": self.code,
            "table": self.table,
            "line": self.line,
            "column": self.column,
            "data": self.data,
            "note": self.note,
        }
