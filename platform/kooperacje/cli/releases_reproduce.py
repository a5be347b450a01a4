"""`releases reproduce`: a release made again from the sealed counts, bit for bit."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def reproduce(
    release: Annotated[str, typer.Argument(metavar="ID", help="The release's month, for example 2026-09.")],
    data_dir: DataDir = None,
) -> None:
    """Make a release again and compare hashes and signature; exit 1 if anything differs."""
    found = _MONTH.fullmatch(release)
    if not found:
        raise typer.BadParameter(f"{release} is no release; write its month as 2026-09.")
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.regional import operations
        from core.shared.actor import Actor
        from core.shared.errors import DomainError

        try:
            made = operations.reproduce(
                actor=Actor.system("releases", "public"), month=date(int(found[1]), int(found[2]), 1)
            )
        except DomainError as error:
            typer.echo(error.message, err=True)
            raise typer.Exit(1) from error
    for what, agrees in made.agrees.items():
        typer.echo(f"{what}: {'the same' if agrees else 'DIFFERS'}")
    if not made.holds:
        raise typer.Exit(1)
