"""Words that are spelled nearly alike: "psycholg" and "psycholog"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
MOST_ALIKE: Final = 3
# From this length on, two and three slips of the hand are forgiven.
_TWO_SLIPS: Final = 7
_THREE_SLIPS: Final = 12
_ALIKE: Final = 0.3


def slips_forgiven(word: str) -> int:
    """How many letters of a word may be wrong, missing, added or swapped."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 + (len(word) >= _TWO_SLIPS) + (len(word) >= _THREE_SLIPS)


def most_alike(words: Iterable[str], names: set[str]) -> dict[str, tuple[str, ...]]:
    """For each word the names with the fewest slips, at most `MOST_ALIKE`; words without any left out."""
    prepared = [(name, trigrams(name)) for name in sorted(names) if len(name) >= SHORTEST]
    found = {word: _nearest(word, prepared) for word in words}
    return {word: near for word, near in found.items() if near}


def _nearest(word: str, prepared: list[tuple[str, frozenset[str]]]) -> tuple[str, ...]:
    most = slips_forgiven(word)
    if not most:
        return ()
    mine = trigrams(word)
    near = []
    for name, theirs in prepared:
        if abs(len(name) - len(word)) > most:
            continue
        alike = len(mine & theirs) / len(mine | theirs)
        # A swap in a short word leaves few trigrams whole: its first and last letters speak for it.
        if alike >= _ALIKE or (word[0] == name[0] and word[-1] == name[-1]):
            slips = distance(word, name, most)
            if slips <= most:
                near.append((slips, -alike, name))
    near.sort()
    return tuple(name for slips, _, name in near[:MOST_ALIKE] if slips == near[0][0])


def trigrams(word: str) -> frozenset[str]:
    """Runs of three letters, with the word's edges, as PostgreSQL's pg_trgm counts them."""
    edged = f"  {word} "
    return frozenset(edged[start : start + 3] for start in range(len(edged) - 2))


def distance(one: str, other: str, most: int) -> int:
    """Letters changed, added, left out or swapped with their neighbour; anything above `most` is
    `most + 1`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, facing in enumerate(other, start=1):
            cost = min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != facing))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == facing
            here.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(here) > most:
            return most + 1
        before, last = last, here
    return min(last[-1], most + 1)
