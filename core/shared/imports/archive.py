"""Opening a stranger's ZIP: sizes, names and number of files are checked before a byte is believed.

A bomb is found by what its list of files declares and by what really comes out, since either may lie.
"""

from __future__ import annotations

import copy
import stat
import zipfile
from io import BytesIO
from typing import Final

from core.shared.imports.errors import (
    ArchiveBombError,
    ArchiveBrokenError,
    ArchiveLockedError,
    ArchiveNameError,
    ArchiveNestedError,
    ArchiveTooManyFilesError,
)

MOST_FILES: Final = 200
MOST_UNPACKED: Final = 100 * 1024 * 1024
_CHUNK: Final = 256 * 1024
_LOCKED: Final = 0x1
_PACKED: Final = (".zip", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz", ".zst", ".jar")
_PLAIN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS: Final = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, after every file of it was unpacked once into nothing and counted.

    Raises `ArchiveBrokenError`, `ArchiveBombError`, `ArchiveNestedError`, `ArchiveNameError`,
    `ArchiveLockedError`, `ArchiveTooManyFilesError`.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _FAULTS as error:
        raise ArchiveBrokenError from error
    _check_list(archive.infolist())
    left = MOST_UNPACKED
    for info in archive.infolist():
        left -= _real_size(archive, info, left)
    return archive


def _check_list(files: list[zipfile.ZipInfo]) -> None:
    if len(files) > MOST_FILES:
        raise ArchiveTooManyFilesError(number=len(files), most=MOST_FILES)
    if sum(info.file_size for info in files) > MOST_UNPACKED:
        raise ArchiveBombError(most=MOST_UNPACKED // 1024 // 1024)
    names: set[str] = set()
    for info in files:
        if info.flag_bits & _LOCKED:
            raise ArchiveLockedError
        if info.filename in names or _astray(info):
            raise ArchiveNameError(name=info.filename[:80])
        if info.filename.lower().endswith(_PACKED):
            raise ArchiveNestedError(name=info.filename[:80])
        names.add(info.filename)


def _astray(info: zipfile.ZipInfo) -> bool:
    """A name that leads out of the archive's own folder, or something that is no plain file."""
    name = info.orig_filename
    parts = name.replace("\\", "/").split("/")
    mode = info.external_attr >> 16
    return (
        "\x00" in name
        or "\\" in name
        or name.startswith("/")
        or ":" in parts[0]
        or ".." in parts
        or (mode != 0 and stat.S_ISLNK(mode))
    )


def _real_size(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """Bytes that really come out of a file; more than is left, or than declared, is refused."""
    if info.compress_type not in _PLAIN:
        raise ArchiveBrokenError
    probe = copy.copy(info)
    # Without these two the library would stop at the declared size and never see what follows.
    probe.file_size = left + 1
    del probe.CRC
    size = 0
    try:
        with archive.open(probe) as stream:
            while chunk := stream.read(_CHUNK):
                if size == 0 and chunk.startswith((b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf")):
                    raise ArchiveNestedError(name=info.filename[:80])
                size += len(chunk)
                if size > left:
                    raise ArchiveBombError(most=MOST_UNPACKED // 1024 // 1024)
    except _FAULTS as error:
        raise ArchiveBrokenError from error
    if size != info.file_size:
        raise ArchiveBombError(most=MOST_UNPACKED // 1024 // 1024)
    return size


def content_of(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A small file whole; raises `ArchiveBombError` when it is longer than `most`."""
    if archive.getinfo(name).file_size > most:
        raise ArchiveBombError(most=most // 1024 // 1024 or 1)
    try:
        return archive.read(name)
    except _FAULTS as error:
        raise ArchiveBrokenError from error
