"""Files of families before they are kept: nothing in them but the picture or the pages.

A photograph from a telephone says where it was taken, when and with which device; behind its end somebody
may have hung an archive. Pictures are written anew from the parts that make the picture (no part is decoded,
so no quality is lost and nothing unfolds here); a PDF must end where it ends and may not act by itself.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any, Final

from core.documents.enums import FileType
from core.documents.errors import HiddenContentError, PictureTooLargeError, UnknownFileTypeError

# Side by side: a sheet of paper scanned at 600 dpi has 35 million points.
MOST_POINTS: Final = 100_000_000
MOST_OBJECTS: Final = 200_000

_EXIF: Final = b"Exif\0\0"
_ICC: Final = b"ICC_PROFILE\0"
_ORIENTATION: Final = 0x0112
_SOI, _EOI, _SOS, _APP0, _APP1, _APP2, _APP14, _APP15, _COM = (
    0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
)  # fmt: skip
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_RESTARTS: Final = range(0xD0, 0xD8)
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS: Final = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"pHYs",
        b"bKGD",
    }
)
# The end record of a ZIP archive, which readers of archives look for from behind.
_ARCHIVE: Final = b"PK\x05\x06"
_ARCHIVE_TAIL: Final = 22 + 65535
_PDF_END: Final = b"%%EOF"
# What makes a PDF act, or carry other files.
_ACTS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute"})
_CARRIES: Final = ("/JS", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent")


def cleaned(content: bytes, kind: FileType) -> bytes:
    """The same picture without what is not picture; a PDF unchanged.

    Raises `UnknownFileTypeError` for a broken picture, `PictureTooLargeError`, and `HiddenContentError`
    for a PDF behind whose end something stands.
    """
    if kind == FileType.PDF:
        _check_end(content)
        return content
    try:
        return _jpeg(content) if kind == FileType.JPEG else _png(content)
    except (IndexError, struct.error) as error:
        raise UnknownFileTypeError from error


def acts(content: bytes) -> bool:
    """Whether a PDF acts by itself or carries other files; one too large to walk through counts as such.

    Reads foreign bytes: call it where they can do no harm (`examination`).
    """
    from pyhanko.pdf_utils import generic  # noqa: PLC0415  slow to load, only in the examination
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    waiting: list[Any] = [PdfFileReader(io.BytesIO(content), strict=False).root]
    seen: set[Any] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            if one.reference in seen:
                continue
            seen.add(one.reference)
            one = one.get_object()  # type: ignore[no-untyped-call]
        if len(seen) > MOST_OBJECTS:
            return True
        if isinstance(one, generic.DictionaryObject):
            if str(dict.get(one, "/S", "")) in _ACTS or any(key in one for key in _CARRIES):
                return True
            waiting.extend(dict.values(one))
        elif isinstance(one, generic.ArrayObject):
            waiting.extend(list.__iter__(one))
    return False


def _check_end(content: bytes) -> None:
    end = content.rfind(_PDF_END)
    behind = content[end + len(_PDF_END) :] if end >= 0 else b""
    if end < 0 or behind.strip(b"\r\n\t \0") or _ARCHIVE in content[-_ARCHIVE_TAIL:]:
        raise HiddenContentError


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise UnknownFileTypeError
    if width * height > MOST_POINTS:
        raise PictureTooLargeError(points=-(-width * height // 1_000_000), most=MOST_POINTS // 1_000_000)


def _jpeg(content: bytes) -> bytes:
    kept = [b"\xff\xd8"]
    turned = 0
    framed = False
    for marker, part, tail in _segments(content):
        if marker == _APP1 and part.startswith(_EXIF):
            turned = turned or _orientation(part[len(_EXIF) :])
        elif marker in _FRAMES:
            height, width = struct.unpack(">HH", part[1:5])
            _check_size(width, height)
            framed = True
        if _is_picture(marker, part):
            kept.append(struct.pack(">BBH", 0xFF, marker, len(part) + 2) + part + tail)
    if not framed:
        raise UnknownFileTypeError
    if 1 < turned <= 8:  # noqa: PLR2004  the eight ways in which a camera can be held
        kept.insert(1, _turned(turned))
    return b"".join([*kept, b"\xff\xd9"])


def _is_picture(marker: int, part: bytes) -> bool:
    """Whether a segment makes the picture: of those for programs only colours and the frame of a file."""
    if marker == _COM:
        return False
    if _APP0 <= marker <= _APP15:
        return marker in (_APP0, _APP14) or (marker == _APP2 and part.startswith(_ICC))
    return True


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, content and, after the start of a scan, its coded points; ends at the end of the picture."""
    place = 2
    while True:
        if content[place] != 0xFF:  # noqa: PLR2004  every segment begins so
            raise UnknownFileTypeError
        while content[place] == 0xFF:  # noqa: PLR2004  filling
            place += 1
        marker = content[place]
        place += 1
        if marker == _EOI:
            return
        if marker in _RESTARTS or marker in (0, 1, _SOI):
            raise UnknownFileTypeError
        (length,) = struct.unpack(">H", content[place : place + 2])
        part = content[place + 2 : place + length]
        if length < 2 or len(part) != length - 2:  # noqa: PLR2004  the length counts itself
            raise UnknownFileTypeError
        place += length
        end = _end_of_scan(content, place) if marker == _SOS else place
        yield marker, part, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    """Where coded points end: at the next marker that is neither a stuffed byte nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise UnknownFileTypeError
        if content[place + 1] != 0 and content[place + 1] not in _RESTARTS:
            return place
        place += 2


def _orientation(tiff: bytes) -> int:
    """How the camera was held, the only thing of its notes that the picture needs; 0 when unknown."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack(order + "L", tiff[4:8])
        (number,) = struct.unpack(order + "H", tiff[first : first + 2])
        for index in range(number):
            entry = tiff[first + 2 + index * 12 : first + 14 + index * 12]
            tag, kind = struct.unpack(order + "HH", entry[:4])
            if tag == _ORIENTATION and kind == 3:  # noqa: PLR2004  a short number
                return int(struct.unpack(order + "H", entry[8:10])[0])
    except struct.error:
        return 0
    return 0


def _turned(orientation: int) -> bytes:
    """A note of the camera with nothing but how it was held."""
    tiff = struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    part = _EXIF + tiff
    return struct.pack(">BBH", 0xFF, _APP1, len(part) + 2) + part


def _png(content: bytes) -> bytes:
    kept = [_PNG]
    place = len(_PNG)
    first = True
    while True:
        length, kind = struct.unpack(">L4s", content[place : place + 8])
        part = content[place + 8 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(part) != length or struct.unpack(">L", check)[0] != zlib.crc32(kind + part):
            raise UnknownFileTypeError
        if first and kind != b"IHDR":
            raise UnknownFileTypeError
        if first:
            _check_size(*struct.unpack(">LL", part[:8]))
        first = False
        if kind in _PNG_PARTS:
            kept.append(content[place : place + 12 + length])
        place += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
