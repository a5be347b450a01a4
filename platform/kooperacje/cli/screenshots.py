"""`screenshots`: the pictures of the README, made from the running product."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir


def screenshots(
    output: Annotated[
        Path | None, typer.Option(help="Folder of the pictures; docs/pictures without it.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Take a picture of each page at 1280 and 360 px from the running demo (start it first)."""
    from kooperacje.embedded.lock import held
    from kooperacje.embedded.places import Places, checkout, default_data_dir, read_json

    places = Places.open(data_dir or default_data_dir())
    running = read_json(places.environment)
    if not running or not held(places):
        typer.echo("The demo is not running. Start it in another terminal: ./kooperacje demo", err=True)
        raise typer.Exit(1)
    from kooperacje.screenshots import take

    port = int(running["worker"]["KOOPERACJE_PORT"])
    take(port=port, folder=output or checkout() / "docs" / "pictures")
