"""Texts made comparable: what people type and what is stored meet without case and diacritics."""

from __future__ import annotations

import unicodedata
from typing import Final

# Letters that Unicode does not take apart into a base letter and a mark.
_UNDIVIDED = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """Small letters without marks, words divided by single spaces: "Świętochłowice" -> "swietochlowice"."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(_UNDIVIDED))
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return " ".join(bare.split())


# Each word searched for is a condition of its own: ten thousand letters of them took four seconds.
MOST_WORDS: Final = 12


def searched(text: str) -> list[str]:
    """The folded words that somebody searches for, each once and at most `MOST_WORDS` of them."""
    return list(dict.fromkeys(folded(text).split()))[:MOST_WORDS]


# Each Polish letter after its plain one and before the next: "l~" stands after "lz" and before "m".
_ALPHABET = str.maketrans(
    {"ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~", "ż": "z~~"}
)


def polish_order(text: str) -> str:
    """Key for sorting names as a Polish reader expects: Lubliniec, Łowicz, Łódź, Mikołów."""
    return text.casefold().translate(_ALPHABET)
