"""Printing: templates of the product set by Typst into PDF/UA-1 files that are PDF/A-3a too.

Data reach a template only as JSON in its inputs, never as source text: a partner called
`#include "/etc/passwd"` is printed as such. Only the fonts beside this file are used and the document
bears the day that it is given, so that the same data make the same bytes and can be recognised by hash.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import typst

from core.documents.errors import UnknownTemplateError
from core.documents.rules import Document
from core.shared.text import folded

HERE = Path(__file__).parents[1]
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
STANDARDS: Final = ("ua-1", "a-3a")

_IMPORT: Final = re.compile(r'(?:import|include)\s+"([\w-]+\.typ)"')
_local = threading.local()


@dataclass(frozen=True)
class Template:
    """A template with all that shapes its print beside the data."""

    name: str
    sources: Mapping[str, str]
    setting: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """One fingerprint for sources, fonts, standards and the version of Typst."""
        whole = json.dumps([dict(self.sources), dict(self.setting)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()


def template_of(name: str) -> Template:
    """The template as it is today, with the files it imports; raises `UnknownTemplateError`."""
    if not name.isidentifier() or not (TEMPLATES / f"{name}.typ").is_file():
        raise UnknownTemplateError(name)
    sources = {"main.typ": (TEMPLATES / f"{name}.typ").read_text(encoding="utf-8")}
    wanted = _IMPORT.findall(sources["main.typ"])
    while wanted:
        file = wanted.pop()
        if file not in sources:
            sources[file] = (TEMPLATES / file).read_text(encoding="utf-8")
            wanted += _IMPORT.findall(sources[file])
    setting = {"fonts": _fonts(), "standards": list(STANDARDS), "typst": version("typst")}
    return Template(name, sources, setting)


def render(template: str, data: Mapping[str, Any], on: date) -> Document:
    """Print `templates/<template>.typ` with data, dated a day.

    `data["number"]`, where there is one, ends the file's name. Raises `UnknownTemplateError`; a fault of
    the template itself is a `typst.TypstError` and stays a bug.
    """
    found = template_of(template)
    content = printed(found.sources, data, on, STANDARDS)
    return Document.of(content, _filename(template, str(data.get("number", ""))))


def printed(sources: Mapping[str, str], data: Mapping[str, Any], on: date, standards: Sequence[str]) -> bytes:
    """The PDF that sources and data make."""
    files: Any = {name: text.encode() for name, text in sources.items()}
    wanted: Any = list(standards)
    content = _compiler().compile(
        input=files,
        format="pdf",
        sys_inputs={
            "data": json.dumps(dict(data), ensure_ascii=False, sort_keys=True),
            "day": on.isoformat(),
        },
        pdf_standards=wanted,
        timestamp=datetime.combine(on, time(12), tzinfo=UTC),
    )
    if not isinstance(content, bytes):
        raise TypeError("Typst gave no single file")
    return content


@cache
def _fonts() -> str:
    """One fingerprint of all fonts that a print may use."""
    whole = hashlib.sha256()
    for font in sorted(FONTS.glob("*.ttf")):
        whole.update(font.name.encode() + hashlib.sha256(font.read_bytes()).digest())
    return whole.hexdigest()


def _compiler() -> typst.Compiler:
    """One compiler a thread, since fonts are read once and a compiler is not shared."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)
    compiler: typst.Compiler = _local.compiler
    return compiler


_NAMES = {
    "amendment": "aneks",
    "annex": "aneks-do-protokolu",
    "certificate": "certyfikat",
    "consent": "zgoda",
    "declaration": "deklaracja",
    "disposal": "protokol-usuniecia",
    "invitation": "zaproszenie",
    "minutes": "protokol",
    "own_path": "kartka",
    "person_data": "kopia-danych",
    "partnership_text": "tekst-partnerstwa",
    "team_minutes": "protokol-spotkania",
    "path_contract": "kontrakt",
    "social_plan": "plan-uslug-spolecznych",
    "receipt": "pokwitowanie",
    "regional_report": "raport",
}


def _filename(template: str, number: str) -> str:
    name = _NAMES.get(template, template)
    tail = "-".join(folded(number).replace("/", "-").split())
    return f"{name}-{tail}.pdf" if tail else f"{name}.pdf"
