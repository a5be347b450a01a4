"""`month`: the monthly run by hand."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month(
    period: Annotated[str, typer.Argument(metavar="YYYY-MM", help="For example 2026-09.")],
    data_dir: DataDir = None,
) -> None:
    """Compute a month's indicators in every municipality and publish what the region may see.

    The same run that the scheduler starts on the fifth of each month; repeating it changes nothing.
    """
    found = _MONTH.fullmatch(period)
    if not found:
        raise typer.BadParameter(f"{period} is no month; write it as 2026-09.")
    from kooperacje.cli.bars import bar
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.regional.operations import run_month
        from core.shared.actor import Actor

        with bar("municipalities") as report:
            summary = run_month(
                actor=Actor.system("month", "public"),
                month=date(int(found[1]), int(found[2]), 1),
                progress=report,
            )
    release = summary.release
    typer.echo(
        f"{period}: {summary.submitted} municipalities counted, {summary.skipped} had been;"
        f" {release.cells} cells printed or withheld ({release.withheld} withheld)."
    )
