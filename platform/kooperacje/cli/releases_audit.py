"""`releases audit`: the independent auditor attacks what was published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

READABLE = {"exists": True, "dir_okay": False, "readable": True}


def audit(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="All releases in one file (sdc-release/1).", **READABLE),
    ],
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", help="Alternative worlds to check by additions only.", **READABLE),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option("--known", help='What an insider knows besides: [{"cell": 0, "v": 3}].', **READABLE),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write every finding to this file, as JSON.")
    ] = None,
) -> None:
    """Attack releases as an outsider could; exit 1 if a number from 1 to 4 can be told, 2 if unreadable."""
    from auditor import RejectedError
    from auditor import audit as attack

    try:
        found = attack(_read(file), evidence=_read(evidence), known=_read(known))
    except RejectedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    typer.echo("\n".join(found.lines()))
    if report is not None:
        report.write_text(json.dumps(found.to_dict(), ensure_ascii=False), encoding="utf-8")
    if not found.holds:
        raise typer.Exit(1)


def _read(path: Path | None) -> object:
    if path is None:
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"{path} is not JSON ({error}).") from error
