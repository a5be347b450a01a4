"""Small PNG files: a page has few colours, and a picture in the repository stays there for ever."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Runs in an empty page of the browser that took the picture, which has the decoder and is fast:
# the 256 most frequent colours stay, each other one becomes the nearest of them.
_INDEXED = """async source => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(pen.getImageData(0, 0, picture.width, picture.height).data.buffer);
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) || 0) + 1);
    const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
    const palette = colours.slice(0, 256);
    const near = (a, b) => {
        const red = (a & 255) - (b & 255);
        const green = (a >> 8 & 255) - (b >> 8 & 255);
        const blue = (a >> 16 & 255) - (b >> 16 & 255);
        return 2 * red * red + 4 * green * green + 3 * blue * blue;
    };
    const places = new Map();
    for (const colour of colours) {
        let best = 0;
        for (let i = 1; i < palette.length; i++)
            if (near(colour, palette[i]) < near(colour, palette[best])) best = i;
        places.set(colour, best);
    }
    const bytes = Uint8Array.from(pixels, pixel => places.get(pixel));
    let text = '';
    for (let i = 0; i < bytes.length; i += 32768)
        text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return {width: picture.width, height: picture.height, palette, indices: btoa(text)};
}"""


def with_palette(page: Page, png: bytes) -> bytes:
    """The same picture in at most 256 colours; the page must be an empty one of the same browser."""
    source = "data:image/png;base64," + base64.b64encode(png).decode()
    found = page.evaluate(_INDEXED, source)
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    colours = b"".join(bytes((c & 255, c >> 8 & 255, c >> 16 & 255)) for c in found["palette"])
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", colours),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
