"""Printing: templates of the product set by Typst into PDF/UA files.

Data reach a template only as JSON in its inputs, never as source text: a partner called
`#include "/etc/passwd"` is printed as such. Only the fonts beside this file are used and the document
bears the day that it is given, so that the same data make the same bytes and can be recognised by hash.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from core.documents.errors import UnknownTemplateError
from core.documents.rules import Document
from core.shared.text import folded

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
FONTS = HERE / "fonts"
STANDARDS: list[Any] = ["ua-1"]

_local = threading.local()


def render(template: str, data: Mapping[str, Any], on: date) -> Document:
    """Print `templates/<template>.typ` with data, dated a day.

    `data["number"]`, where there is one, ends the file's name. Raises `UnknownTemplateError`; a fault of
    the template itself is a `typst.TypstError` and stays a bug.
    """
    source = TEMPLATES / f"{template}.typ"
    if not template.isidentifier() or not source.is_file():
        raise UnknownTemplateError(template)
    inputs = {"data": json.dumps(dict(data), ensure_ascii=False), "day": on.isoformat()}
    content = _compiler().compile(
        input=str(source),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(on, time(12), tzinfo=UTC),
    )
    if not isinstance(content, bytes):
        raise TypeError(template)
    return Document.of(content, _filename(template, str(data.get("number", ""))))


def _compiler() -> typst.Compiler:
    """One compiler a thread, since fonts are read once and a compiler is not shared."""
    if not hasattr(_local, "compiler"):
        _local.compiler = typst.Compiler(root=str(HERE), font_paths=[str(FONTS)], ignore_system_fonts=True)
    compiler: typst.Compiler = _local.compiler
    return compiler


_NAMES = {"certificate": "certyfikat", "declaration": "deklaracja"}


def _filename(template: str, number: str) -> str:
    name = _NAMES.get(template, template)
    tail = "-".join(folded(number).replace("/", "-").split())
    return f"{name}-{tail}.pdf" if tail else f"{name}.pdf"
