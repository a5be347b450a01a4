"""`schema`: the committed SDL of the programming interface."""

from __future__ import annotations

import os
from typing import Annotated

import typer


def schema(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only say whether the committed files are up to date.")
    ] = False,
) -> None:
    """Write the GraphQL schemas (municipality, region) to graphql_api/*.graphql."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kooperacje.settings.test")
    import django

    django.setup()
    from graphql_api import sdl

    if not check:
        for file in sdl.write():
            typer.echo(f"written: {file.name}")
        return
    stale = [
        file.name
        for file, made in sdl.files().items()
        if not file.exists() or file.read_text(encoding="utf-8") != made.sdl()
    ]
    if stale:
        typer.echo(f"Not up to date: {', '.join(stale)}. Run: ./kooperacje schema", err=True)
        raise typer.Exit(1)
