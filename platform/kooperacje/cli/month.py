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

    The same run that the scheduler starts on the fifth of each month. A month is released once; it is
    refused when it is not over, or released already.
    """
    found = _MONTH.fullmatch(period)
    if not found:
        raise typer.BadParameter(f"{period} is no month; write it as 2026-09.")
    from kooperacje.cli.bars import bar
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.regional.operations import run_month
        from core.shared.actor import Actor
        from core.shared.errors import DomainError

        try:
            with bar("municipalities") as report:
                result = run_month(
                    actor=Actor.system("month", "public"),
                    month=date(int(found[1]), int(found[2]), 1),
                    progress=report,
                )
        except DomainError as error:
            typer.echo(error.message, err=True)
            raise typer.Exit(1) from error
    release = result.release
    typer.echo(
        f"{period}: {result.submitted} municipalities counted, {result.skipped} had been;"
        f" {release.cells} cells printed or withheld ({release.withheld} withheld)."
    )
