"""All versions of a definition, the newest first: from when to when, and what each changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.indicators.definitions import Text, history_of


@dataclass(frozen=True)
class VersionLine:
    """One version; `until` is the first day of the next one."""

    version: int
    since: date
    until: date | None
    changed: Text
    formula: Text


def history_lines(number: int) -> list[VersionLine]:
    """Of one indicator, on a town's pages and on its region's."""
    lines: list[VersionLine] = []
    until: date | None = None
    for item in history_of(number):
        changed = item.changed or _("Pierwsza wersja.")
        lines.append(VersionLine(item.version, item.valid_from, until, changed, item.formula))
        until = item.valid_from
    return lines
