"""How two versions of a text differ, and how a third is made of two that went apart.

Both work on the paragraphs of `core.shared.prose`; inside a changed paragraph words are compared. The
sizes are bounded, so that no pasted text can keep a server busy.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from core.shared.prose import Block, labels, parsed, written

_ALIKE: Final = 0.4
# Above these sizes a comparison falls back to the cheaper way.
_MOST_PAIRS: Final = 10_000
_MOST_WORDS: Final = 3_000
# Equal words (and paragraphs) of both texts, taken pairwise, that one comparison looks at: of 1,500 words
# of Polish prose there are some 11,000. Looking costs their number times the length of the text.
_MOST_EQUAL: Final = 40_000


class Mark(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, came or went."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A heading or paragraph of two versions side by side; where it stood and stands."""

    mark: Mark
    is_heading: bool
    before: str
    after: str
    pieces: tuple[Piece, ...]

    @property
    def place(self) -> str:
        """Where it stands now, or stood when it is gone."""
        return self.after or self.before


def differences(before: str, after: str) -> list[Change]:
    """Every block of both texts in reading order, each marked."""
    old, new = parsed(before), parsed(after)
    old_at, new_at = labels(old), labels(new)
    found = []
    effort = _Effort()
    for left, right in _paired(old, new, effort):
        was = old[left] if left is not None else None
        now = new[right] if right is not None else None
        found.append(
            Change(
                mark=_mark(was, now),
                is_heading=(now or was or Block("")).is_heading,
                before=old_at[left] if left is not None else "",
                after=new_at[right] if right is not None else "",
                pieces=tuple(_words(was.flat if was else "", now.flat if now else "", effort)),
            )
        )
    return found


def counted(changes: Sequence[Change]) -> dict[Mark, int]:
    """How many blocks were added, removed and changed."""
    return {mark: sum(change.mark == mark for change in changes) for mark in Mark if mark != Mark.SAME}


def unified(before: str, after: str, *, names: tuple[str, str]) -> str:
    """The differences as text that programs and people read: lines with - and +."""
    lines = difflib.unified_diff(
        _lines(before), _lines(after), fromfile=names[0], tofile=names[1], lineterm="", n=2
    )
    return "\n".join(lines)


def _lines(body: str) -> list[str]:
    blocks = parsed(body)
    return [
        f"{at} {line}" if not number else f"    {line}"
        for block, at in zip(blocks, labels(blocks), strict=True)
        for number, line in enumerate(block.flat.split("\n"))
    ]


def _mark(was: Block | None, now: Block | None) -> Mark:
    if was is None:
        return Mark.ADDED
    if now is None:
        return Mark.REMOVED
    return Mark.SAME if was == now else Mark.CHANGED


def _paired(old: list[Block], new: list[Block], effort: _Effort) -> Iterator[tuple[int | None, int | None]]:
    """Blocks of both texts in order, each with its counterpart where it has one."""
    for kind, left, left_end, right, right_end in effort.opcodes(old, new):
        if kind == "equal":
            yield from zip(range(left, left_end), range(right, right_end), strict=True)
            continue
        for first, second in _alike(old[left:left_end], new[right:right_end]):
            yield (
                None if first is None else left + first,
                None if second is None else right + second,
            )


class _Effort:
    """What one comparison may still cost. Texts of the same word over and over would keep a server busy
    for minutes; beyond the limit a stretch counts as replaced as a whole.
    """

    def __init__(self) -> None:
        self.left = _MOST_EQUAL

    def opcodes(self, old: Sequence[Any], new: Sequence[Any]) -> list[tuple[str, int, int, int, int]]:
        """The steps from one sequence to the other."""
        numbers = Counter(new)
        equal = sum(number * numbers[each] for each, number in Counter(old).items())
        if equal > self.left:
            return [("replace", 0, len(old), 0, len(new))]
        self.left -= equal
        return list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _alike(old: list[Block], new: list[Block]) -> list[tuple[int | None, int | None]]:
    """Pairs of one changed stretch that keep the order and share the most words."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return [(place, None) for place in range(len(old))] + [(None, place) for place in range(len(new))]
    likeness = [[_likeness(was, now) for now in new] for was in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for first in range(len(old) - 1, -1, -1):
        for second in range(len(new) - 1, -1, -1):
            alike = likeness[first][second]
            together = alike + best[first + 1][second + 1] if alike >= _ALIKE else 0.0
            best[first][second] = max(together, best[first + 1][second], best[first][second + 1])
    found: list[tuple[int | None, int | None]] = []
    first = second = 0
    while first < len(old) and second < len(new):
        alike = likeness[first][second]
        if alike >= _ALIKE and best[first][second] == alike + best[first + 1][second + 1]:
            found.append((first, second))
            first, second = first + 1, second + 1
        elif best[first][second] == best[first + 1][second]:
            found.append((first, None))
            first += 1
        else:
            found.append((None, second))
            second += 1
    found += [(place, None) for place in range(first, len(old))]
    found += [(None, place) for place in range(second, len(new))]
    return found


def _likeness(was: Block, now: Block) -> float:
    """Share of words in common, between 0 and 1; a heading is never like a paragraph."""
    if was.is_heading != now.is_heading:
        return 0.0
    left, right = Counter(was.flat.casefold().split()), Counter(now.flat.casefold().split())
    return 2 * sum((left & right).values()) / max(1, left.total() + right.total())


def _words(was: str, now: str, effort: _Effort) -> list[Piece]:
    old, new = _tokens(was), _tokens(now)
    if old == new:
        return [Piece(Mark.SAME, now)] if now else []
    if not old or not new or len(old) + len(new) > _MOST_WORDS:
        found = [Piece(Mark.REMOVED, was), Piece(Mark.ADDED, now)]
        return [piece for piece in found if piece.text]
    marked: list[tuple[Mark, str]] = []
    for kind, left, left_end, right, right_end in effort.opcodes(old, new):
        if kind == "equal":
            marked += [(Mark.SAME, token) for token in new[right:right_end]]
        else:
            marked += [(Mark.REMOVED, token) for token in old[left:left_end]]
            marked += [(Mark.ADDED, token) for token in new[right:right_end]]
    return [
        Piece(mark, "".join(token for _, token in group).strip(" "))
        for mark, group in groupby(marked, key=lambda pair: pair[0])
    ]


def _tokens(text: str) -> list[str]:
    """Words, each with a space behind it; a line's end is a token of its own."""
    found: list[str] = []
    for number, line in enumerate(text.split("\n") if text else []):
        found += ["\n"] if number else []
        found += [f"{word} " for word in line.split()]
    return found


