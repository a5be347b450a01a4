"""A view is made once a release: printed numbers never change, so that what was made of them may be kept.

Kept in the memory of the process, which ends with every upgrade: no page of an older version ever comes
back. The key holds the region's schema, the stamp of everything printed, the boundaries, the language and
the address: another region, a new release or another map is another key.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Final

from django.utils.translation import get_language

from core.reference.queries import boundary_source
from core.regional.queries import Calendar
from tenants.context import current_schema
from web.regional.choosing import PARAMETERS

MOST_KEPT: Final = 160
_LONGEST: Final = 40
_kept: OrderedDict[Hashable, dict[str, str]] = OrderedDict()
_lock = threading.Lock()


def asked_of(query: Mapping[str, str]) -> dict[str, str]:
    """What a dashboard understands of an address; the rest makes no further view."""
    return {name: query[name] for name in PARAMETERS if query.get(name) and len(query[name]) <= _LONGEST}


def kept(
    board: str, asked: Mapping[str, str], calendar: Calendar, make: Callable[[], dict[str, str]]
) -> dict[str, str]:
    """The page's title and inside for a view: as made before, else made now."""
    source = boundary_source()
    key = (
        current_schema(),
        calendar.stamp,
        source.sha256 if source else "",
        get_language(),
        board,
        tuple(sorted(asked.items())),
    )
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            return found
    made = make()
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def forget() -> None:
    """Make every view anew; for tests and measurements."""
    with _lock:
        _kept.clear()
