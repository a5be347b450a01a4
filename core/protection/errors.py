"""What can go wrong; sentences are for the person at the command line or the release job."""

from __future__ import annotations

from collections.abc import Sequence


class ProtectionError(Exception):
    """Nothing may be published."""


class DocumentError(ProtectionError):
    """A document that is not `sdc-release/1`; says where and what to do."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where


class ContradictionError(ProtectionError):
    """No set of counts fits what is printed: an identity is declared wrongly or a number is false."""


class UndecidedError(ProtectionError):
    """Cells of which neither danger nor safety could be shown; a release with one is not published."""

    def __init__(self, cells: Sequence[int]) -> None:
        shown = ", ".join(str(cell) for cell in cells[:5])
        more = f" and {len(cells) - 5} more" if len(cells) > len(cells[:5]) else ""
        super().__init__(f"undecided cells: {shown}{more}; nothing is published")
        self.cells = tuple(cells)


class DeadEndError(ProtectionError):
    """Frozen cells tell a small count whatever new cells are withheld."""

    def __init__(self, cells: Sequence[int]) -> None:
        shown = ", ".join(str(cell) for cell in cells[:5])
        super().__init__(f"already printed numbers tell a small count in {len(cells)} cells: {shown}")
        self.cells = tuple(cells)


class EvidenceError(ProtectionError):
    """Evidence that does not prove what it should."""
