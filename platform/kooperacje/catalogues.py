"""The catalogues of the pages' languages: collected, checked and compiled without GNU gettext.

The sources are Polish. English and Ukrainian have every sentence; the Polish catalogue holds only the
sentences with a number in them, because gettext knows two forms of those in a source and Polish has three.
Catalogues (.po) are committed, compiled ones (.mo) are made on each machine from them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("pl", "en", "uk")
SOURCES = ("platform", "core", "tenants", "graphql_api")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class State:
    """How complete a catalogue is; ``bad`` are sentences whose places (%(name)s) were lost in translation."""

    language: str
    total: int
    missing: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Nothing to do."""
        return not (self.missing or self.fuzzy or self.obsolete or self.bad)


def collect(root: Path) -> Catalog:
    """Every sentence of templates and code."""
    template = Catalog(charset="utf-8")
    for path in sorted(_sources(root)):
        for keyword, texts in _texts(path):
            _add(template, keyword, texts)
    return template


def update(root: Path) -> list[State]:
    """Write new sentences into the catalogues and take out those that are gone; translations stay."""
    template = collect(root)
    states = []
    for language in LANGUAGES:
        path = catalogue_path(root, language)
        merged = _merged(_read(path, language), template, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, merged)
        states.append(_state(language, merged, []))
    return states


def check(root: Path) -> list[State]:
    """How the committed catalogues stand against the sources; changes nothing."""
    template = collect(root)
    states = []
    for language in LANGUAGES:
        before = _read(catalogue_path(root, language), language)
        merged = _merged(before, template, language)
        known = {_key(message) for message in merged if message.id}
        gone = [_name(message) for message in before if message.id and _key(message) not in known]
        states.append(_state(language, merged, gone))
    return states


def compile_catalogues(root: Path) -> list[Path]:
    """Make each .mo that is missing or older than its .po; answers those made.

    The launcher calls this before it starts anything, so that a checkout speaks three languages.
    """
    made = []
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        for message in [each for each in catalogue if each.id and not _translated(each)]:
            catalogue.delete(_name(message), message.context)  # or gettext would answer with nothing
        unfinished = target.with_suffix(".mo.new")
        with unfinished.open("wb") as binary:
            write_mo(binary, catalogue)
        unfinished.replace(target)
        made.append(target)
    return made


def catalogue_path(root: Path, language: str) -> Path:
    """Where Django looks for it."""
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def _sources(root: Path) -> Iterator[Path]:
    for folder in SOURCES:
        for path in (root / folder).rglob("*"):
            if path.suffix in {".py", ".html", ".txt"} and "static" not in path.parts:
                yield path


def _texts(path: Path) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Calls of gettext in a file: (function, its texts)."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _as_python(source, path)
    calls = extract_python(io.BytesIO(source.encode()), dict(KEYWORDS), [], {"encoding": "utf-8"})
    for _line, keyword, found, _comments in calls:
        texts: object = found  # a lone text comes bare, whatever the types of Babel say
        yield str(keyword), tuple(texts) if isinstance(texts, (tuple, list)) else (str(texts or ""),)


def _as_python(source: str, path: Path) -> str:
    """A template as Django hands it to gettext; indentation would confuse a reader of Python."""
    from django.utils.translation.template import templatize

    return re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(path)))


def _add(template: Catalog, keyword: str, texts: tuple[str | None, ...]) -> None:
    """One call as a message; a call whose text is a variable has none."""
    rule = KEYWORDS[keyword]
    context = texts[0] if rule and isinstance(rule[0], tuple) else None
    rest = texts[1:] if context is not None else texts
    if not rest or not rest[0]:
        return
    plural = rest[1] if "ng" in keyword.replace("npg", "ng") and len(rest) > 1 else None
    identifier = (rest[0], plural) if plural else rest[0]
    flags = ["python-format"] if "%(" in rest[0] else []
    template.add(identifier, context=context, flags=flags)


def _merged(catalogue: Catalog, template: Catalog, language: str) -> Catalog:
    """The catalogue with exactly the sentences of the template; nothing is guessed from similar ones."""
    merged = Catalog(locale=language, charset="utf-8", fuzzy=False, project="Kooperacje")
    for message in template:
        if not message.id or (language == "pl" and not message.pluralizable):
            continue
        known = catalogue.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        string = known.string if known is not None and known.pluralizable == message.pluralizable else None
        flags = set(message.flags) | ({"fuzzy"} & set(known.flags if known is not None else ()))
        merged.add(message.id, string, context=message.context, flags=flags)
    return merged


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as text:
        return read_po(text, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    """Sorted and without dates or line numbers, so that a change shows only what changed."""
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    body = io.BytesIO()
    write_po(body, catalogue, width=100, sort_output=True, omit_header=True, no_location=True)
    path.write_text(head + body.getvalue().decode().strip() + "\n", encoding="utf-8")


def _state(language: str, catalogue: Catalog, gone: list[str]) -> State:
    messages = [message for message in catalogue if message.id]
    return State(
        language=language,
        total=len(messages),
        missing=[_name(message) for message in messages if not _translated(message)],
        fuzzy=[_name(message) for message in messages if message.fuzzy],
        obsolete=gone,
        bad=[_name(message) for message in messages if _translated(message) and not _same_places(message)],
    )


def _translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings) and bool(strings)


def _same_places(message: Message) -> bool:
    """Each form of the translation has the places of the source: %(name)s missing would drop a fact."""
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = _places(ids[-1])
    return all(_places(string) <= wanted for string in strings) and all(
        wanted <= _places(string) for string in strings[-1:]
    )


def _places(text: str | None) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text or ""))


def _key(message: Message) -> tuple[str, str]:
    return _name(message), message.context or ""


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
