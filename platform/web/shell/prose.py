"""Structured texts and their differences as pages show them: plain values for `_prose` and `_changes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.shared.prose import Block
from core.shared.revisions import Change, Mark, counted

if TYPE_CHECKING:
    from core.shared.revisions import Piece

_LABELS: Final[dict[str, tuple[str | Promise, str]]] = {
    Mark.ADDED: (_("dodano"), "good"),
    Mark.REMOVED: (_("usunięto"), "bad"),
    Mark.CHANGED: (_("zmieniono"), "attention"),
    Mark.SAME: (_("bez zmian"), "neutral"),
}


@dataclass(frozen=True)
class ShownChange:
    """A changed place: where it is, what became of it, its words."""

    place: str
    label: str | Promise
    meaning: str
    is_heading: bool
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Stretch:
    """Changes in a row, or paragraphs in a row that stayed; those are folded away."""

    same: bool
    first: str
    last: str
    changes: Sequence[ShownChange]


@dataclass(frozen=True)
class Comparison:
    """All differences of two texts."""

    stretches: Sequence[Stretch]
    added: int
    removed: int
    changed: int

    @property
    def is_empty(self) -> bool:
        """Whether the texts say the same."""
        return not (self.added or self.removed or self.changed)


def comparison(changes: Sequence[Change]) -> Comparison:
    """Differences ready to lay out."""
    stretches = []
    for same, group in groupby(changes, key=lambda change: change.mark == Mark.SAME):
        shown = [_shown(change) for change in group]
        stretches.append(Stretch(same, shown[0].place, shown[-1].place, shown))
    numbers = counted(changes)
    return Comparison(stretches, numbers[Mark.ADDED], numbers[Mark.REMOVED], numbers[Mark.CHANGED])


def _shown(change: Change) -> ShownChange:
    label, meaning = _LABELS[change.mark]
    place = change.place
    if change.mark == Mark.CHANGED and change.before != change.after:
        place = f"{change.before} → {change.after}"
    return ShownChange(place, label, meaning, change.is_heading, change.pieces)


def plain(blocks: Sequence[Block]) -> str:
    """Blocks as somebody reads them, for a choice between two wordings."""
    return "\n".join(block.flat for block in blocks)
