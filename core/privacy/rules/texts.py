"""What a text of consent must say, how it is filled in, which version counts: values in, values out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from core.privacy.enums import Language, TextKind
from core.privacy.errors import (
    PromiseMissingError,
    TextDayError,
    TextTitleMissingError,
    UnknownLanguageError,
    UnknownPlaceholderError,
    UnknownTextKindError,
)

SHIPPED: Final = Path(__file__).parents[1] / "texts"
# Texts that shipped are never rewritten: another wording is another folder and another migration.
FIRST_VERSION: Final = "2026-1"
FIRST_DAY: Final = date(2020, 1, 1)
PLACEHOLDERS: Final = ("administrator", "kontakt", "inspektor")
# The sentence without which no consent to an authority is free (recital 43 GDPR).
PROMISES: Final[Mapping[str, str]] = {
    Language.PL: "Odmowa nie wpływa na żadne świadczenie ani na inną pomoc.",
    Language.EN: "Saying no does not affect any benefit or any other help.",
    Language.UK: "Відмова не впливає на жодну виплату чи іншу допомогу.",
}
_UNKNOWN: Final[Mapping[str, tuple[str, str]]] = {
    Language.PL: ("zapytaj pracownika socjalnego", "zapytaj o niego w ośrodku"),
    Language.EN: ("ask your social worker", "ask for the officer at the centre"),
    Language.UK: ("запитайте соціального працівника", "запитайте про нього в центрі"),
}
_PLACEHOLDER: Final = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Controller:
    """Who answers for the data, as a notice names them."""

    name: str
    contact: str = ""
    inspector: str = ""


def fingerprint(title: str, body: str) -> str:
    """SHA-256 of a text (64 hex digits); the database computes the same."""
    return hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()


def shipped(kind: str, language: str, version: str = FIRST_VERSION) -> tuple[str, str]:
    """Title and body of a text that the platform ships."""
    title, _, body = (
        (SHIPPED / version / f"{kind}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    )
    return title.strip(), body.strip()


def check_kind(kind: str, language: str) -> None:
    """Known vocabularies only."""
    if kind not in TextKind.values:
        raise UnknownTextKindError
    check_language(language)


def check_language(language: str) -> None:
    """Pl, en or uk."""
    if language not in Language.values:
        raise UnknownLanguageError


def check_text(*, language: str, title: str, body: str, valid_from: date, today: date) -> None:
    """A town's own text keeps the promise, knows its placeholders and begins today or later."""
    if not title.strip():
        raise TextTitleMissingError
    for name in _PLACEHOLDER.findall(body):
        if name not in PLACEHOLDERS:
            raise UnknownPlaceholderError(name="{" + name + "}")
    promise = PROMISES[language]
    if promise.rstrip(".") not in " ".join(body.split()):
        raise PromiseMissingError(sentence=promise)
    if valid_from < today:
        raise TextDayError


def filled(body: str, language: str, controller: Controller) -> str:
    """A text as a family reads it, with who answers for the data; unknown things are said to be asked for."""
    contact, inspector = _UNKNOWN[language]
    values = {
        "administrator": controller.name,
        "kontakt": controller.contact or contact,
        "inspektor": controller.inspector or inspector,
    }
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), body)
