"""`screenshots`: the pictures of the README, made from the running product."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

_GOOD = 200


def screenshots(
    *,
    output: Annotated[
        Path | None,
        typer.Option(help="Folder of the pictures; without it docs/pictures (var/pictures for --all)."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every page that a role can reach, not only the README's.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Take pictures at 1280 and 360 px from the running demo (start it first in another terminal).

    Fails when a page it comes by answers with an error.
    """
    from kooperacje.cli.test import chromium
    from kooperacje.embedded.lock import held
    from kooperacje.embedded.places import Places, checkout, default_data_dir, read_json

    places = Places.open(data_dir or default_data_dir())
    running = read_json(places.environment)
    if not running or not held(places):
        typer.echo("The demo is not running. Start it in another terminal: ./kooperacje demo", err=True)
        raise typer.Exit(1)
    os.environ.update(running["worker"])
    import django

    django.setup()
    import demo
    from kooperacje.screenshots import take

    folder = checkout() / ("var" if everything else "docs") / "pictures"
    bad = 0
    for taken in take(
        port=int(running["worker"]["KOOPERACJE_PORT"]),
        accounts=demo.accounts(),
        folder=output or folder,
        everything=everything,
        chromium=chromium(),
    ):
        typer.echo(f"{taken.status} {taken.file.name}")
        bad += taken.status != _GOOD
    if bad:
        raise typer.Exit(1)
