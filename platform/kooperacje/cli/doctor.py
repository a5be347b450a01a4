"""`doctor`: what is wrong with this installation, in sentences."""

from __future__ import annotations

import typer
from rich.console import Console

from kooperacje.cli.options import DataDir


def doctor(data_dir: DataDir = None) -> None:
    """Look at Python, packages, data folder, database, roles, schemas, broker; exit 1 when ill.

    With DATABASE_URL it looks at that installation, else at the demo's (started for the time of the
    look when it does not run).
    """
    from kooperacje.doctor import examine

    console = Console()
    ill = 0
    for finding in examine(data_dir):
        mark = "[green]✓[/]" if finding.well else "[bold red]✗[/]"
        console.print(f"{mark} {finding.sentence}", highlight=False, soft_wrap=True)
        ill += not finding.well
    if ill:
        console.print(f"[bold red]{ill} things to put right.", highlight=False)
        raise typer.Exit(1)
    console.print("[green]Nothing wrong was found.", highlight=False)
