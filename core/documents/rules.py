"""What a printed document is, how it is compared, and what a received file may be."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from core.documents.enums import FileType
from core.documents.errors import (
    EmptyFileError,
    FileTooLargeError,
    UnknownFileTypeError,
)

_BEGINNINGS: Final = {
    b"%PDF-": FileType.PDF,
    b"\xff\xd8\xff": FileType.JPEG,
    b"\x89PNG\r\n\x1a\n": FileType.PNG,
}
# How a whole file ends: a scan that broke off on its way is not kept as a proof.
_ENDS: Final = {FileType.JPEG: b"\xff\xd9", FileType.PNG: b"IEND\xaeB`\x82"}
_ENDINGS: Final = {FileType.PDF: ".pdf", FileType.JPEG: ".jpg", FileType.PNG: ".png"}
_TAIL: Final = 1024
_NAME: Final = 80
MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True)
class Document:
    """A finished PDF file with the fingerprint by which it is recognised later."""

    content: bytes
    filename: str
    sha256: str

    @classmethod
    def of(cls, content: bytes, filename: str) -> Document:
        """A document and its SHA-256 (64 hex digits)."""
        return cls(content, filename, hashlib.sha256(content).hexdigest())


@dataclass(frozen=True)
class Reproduction:
    """What came of printing a paper again."""

    number: str
    same: bool
    intact: bool
    template_changed: bool
    tools_changed: bool

    @property
    def well(self) -> bool:
        """The same bytes, from the template that was kept."""
        return self.same and self.intact


def file_type(content: bytes, most_bytes: int) -> FileType:
    """What a file is by its content; raises `EmptyFileError`, `FileTooLargeError`, `UnknownFileTypeError`.

    A photograph must be whole; whether a PDF can be read, its examination says.
    """
    if not content:
        raise EmptyFileError
    if len(content) > most_bytes:
        raise FileTooLargeError(most=most_bytes // MEGABYTE, size=-(-len(content) // MEGABYTE))
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            if kind in _ENDS and _ENDS[kind] not in content[-_TAIL:]:
                raise UnknownFileTypeError
            return kind
    raise UnknownFileTypeError


def kept_name(name: str, kind: FileType) -> str:
    """A name without folders and control signs, which ends as its content demands."""
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    clean = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem = PurePosixPath(clean).stem[:_NAME].strip(" .") or "plik"
    return f"{stem}{_ENDINGS[kind]}"
