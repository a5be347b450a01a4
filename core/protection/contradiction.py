"""Which known figures cannot be true beside what is printed: read off printed numbers only."""

from __future__ import annotations

from collections.abc import Sequence

from core.protection.certify import links
from core.protection.document import Document, Known
from core.protection.errors import ContradictionError
from core.protection.search import Search
from core.protection.system import system_of


def contradicting(document: Document, known: Sequence[Known]) -> tuple[Known, ...]:
    """Known figures of which, beside the document, not all can be true; without any one of them the rest can.

    Those that a printed number alone refutes come all at once. Empty when all can be true together, and
    when the document contradicts itself: then no figure is at fault.
    """
    alone = tuple(item for item in known if not _possible(document, item))
    if alone or _fits(document, known) or not _fits(document, ()):
        return alone
    rest, found = list(known), list[Known]()
    while _fits(document, found):
        # The shortest beginning of the rest that contradicts beside those found: its last one is needed.
        low, high = 1, len(rest)
        while low < high:
            middle = (low + high) // 2
            if _fits(document, [*found, *rest[:middle]]):
                low = middle + 1
            else:
                high = middle
        found.append(rest[low - 1])
        rest = rest[: low - 1]
    return tuple(found)


def _possible(document: Document, item: Known) -> bool:
    cell = document.cells[item.cell]
    return cell.lo <= item.value and (cell.hi is None or item.value <= cell.hi)


def _fits(document: Document, known: Sequence[Known]) -> bool:
    """Whether any set of counts gives all this."""
    believed = document.knowing(known)
    try:
        Search(system_of(believed), links(believed)).push_first()
    except ContradictionError:
        return False
    return True
