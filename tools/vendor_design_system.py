# ruff: noqa: INP001 - a script for developers, imported by nobody
"""Bring the design system and the typeface into the repository.

The product serves every asset itself (strict content policy, no third party learns who reads a page) and
needs no Node: this script is run by a developer when a version changes and its result is committed. It
takes the precompiled files from npm tarballs and applies what the licences ask for: the GDS Transport
font and the crown belong to the British government and must not be used elsewhere, so both go out,
and the colours become our own.

Usage: python tools/vendor_design_system.py [--cache DIRECTORY]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "platform/web/shell/static/vendor"
FONTS_FOR_PDF = ROOT / "core/documents/fonts"


@dataclass(frozen=True)
class Package:
    """One npm package at one version; ``files`` maps what is inside it to where it goes."""

    name: str
    version: str
    licence: str
    files: dict[str, str]

    @property
    def specification(self) -> str:
        """The exact version as npm writes it, so that a rebuild gives the same bytes."""
        return f"{self.name}@{self.version}"


FONT_SUBSETS = {
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "latin-ext": (
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,"
        "U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF"
    ),
    "latin": (
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,"
        "U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD"
    ),
}
PDF_CUTS = {
    "400Regular": "Regular",
    "400Regular_Italic": "Italic",
    "600SemiBold": "SemiBold",
    "700Bold": "Bold",
}
MOJ_ICONS = (
    "icon-close-cross-black",
    "icon-document",
    "icon-progress-tick",
    "icon-tag-remove-cross",
    "icon-tag-remove-cross-white",
    "icon-toggle-plus-minus",
    "icon-wysiwyg-bold",
    "icon-wysiwyg-italic",
    "icon-wysiwyg-ordered-list",
    "icon-wysiwyg-underline",
    "icon-wysiwyg-unordered-list",
)
PACKAGES = (
    Package(
        "govuk-frontend",
        "6.6.0",
        "MIT",
        {
            "dist/govuk/govuk-frontend.min.css": "vendor:govuk-frontend.min.css",
            "dist/govuk/govuk-frontend.min.js": "vendor:govuk-frontend.min.js",
        },
    ),
    Package(
        "@ministryofjustice/frontend",
        "11.1.0",
        "MIT",
        {
            "moj/moj-frontend.min.css": "vendor:moj-frontend.min.css",
            "moj/moj-frontend.min.js": "vendor:moj-frontend.min.js",
            **{f"moj/assets/images/{icon}.svg": f"vendor:images/{icon}.svg" for icon in MOJ_ICONS},
        },
    ),
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.0",
        "OFL-1.1",
        {
            f"files/source-sans-3-{subset}-wght-normal.woff2": f"vendor:fonts/source-sans-3-{subset}.woff2"
            for subset in FONT_SUBSETS
        },
    ),
    Package(
        "@expo-google-fonts/source-sans-3",
        "0.4.1",
        "OFL-1.1",
        {
            **{
                f"{cut}/SourceSans3_{cut}.ttf": f"pdf:SourceSans3-{name}.ttf"
                for cut, name in PDF_CUTS.items()
            },
            "LICENSE_FONT": "pdf:OFL.txt",
        },
    ),
)

# British government colour -> ours. The same table serves both style sheets; the custom properties that
# depend on the tenant are set later, in shell.css.
COLOURS = {
    "#1d70b8": "#0b5a7a",
    "#1a65a6": "#0a5878",
    "#0f385c": "#073a50",
    "#54319f": "#5a3a8e",
    "#0b0c0c": "#14232c",
    "#484949": "#475862",
    "#fd0": "#ffc83d",
    "#ca3535": "#b42318",
    "#0f7a52": "#14694a",
    "#0b5c3e": "#0f5139",
    "#083d29": "#0a3c2a",
    "#cecece": "#ccd6dc",
    "#f3f3f3": "#f1f5f7",
    "#f4f8fb": "#f2f7f9",
    "#8eb8dc": "#b9d0da",
    "#d2e2f1": "#d6e8f0",
}
MIT = """The MIT License (MIT)

GOV.UK Frontend: Copyright (C) 2017 Crown Copyright (Government Digital Service)
MoJ Frontend: Copyright (C) 2018 Crown Copyright (Ministry of Justice)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
FORBIDDEN = re.compile(r"GDS Transport|govuk-crest|/assets/|sourceMappingURL")


