"""Texts with a light structure: sections with headings, numbered paragraphs, lists; nothing of HTML.

What people type or paste is read kindly (a typed "§ 3." or "2." is taken for what it means, since numbers
are given by place) and kept in one plain form, so that two versions differ only where their words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.shared.errors import DomainError

LONGEST: Final = 60_000
MOST_BLOCKS: Final = 600
_HEADING = re.compile(r"^(?:#+|§\s*\d+)[\s.:#]*(?:§\s*\d+[\s.:#]*)*")
_NUMBER = re.compile(r"^(?:\d{1,3}[.)]\s+)+")
_ITEM = re.compile(r"^(?:[-•–*]\s+|[a-z]\)\s+)+")
# Characters that steer a terminal or the direction of writing have no place in a rule.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class TextEmptyError(DomainError):
    """A text without a paragraph."""

    code = "text_empty"
    field = "body"
    text = gettext_lazy("Wpisz treść: co najmniej jeden ustęp.")


class TextTooLongError(DomainError):
    """More than anybody would read and accept."""

    code = "text_too_long"
    field = "body"
    text = gettext_lazy("Tekst jest za długi. Skróć go do %(letters)s znaków i %(blocks)s ustępów.")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or a paragraph with the points of its list."""

    text: str
    is_heading: bool = False
    items: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The block as it is typed: one form for one meaning."""
        if self.is_heading:
            return f"# {self.text}"
        return "\n".join([*([self.text] if self.text else []), *(f"- {item}" for item in self.items)])

    @property
    def flat(self) -> str:
        """The block as it is read, points lettered."""
        lettered = [f"{_lettered(place)}) {item}" for place, item in enumerate(self.items)]
        return "\n".join([*([self.text] if self.text else []), *lettered])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its number in its section and the number in the whole text for links."""

    number: int
    text: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs; number 0 for what stands before the first heading."""

    number: int
    heading: str
    paragraphs: tuple[Paragraph, ...]


def parsed(body: str) -> list[Block]:
    """The blocks of a text, in order."""
    reader = _Reader([], [], [])
    for raw in clean(body).split("\n"):
        reader.read(" ".join(raw.split()))
    reader.close()
    return reader.blocks


@dataclass(slots=True)
class _Reader:
    """Takes a text line by line; `words` and `items` are of the paragraph that is open."""

    blocks: list[Block]
    words: list[str]
    items: list[str]

    def read(self, line: str) -> None:
        heading, item = _HEADING.match(line), _ITEM.match(f"{line} ")
        if not line:
            self.close()
        elif heading:
            self.close()
            if title := line[heading.end() :].strip():
                self.blocks.append(Block(title, is_heading=True))
        elif item:
            self.items += [point] if (point := line[item.end() :].strip()) else []
        elif _NUMBER.match(line):
            self.close()
            self.words.append(line)
        elif self.items:
            self.items[-1] = f"{self.items[-1]} {line}"
        else:
            self.words.append(line)

    def close(self) -> None:
        text = _unmarked(" ".join(self.words))
        if text or self.items:
            self.blocks.append(Block(text, items=tuple(self.items)))
        self.words.clear()
        self.items.clear()


def _unmarked(text: str) -> str:
    """A paragraph's words without marks that only joining its lines has made ("§", then "1")."""
    while mark := _NUMBER.match(text) or _HEADING.match(text) or _ITEM.match(f"{text} "):
        text = text[mark.end() :].strip()
    return text


def written(blocks: Iterable[Block]) -> str:
    """Blocks as one plain text; `parsed` gives the same blocks back."""
    return "\n\n".join(block.written for block in blocks)


def canonical(body: str) -> str:
    """A text in its one plain form; raises `TextEmptyError` or `TextTooLongError`."""
    if len(body) > LONGEST:
        raise _too_long()
    blocks = parsed(body)
    if len(blocks) > MOST_BLOCKS:
        raise _too_long()
    if all(block.is_heading for block in blocks):
        raise TextEmptyError
    return written(blocks)


def clean(text: str) -> str:
    """Text without control characters, its lines ended one way."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def sections(body: str) -> list[Section]:
    """The text as it is printed: numbered sections with paragraphs numbered inside each."""
    found: list[Section] = []
    heading, number = "", 0
    paragraphs: list[Paragraph] = []

    def close() -> None:
        if heading or paragraphs:
            found.append(Section(number, heading, tuple(paragraphs)))

    for block in parsed(body):
        if block.is_heading:
            close()
            heading, number, paragraphs = block.text, number + 1, []
        else:
            paragraphs.append(Paragraph(len(paragraphs) + 1, block.text, block.items))
    close()
    return found


def labels(blocks: Iterable[Block]) -> list[str]:
    """Where each block stands, as it is quoted: "§ 2", "§ 2 ust. 3", before any heading "ust. 1"."""
    found = []
    section = paragraph = 0
    for block in blocks:
        if block.is_heading:
            section, paragraph = section + 1, 0
            found.append(f"§ {section}")
        else:
            paragraph += 1
            quoted = _("ust. %(number)s") % {"number": paragraph}
            found.append(f"§ {section} {quoted}" if section else quoted)
    return found


def _lettered(place: int) -> str:
    """a, b … z, then aa, ab."""
    return _LETTERS[place] if place < len(_LETTERS) else _lettered(place // 26 - 1) + _LETTERS[place % 26]


def _too_long() -> TextTooLongError:
    return TextTooLongError(letters=LONGEST, blocks=MOST_BLOCKS)
