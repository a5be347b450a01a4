"""`./kooperacje bench`: what tenancy costs, what provisioning gains, and how lists of a large town answer.

Absolute times depend on the machine; variants are called in turn within the same run, so that their ratios
do not. Nothing here passes or fails: figures are for people and for the decision records.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from kooperacje.bench import families, growth, lists, pages, provisioning, region, releases, withdrawal
from kooperacje.bench.timing import Measure, yardstick

PARTS = ("provisioning", "lists", "families", "region", "withdrawal", "releases", "pages")


def run(
    *,
    output: Path,
    web: Mapping[str, str],
    worker: Mapping[str, str],
    logs: Path,
    quick: bool = False,
    only: Sequence[str] = PARTS,
) -> list[Measure]:
    """Measure on the database of the environment, print the table, write the JSON.

    `web` is the environment of a process that serves people, `worker` of one that works in the background.
    `pages` comes last: it gives up the owner's rights.
    """
    rounds = 3 if quick else 10
    console = Console()
    measures = [yardstick("before")]
    if "provisioning" in only:
        measures += provisioning.measure(rounds=2 if quick else 5, tell=console.print)
    if "lists" in only:
        measures += lists.measure(rounds=rounds * 4, web=web, logs=logs, tell=console.print)
    if "families" in only:
        measures += families.measure(rounds=rounds * 4, web=web, logs=logs, tell=console.print)
    if "withdrawal" in only:
        measures += withdrawal.measure(rounds=rounds, worker=worker, logs=logs, tell=console.print)
    if "region" in only:
        measures += region.measure(rounds=rounds * 4, web=web, logs=logs, tell=console.print)
    if "releases" in only:
        measures += releases.measure(quick=quick, tell=console.print)
    if "pages" in only:
        measures += pages.measure(rounds=rounds * 10, tell=console.print)
    measures.append(yardstick("after"))
    console.print(_table(measures))
    if curves := growth.curves_of(measures):
        console.print(growth.table_of(curves, "towns"))
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(_document(measures), indent=2, ensure_ascii=False) + "\n")
    console.print(f"JSON: {output}")
    return measures


def _table(measures: list[Measure]) -> Table:
    table = Table(title="kooperacje bench")
    for name in ("what", "variant", "median", "p95", "ratio to the first", "note"):
        table.add_column(name, justify="right" if name in {"median", "p95"} else "left")
    first: dict[str, float] = {}
    for found in measures:
        base = first.setdefault(found.what, found.median)
        table.add_row(
            found.what,
            found.variant,
            found.shown(found.median),
            found.shown(found.p95),
            f"{found.median / base:.2f}×",
            found.note,
        )
    return table


def _document(measures: list[Measure]) -> dict[str, Any]:
    return {
        "machine": platform.platform(),
        "python": platform.python_version(),
        "measures": [found.as_dict() for found in measures],
        "growth": [curve.as_dict() for curve in growth.curves_of(measures)],
    }
