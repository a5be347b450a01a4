"""When two records may be one human being: names nearly alike and nothing that speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.shared.spelling import distance
from core.shared.text import folded

# Slips of the hand that are forgiven in a whole name of ordinary length.
_MOST_SLIPS: Final = 2
_SHORT: Final = 6


@dataclass(frozen=True)
class Named:
    """What a likeness is judged by; `words` are the folded name's, in any order."""

    words: str
    born_on: date | None

    @classmethod
    def of(cls, first_name: str, last_name: str, born_on: date | None) -> Named:
        """A person as they are compared."""
        return cls(" ".join(sorted(folded(f"{first_name} {last_name}").replace("-", " ").split())), born_on)


def alike(one: Named, other: Named) -> bool:
    """Whether two records may be of one person.

    With the same day of birth a name may differ by two letters; without a day on one side it must be the
    same. Different days are different people.
    """
    if one.born_on is not None and other.born_on is not None and one.born_on != other.born_on:
        return False
    if one.words == other.words:
        return True
    if one.born_on is None or other.born_on is None:
        return False
    most = _MOST_SLIPS if len(one.words) > _SHORT else 1
    return distance(one.words, other.words, most) <= most
