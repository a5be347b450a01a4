"""Taking other persons out of free text before somebody gets a copy of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

OTHER: Final = "[inna osoba]"
_VOWELS: Final = "aąeęioóuy"
_SHORTEST: Final = 3


def others(names: Iterable[str], own: str) -> list[str]:
    """Names to take out: not those that the person bears too, in whatever gender ("Wzorcowa", "Wzorcowy")."""
    mine = {_stem(word).lower() for word in own.split()}
    words = {word for name in names for word in name.split()}
    return sorted(word for word in words if _stem(word).lower() not in mine)


def redacted(text: str, names: Iterable[str], instead: str = OTHER) -> str:
    """The text without the given names, in whatever case of the declension they stand.

    A name is looked for by its stem: Polish puts "Łucja" into "Łucji", "Łucją", "Łucję".
    """
    stems = sorted({_stem(word) for name in names for word in name.split()}, key=len, reverse=True)
    stems = [stem for stem in stems if len(stem) >= _SHORTEST - 1]
    if not stems:
        return text
    found = "|".join(re.escape(stem) for stem in stems)
    return re.sub(rf"\b(?:{found})\w{{0,4}}\b", instead, text, flags=re.IGNORECASE)


def _stem(word: str) -> str:
    bare = word.strip(".,-")
    if len(bare) <= _SHORTEST:
        return bare
    for ending in ("ska", "ski", "cka", "cki", "dzka", "dzki"):
        if bare.lower().endswith(ending):
            return bare[:-1]
    return bare[:-1] if bare[-1].lower() in _VOWELS else bare
