"""QR codes on a scan or photograph, read in a process of its own with little memory and little time.

`python -m core.documents.codes` reads a line of JSON (type) and the file, and writes the codes' texts. A
page is drawn small first, since most codes are read at once, and larger only where nothing was found.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from core.documents.enums import FileType

SECONDS: Final = 20
MEMORY: Final = 1536 * 1024**2
PAGES: Final = 6
LARGEST: Final = 60_000_000
_SCALES: Final = (2.0, 4.0)
_SIDES: Final = (1600, 3200)
_ROOT: Final = Path(__file__).parents[2]


def codes_of(content: bytes, kind: str) -> list[str]:
    """Texts of the QR codes on a file's first pages; none where nothing can be read."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.documents.codes"],
            input=json.dumps({"kind": kind}).encode() + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            cwd=_ROOT,
            env={"PYTHONUTF8": "1"},  # nothing of ours is known to whoever reads foreign bytes
            check=True,
        )
        found: list[str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return []
    return found


def look(content: bytes, kind: str) -> list[str]:
    """The codes of a file, each once, in the order in which they are found."""
    import zxingcpp  # noqa: PLC0415  only the process that reads foreign bytes loads it

    wanted = zxingcpp.barcode_formats_from_str("QRCode")
    for size in range(len(_SCALES)):
        found: dict[str, None] = {}
        for picture in _pictures(content, kind, size):
            for code in zxingcpp.read_barcodes(picture, wanted):
                found[code.text] = None
        if found:
            return list(found)
    return []


def _pictures(content: bytes, kind: str, size: int) -> Iterator[Any]:
    """Pages in grey, of a size."""
    if kind != FileType.PDF:
        from PIL import Image  # noqa: PLC0415

        Image.MAX_IMAGE_PIXELS = LARGEST
        with Image.open(io.BytesIO(content)) as opened:
            grey = opened.convert("L")
        grey.thumbnail((_SIDES[size], _SIDES[size]))
        yield grey
        return
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(content)
    for number in range(min(len(document), PAGES)):
        page = document[number]
        scale = min(_SCALES[size], _SIDES[size] * 2 / max(page.get_size()))
        yield page.render(scale=scale, grayscale=True).to_pil()


def main() -> None:
    """Read, look, write; the limits come first."""
    import resource  # noqa: PLC0415  only this process limits itself

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.loads(sys.stdin.buffer.readline())
    sys.stdout.write(json.dumps(look(sys.stdin.buffer.read(), asked["kind"])))


if __name__ == "__main__":
    main()
