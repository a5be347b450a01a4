"""Small real pictures and PDF files, honest and not, made byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from pyhanko.pdf_utils import generic, writer

OBJECTS: Any = generic  # these parts of the library carry no types
FILES: Any = writer
PLACE_OF_PHOTO = b"GPS-52.2297-21.0122"


def jpeg(*, notes: bool = True, orientation: int = 6, width: int = 16, height: int = 16) -> bytes:
    """A JPEG with all segments of a camera's; its coded points are a few bytes."""
    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")]
    if notes:
        parts += [exif(orientation), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE_OF_PHOTO)]
        parts += [segment(0xED, b"Photoshop " + PLACE_OF_PHOTO), segment(0xFE, PLACE_OF_PHOTO)]
    parts += [
        segment(0xE2, b"ICC_PROFILE\0\x01\x01profile"),
        segment(0xDB, bytes(65)),
        segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"),
        segment(0xC4, bytes(20)),
        segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56",
        b"\xff\xd9",
    ]
    return b"".join(parts)


def segment(marker: int, part: bytes) -> bytes:
    """A segment of a JPEG file."""
    return struct.pack(">BBH", 0xFF, marker, len(part) + 2) + part


def exif(orientation: int) -> bytes:
    """A camera's notes: how it was held and where."""
    entry = struct.pack("<HHLHH", 0x0112, 3, 1, orientation, 0)
    place = struct.pack("<HHLL", 0x010E, 2, len(PLACE_OF_PHOTO), 38)
    tiff = b"II" + struct.pack("<HLH", 42, 8, 2) + place + entry + struct.pack("<L", 0) + PLACE_OF_PHOTO
    return segment(0xE1, b"Exif\0\0" + tiff)


def png(*, width: int = 4, height: int = 4, notes: bool = True) -> bytes:
    """A PNG picture of a few grey points."""
    points = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height))) if width < 100 else b""
    parts = [chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0))]
    if notes:
        parts += [chunk(b"tEXt", b"Comment\0" + PLACE_OF_PHOTO), chunk(b"eXIf", PLACE_OF_PHOTO)]
    parts += [chunk(b"pHYs", struct.pack(">LLB", 1, 1, 1)), chunk(b"IDAT", points), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def chunk(kind: bytes, part: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">L", len(part)) + kind + part + struct.pack(">L", zlib.crc32(kind + part))


def archive(size: int = 10) -> bytes:
    """A ZIP archive whose one file unfolds to `size` bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../etc/cron.d/x", bytes(size))
    return made.getvalue()


def pdf(*, script: bool = False, carries: bool = False, launches: bool = False) -> bytes:
    """A PDF of one empty page; with a program, a file inside, or something to start if asked."""
    file = FILES.PdfFileWriter(stream_xrefs=True)
    contents = file.add_object(OBJECTS.StreamObject(stream_data=b""))
    file.insert_page(FILES.PageObject(contents=contents, media_box=(0, 0, 200, 200)))
    name = OBJECTS.pdf_name
    if script or launches:
        action = {name("/S"): name("/Launch" if launches else "/JavaScript")}
        if script:
            action[name("/JS")] = OBJECTS.pdf_string("app.alert(1)")
        file.root["/OpenAction"] = OBJECTS.DictionaryObject(action)
    if carries:
        names = OBJECTS.DictionaryObject({name("/EmbeddedFiles"): OBJECTS.DictionaryObject()})
        file.root["/Names"] = names
    made = io.BytesIO()
    file.write(made)
    return made.getvalue()