class Side(StrEnum):
    """Which of two texts a stretch was taken from."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a merged text: as it was, as we have it, as they have it, and who changed it."""

    side: Side
    base: tuple[Block, ...]
    ours: tuple[Block, ...]
    theirs: tuple[Block, ...]

    def chosen(self, choice: str) -> tuple[Block, ...]:
        """Its blocks for a choice: ours, theirs, or both one after the other."""
        if choice == Side.OURS:
            return self.ours
        if choice == Side.THEIRS:
            return self.theirs
        return self.ours + tuple(block for block in self.theirs if block not in self.ours)


CHOICES: Final = (Side.OURS, Side.THEIRS, Side.BOTH)


def merged(base: str | None, ours: str, theirs: str) -> list[Chunk]:
    """A local text and a new original put together by paragraphs, as far as they do not contradict.

    `base` is the original from which the local text was made; without one only what both have in
    common counts as old, and every other place where both have something is a conflict.
    """
    mine, new = parsed(ours), parsed(theirs)
    old = parsed(base) if base is not None else _common(mine, new)
    chunks: list[Chunk] = []
    at_old = at_mine = at_new = 0
    for start, end, first, second in _anchors(old, mine, new):
        chunks += _apart(old[at_old:start], mine[at_mine:first], new[at_new:second])
        length = end - start
        if length:
            same = tuple(old[start:end])
            chunks.append(Chunk(Side.SAME, same, same, same))
        at_old, at_mine, at_new = end, first + length, second + length
    return chunks


def conflicts(chunks: Sequence[Chunk]) -> dict[int, Chunk]:
    """Places at which somebody has to choose, by their number in the merge."""
    return {number: chunk for number, chunk in enumerate(chunks) if chunk.side == Side.CONFLICT}


def resolved(chunks: Sequence[Chunk], choices: Mapping[int, str]) -> str:
    """The merged text with a choice for each conflict; `KeyError` with the number that has none."""
    blocks: list[Block] = []
    for number, chunk in enumerate(chunks):
        if chunk.side == Side.CONFLICT:
            blocks += chunk.chosen(choices[number])
        elif chunk.side == Side.THEIRS:
            blocks += chunk.theirs
        else:
            blocks += chunk.ours
    return written(blocks)


def _common(mine: list[Block], new: list[Block]) -> list[Block]:
    matcher = difflib.SequenceMatcher(None, mine, new, autojunk=False)
    return [
        block for match in matcher.get_matching_blocks() for block in mine[match.a : match.a + match.size]
    ]


def _anchors(old: list[Block], mine: list[Block], new: list[Block]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of the original that both kept (start, end, place in ours, in theirs), the ends last."""
    kept_mine = difflib.SequenceMatcher(None, old, mine, autojunk=False).get_matching_blocks()
    kept_new = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    first = second = 0
    while first < len(kept_mine) and second < len(kept_new):
        ours, theirs = kept_mine[first], kept_new[second]
        start, end = max(ours.a, theirs.a), min(ours.a + ours.size, theirs.a + theirs.size)
        if start < end:
            yield start, end, ours.b + start - ours.a, theirs.b + start - theirs.a
        if ours.a + ours.size < theirs.a + theirs.size:
            first += 1
        else:
            second += 1
    yield len(old), len(old), len(mine), len(new)


def _apart(old: list[Block], mine: list[Block], new: list[Block]) -> list[Chunk]:
    """What lies between two stretches that both kept; block by block where nobody added or removed."""
    if len(old) == len(mine) == len(new) > 1:
        return [
            chunk
            for was, ours, theirs in zip(old, mine, new, strict=True)
            for chunk in _apart([was], [ours], [theirs])
        ]
    was, ours, theirs = tuple(old), tuple(mine), tuple(new)
    if not (was or ours or theirs):
        return []
    if ours == theirs:
        side = Side.SAME if ours == was else Side.BOTH
    elif ours == was:
        side = Side.THEIRS
    elif theirs == was:
        side = Side.OURS
    else:
        side = Side.CONFLICT
    return [Chunk(side, was, ours, theirs)]