def fetch(package: Package, cache: Path) -> Path:
    """The package's tarball, from the cache when it is there already."""
    stem = package.name.removeprefix("@").replace("/", "-")
    tarball = cache / f"{stem}-{package.version}.tgz"
    if not tarball.exists():
        npm = shutil.which("npm")
        if npm is None:
            message = "npm is needed to fetch the design system"
            raise SystemExit(message)
        subprocess.run([npm, "pack", package.specification, "--silent"], cwd=cache, check=True)  # noqa: S603
    return tarball


def own_style(css: str) -> str:
    """Take out what is the British government's own and put our typeface and colours in."""
    css = re.sub(r"/\*![^*]*Margaret Calvert[^*]*\*/", "", css)
    css = re.sub(r"@font-face\{font-family:GDS Transport[^}]*\}", "", css)
    css = css.replace("GDS Transport,arial,sans-serif", '"Source Sans 3",system-ui,sans-serif')
    css = css.replace("font-family:GDS Transport", 'font-family:"Source Sans 3"')
    css = css.replace("font-family:sans-serif", 'font-family:"Source Sans 3",sans-serif')  # in print
    css = re.sub(r"[^{}]*\{[^{}]*govuk-crest\.svg[^{}]*\}", "", css)
    css = css.replace("/assets/images/", "images/")
    css = re.sub(r"/\*# sourceMappingURL[^*]*\*/", "", css)
    for theirs, ours in COLOURS.items():
        css = re.sub(rf"{theirs}\b", ours, css)
    if found := FORBIDDEN.search(css):
        message = f"still in the style sheet: {found.group()}"
        raise SystemExit(message)
    return css


def own_script(script: str) -> str:
    """Without the pointer to a source map that we do not ship."""
    return re.sub(r"\n?//# sourceMappingURL=.*", "", script)


def font_faces() -> str:
    """One variable file for each alphabet: a Polish page loads two files, a Ukrainian one a third."""
    return "".join(
        '@font-face{font-family:"Source Sans 3";font-style:normal;font-display:swap;font-weight:200 900;'
        f'src:url(fonts/source-sans-3-{subset}.woff2) format("woff2");unicode-range:{characters}}}\n'
        for subset, characters in FONT_SUBSETS.items()
    )


def place(package: Package, tarball: Path) -> dict[str, str]:
    """Write the package's files; answers path -> SHA-256 of what was written."""
    written = {}
    with tarfile.open(tarball) as archive:
        for inside, target in package.files.items():
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                message = f"{package.specification} has no {inside}"
                raise SystemExit(message)
            content = member.read()
            if inside.endswith(".css"):
                content = own_style(content.decode()).encode()
            elif inside.endswith(".js"):
                content = own_script(content.decode()).encode()
            where, _, relative = target.partition(":")
            path = (VENDOR if where == "vendor" else FONTS_FOR_PDF) / relative
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written[str(path.relative_to(ROOT))] = hashlib.sha256(content).hexdigest()
    return written


def vendor(cache: Path) -> None:
    """Replace the vendored folder as a whole, so that nothing stays from an older version."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    versions = []
    for package in PACKAGES:
        tarball = fetch(package, cache)
        versions.append(
            {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "tarball_sha256": hashlib.sha256(tarball.read_bytes()).hexdigest(),
                "files": place(package, tarball),
            }
        )
    (VENDOR / "fonts.css").write_text(font_faces())
    (VENDOR / "LICENCE-MIT.txt").write_text(MIT)
    shutil.copy(FONTS_FOR_PDF / "OFL.txt", VENDOR / "fonts/OFL.txt")
    (VENDOR / "VERSIONS.json").write_text(json.dumps(versions, indent=2) + "\n")


def main() -> None:
    """Read the command line; without a cache directory the tarballs are fetched afresh."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="directory with npm tarballs from an earlier run")
    arguments = parser.parse_args()
    if arguments.cache:
        vendor(arguments.cache)
        return
    with tempfile.TemporaryDirectory() as directory:
        vendor(Path(directory))


if __name__ == "__main__":
    main()
