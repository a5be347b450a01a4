"""Dashboards of a regional centre from printed numbers, under eight clients: each must answer within 100 ms
(95 of 100 times), and ask the database the same number of questions for 4 towns and for 50.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from django.core.cache import cache

from kooperacje.bench import printed_region
from kooperacje.bench.clients import Pages, Reading, Town, measured, signed_in_client
from kooperacje.bench.printed_region import COORDINATOR
from kooperacje.bench.timing import Measure
from tenants.operations import prepare_database
from web.regional import keeping
from web.regional.boards import BOARDS

CLIENTS = 8
_FEW, _MANY = Town("r_16", "rops-opole"), Town("r_24", "rops-katowice")
_TOWNS_OF_FEW = 4
_VIEWS = (
    ("a year", "?okres=2025&wskaznik=12"),
    ("sorted by value", "?okres=2025&wskaznik=12&sort=gminy-2-malejaco"),
    ("a month", "?okres=2026-08&wskaznik=12-w-toku"),
    ("one voivodeship", "?okres=2026-q3&obszar=24"),
)


def pages() -> Pages:
    """Every dashboard as it opens, and the first one as people go on to use it."""
    found = {
        f"dashboard: {slug}": Reading("/" if slug == "przeglad" else f"/pulpit/{slug}/", COORDINATOR)
        for slug in BOARDS
    }
    found |= {f"dashboard: {name}": Reading(f"/{address}", COORDINATOR) for name, address in _VIEWS}
    found["state of months"] = Reading("/miesiace/", COORDINATOR)
    return found


def measure(
    *, rounds: int, web: Mapping[str, str], logs: Path, tell: Callable[[str], object]
) -> list[Measure]:
    """Print two years of fifty towns, then let eight clients read every dashboard `rounds` times."""
    tell("a region with two years of printed numbers of 50 towns…")
    prepare_database()
    printed_region.make([_FEW.schema, _MANY.schema])
    cache.clear()
    found = measured(
        (_FEW, pages()),
        (_MANY, pages()),
        rows=_TOWNS_OF_FEW,
        rounds=rounds,
        web=web,
        logs=logs,
        clients=CLIENTS,
    )
    return [*found, *_first_looks(rounds)]


def _first_looks(rounds: int) -> list[Measure]:
    """What a view costs that nobody has opened since the release: made anew each time, by one client."""
    client = signed_in_client(_MANY, COORDINATOR)
    found = []
    for name, page in pages().items():
        seconds = []
        for _ in range(max(3, rounds // 8)):
            keeping.forget()
            began = time.perf_counter()
            client.get(page.path)
            seconds.append(time.perf_counter() - began)
        found.append(Measure("first look after a release", name, tuple(seconds)))
    return found
