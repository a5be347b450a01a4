"""The look: contrast of every palette, nothing of the British government's own, no inline style or script."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from web.shell import drawing
from web.shell.context import PALETTE_OF_KIND, PALETTES

ROOT = Path(__file__).resolve().parents[3]
SHELL = ROOT / "platform/web/shell"
CSS = (SHELL / "static/shell/shell.css").read_text()
AA = 4.5


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> dict[str, dict[str, str]]:
    """Colours by palette: the default one stands in :root."""
    blocks = re.findall(r"(:root|\[data-palette=\"(\w+)\"\]) \{([^}]*)\}", CSS)
    return {
        name or "sea": dict(re.findall(r"--(brand[\w-]*|ink|muted): (#[0-9a-f]{6})", body))
        for _selector, name, body in blocks
    }


def test_every_palette_exists() -> None:
    assert {*PALETTES, *PALETTE_OF_KIND.values()} == set(palettes())


@pytest.mark.parametrize("name", sorted({*PALETTES, *PALETTE_OF_KIND.values()}))
def test_a_palette_is_readable(name: str) -> None:
    base = palettes()["sea"]
    colours = base | palettes()[name]

    assert contrast(colours["brand"], "#ffffff") >= AA
    assert contrast(colours["brand"], colours["brand-tint"]) >= AA
    assert contrast(colours["muted"], colours["brand-tint"]) >= AA
    assert contrast(colours["ink"], colours["brand-tint"]) >= AA


def test_tags_are_readable() -> None:
    tags = re.findall(r"\.kp-tag--\w+ \{ background: (#\w{6}); color: (#\w{6})", CSS)

    assert len(tags) == 6
    for background, ink in tags:
        assert contrast(background, ink) >= AA


def test_names_on_the_map_are_readable() -> None:
    for background, ink in zip(drawing.SCALE, drawing.TEXT_ON_SCALE, strict=True):
        assert contrast(background, ink) >= AA


def test_vendored_files_are_those_that_were_checked() -> None:
    for package in json.loads((SHELL / "static/vendor/VERSIONS.json").read_text()):
        for path, digest in package["files"].items():
            assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == digest, path


def test_the_crown_and_its_typeface_stayed_behind() -> None:
    theirs = re.compile(r"GDS Transport|govuk-crest|url\(.?https?:|sourceMappingURL")
    for path in (SHELL / "static/vendor").glob("*.css"):
        assert not theirs.search(path.read_text()), path


def test_templates_have_no_inline_style_or_script() -> None:
    for path in (ROOT / "platform/web").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|javascript:", text), path
        for tag in re.findall(r"<script[^>]*>", text):
            assert " src=" in tag, path
