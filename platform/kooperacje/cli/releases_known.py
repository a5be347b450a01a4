"""`releases known` and `releases restoring`: what stands around a release."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from kooperacje.cli.options import DataDir

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV.", exists=True, dir_okay=False, readable=True)
]
app = typer.Typer(help="Figures that towns publish themselves (OZPS, BIP).", no_args_is_help=True)


@app.callback()
def known() -> None:
    """Figures that towns publish themselves: every attacker has read them."""


@app.command("load")
def load(
    file: File,
    data_dir: DataDir = None,
) -> None:
    """Load them from CSV (area, period, measure, dimension, member, value, source), all lines or none, and
    let the auditor say what they tell of what is printed; exit 1 if a number from 1 to 4 can be told.
    """
    text = _text(file)
    loaded = _run(data_dir, lambda operations, actor: operations.load_known(actor=actor, text=text))
    typer.echo(f"{loaded.number} figures loaded; the next release reckons with them.")
    if loaded.report is None:
        typer.echo("None of the known figures is about a number that is printed already.")
        return
    first, *more = loaded.report.lines()
    typer.echo("\n".join([f"Who reads what towns publish besides: {first}", *more]))
    if not loaded.report.holds:
        typer.echo("What is printed cannot be taken back: ask the town to change what it publishes.")
        raise typer.Exit(1)


@app.command("remove")
def remove(
    file: File,
    data_dir: DataDir = None,
) -> None:
    """Take out figures that count something else: the same CSV, all lines or none; figures that a release
    has reckoned with stay.
    """
    text = _text(file)
    removed = _run(data_dir, lambda operations, actor: operations.remove_known(actor=actor, text=text))
    typer.echo(f"{removed} figures removed; releases reckon with them no more.")


def restoring(
    schema: Annotated[str, typer.Argument(metavar="SCHEMA", help="The town, for example g_2464011.")],
    *,
    done: Annotated[bool, typer.Option("--done", help="The records are back.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Say that a town is being restored from a backup: no month is released until it is done."""
    if done:
        _run(data_dir, lambda operations, actor: operations.end_restoration(actor=actor, schema=schema))
        typer.echo(f"{schema}: restored; months can be released.")
    else:
        _run(data_dir, lambda operations, actor: operations.begin_restoration(actor=actor, schema=schema))
        typer.echo(f"{schema}: no month is released until: releases restoring {schema} --done")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{file} is not UTF-8.") from error


def _run(data_dir: Path | None, act: Callable[[Any, Any], Any]) -> Any:
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.regional import operations
        from core.shared.actor import Actor
        from core.shared.errors import DomainError

        try:
            return act(operations, Actor.system("releases", "public"))
        except DomainError as error:
            typer.echo(error.message, err=True)
            raise typer.Exit(1) from error
