"""What the command line says, in the languages of the product.

The command line speaks before Django can (that is when things go wrong), so its sentences do not
come from the catalogues of the pages. Polish where the locale is Polish, Ukrainian where it is
Ukrainian, English elsewhere; `KOOPERACJE_LANG` overrides.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

_LOCALE_VARIABLES = ("KOOPERACJE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")

with Path(__file__).with_name("sentences.toml").open("rb") as _file:
    TEXTS: dict[str, dict[str, str]] = tomllib.load(_file)


def language() -> str:
    """The language of this terminal: pl, uk or en."""
    named = next((os.environ[name] for name in _LOCALE_VARIABLES if os.environ.get(name)), "")
    code = named.lower()[:2]
    return code if code in {"pl", "uk"} else "en"


def say(key: str, **values: object) -> str:
    """The sentence in the language of this terminal."""
    return TEXTS[key][language()].format(**values)


class Fault(Exception):  # noqa: N818 - a person reads this, it is no programming error
    """Something that a person must put right; printed as a sentence, never as a traceback."""

    def __init__(self, key: str, **values: object) -> None:
        """Keep the key, so that tests compare codes and not sentences."""
        super().__init__(say(key, **values))
        self.key = key


def tail_of(text: str, lines: int = 8) -> str:
    """The last lines of a log, indented to be told apart from our own sentence."""
    return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])
