"""What may be published, and how personal data give themselves away in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from stdnum.pl import pesel

from core.exchange.errors import TooManyTagsError
from core.shared.text import folded

MOST_TAGS: Final = 12
LONGEST_TAG: Final = 40
# Support is written down by the quarter of an hour, and a day has no more than sixteen hours of it.
SUPPORT_STEP: Final = 15
LONGEST_SUPPORT: Final = 16 * 60
MOST_PERSONS: Final = 999
LONGEST_TOPIC: Final = 200
# One sign before the @ is enough to know: a run of them would be tried from each of its signs.
_EMAIL = re.compile(r"[\w.+-]\s?@\s?[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\+?\d[\d \-()/]{7,}\d(?!\d|[.,]\d)")
_PESEL_LENGTH: Final = 11
_PHONE_LENGTHS: Final = (9, 11)
_MONEY = re.compile(r"\s*(?:zł|PLN|euro|EUR)\b", re.IGNORECASE)
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$|^\d{4}-\d{4}$|^\d{4}/\d{4}$")


def personal_traces(text: str) -> tuple[str, ...]:
    """Kinds of personal data that a text seems to hold: "pesel", "phone", "email"; none is best.

    Eleven digits with a right check digit are a PESEL however they are spaced, eleven others too where
    they stand unbroken; nine digits, with a country code or without, are a telephone.
    """
    found = {"email"} if _EMAIL.search(text) else set()
    for match in _DIGITS.finditer(text):
        written = match.group().strip()
        digits = "".join(letter for letter in written if letter.isdigit())
        if _MONEY.match(text[match.end() :]) or _DAY.match(written):
            continue
        if len(digits) == _PESEL_LENGTH and (written.isdigit() or pesel.is_valid(digits)):
            found.add("pesel")
        elif len(digits) in _PHONE_LENGTHS and (len(digits) == _PHONE_LENGTHS[0] or digits.startswith("48")):
            found.add("phone")
    return tuple(sorted(found))


def tags_of(typed: Iterable[str]) -> list[str]:
    """Tags as they are kept: small letters, single spaces, each once, in the order typed."""
    found = dict.fromkeys(" ".join(tag.casefold().split()) for tag in typed)
    tags = [tag for tag in found if tag]
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise TooManyTagsError
    return tags


def search_text(*parts: str) -> str:
    """Parts put together and folded, for finding."""
    return folded(" ".join(parts))


def voivodeship_of(schema: str) -> str:
    """The voivodeship in a tenant's TERYT code: "24" for g_2464011, p_2401 and r_24."""
    return schema.partition("_")[2][:2]
