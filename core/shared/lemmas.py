"""Polish words and their basic forms: "rodzinami" meets "rodzina", "zadluzeniem" meets "zadłużenie".

Morfeusz names all basic forms of a word. A word typed without diacritics is no Polish word, so its
marks are put back in every way that Polish spelling allows and the ways that are words count. Basic
forms are kept without marks: what is stored and what is typed meet there.
"""

from __future__ import annotations

import itertools
import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any, Final

from core.shared.text import folded

LONGEST_WORD: Final = 60
# Words with more ways than this are read as they stand (a word of 21 letters has some 500).
MOST_WAYS: Final = 1_024
_KNOWN: Final = 20_000

_WORD: Final = re.compile(r"[^\W_]+")
_MARKED: Final = {
    "a": "aą",
    "c": "cć",
    "e": "eę",
    "l": "lł",
    "n": "nń",
    "o": "oó",
    "s": "sś",
    "z": "zźż",
}
_VOWELS: Final = frozenset("aeiouyąęó")
# Before a vowel these sounds are written with an "i": "niebo", never "ńebo".
_SOFT: Final = frozenset("ćńśź")
# Readings that nobody means: words of old books, and surnames where there is a plain word too.
_OBSOLETE: Final = frozenset({"daw.", "arch.", "hist."})
_SURNAME: Final = "nazwisko"

_lock = threading.Lock()
_morfeusz: Any = None


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, in order, numbers too."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return [word[:LONGEST_WORD] for word in _WORD.findall(composed)]


@lru_cache(maxsize=_KNOWN)
def terms_of(word: str) -> tuple[str, ...]:
    """A word of a text, and its basic forms, all without marks; the word itself comes first.

    Only a word that is none as it stands is read as one whose marks were left out.
    """
    found = _basic_forms(word) or _restored(word)
    return tuple(dict.fromkeys((_joined(word), *found)))


@lru_cache(maxsize=_KNOWN)
def typed_terms(word: str) -> tuple[str, ...]:
    """`terms_of` for a word that somebody typed into a search: marks may be missing from a word that
    is one without them, too.
    """
    known = _basic_forms(word)
    found = (*known, *_restored(word)) if word.isascii() or not known else known
    return tuple(dict.fromkeys((_joined(word), *found)))


def _joined(word: str) -> str:
    """A word without marks as one piece: some ligatures come apart into a space and their marks."""
    return folded(word).replace(" ", "")


def _basic_forms(word: str) -> tuple[str, ...]:
    """Basic forms that Morfeusz knows for a word, without marks; none for a word that is no word."""
    with _lock:
        readings = [reading[2] for reading in _analyser().analyse(word)]
    known = [item for item in readings if item[2] != "ign"]
    plain = [item for item in known if not _OBSOLETE & {*item[4]} and [*item[3]] != [_SURNAME]]
    # "długi:a" and "długi:b" are two meanings of one basic form.
    return tuple(dict.fromkeys(_joined(item[1].partition(":")[0]) for item in plain or known))


def _restored(word: str) -> tuple[str, ...]:
    """Basic forms of the words that a word may stand for when marks are put to its bare letters."""
    if not word.isalpha():
        return ()
    ways: list[list[str]] = []
    number = 1
    for letter, following in itertools.zip_longest(word, word[1:], fillvalue=""):
        here = [
            marked
            for marked in _MARKED.get(letter, letter)
            if marked not in _SOFT or following not in (*_VOWELS,)
        ]
        number *= len(here)
        ways.append(here)
    if number > MOST_WAYS:
        return ()
    spelled = ("".join(letters) for letters in itertools.product(*ways))
    return tuple(dict.fromkeys(form for way in spelled for form in _basic_forms(way)))


def _analyser() -> Any:
    """Morfeusz with its dictionary, made at the first word: 0.1 s and 37 MB that most processes save.

    Its objects are not safe between threads, so there is one under one lock.
    """
    global _morfeusz  # noqa: PLW0603  made once a process
    if _morfeusz is None:
        import morfeusz2  # type: ignore[import-untyped]  # noqa: PLC0415  loads the dictionary

        _morfeusz = morfeusz2.Morfeusz(generate=False, case_handling=morfeusz2.IGNORE_CASE)
    return _morfeusz
