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
    from graphql_api.schema import SDL_FILES, sdl_of

    stale = []
    for name, file in SDL_FILES.items():
        text = sdl_of(name)
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(file.name)
        if not check:
            file.write_text(text, encoding="utf-8")
            typer.echo(f"written: {file.name}")
    if check and stale:
        typer.echo(f"Not up to date: {', '.join(stale)}. Run: ./kooperacje schema", err=True)
        raise typer.Exit(1)
