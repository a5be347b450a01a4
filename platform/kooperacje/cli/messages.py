"""`messages`: the catalogues of the pages' languages."""

from __future__ import annotations

import os
from typing import Annotated

import typer


def messages(
    *,
    compile_only: Annotated[
        bool, typer.Option("--compile", help="Only compile the committed catalogues.")
    ] = False,
    check_only: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail when a sentence is missing or left over.")
    ] = False,
) -> None:
    """Collect the sentences of pages and code into locale/*/LC_MESSAGES/django.po and compile them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kooperacje.settings.embedded")
    from kooperacje import catalogues
    from kooperacje.embedded.places import checkout

    if not compile_only:
        states = catalogues.check(checkout()) if check_only else catalogues.update(checkout())
        for state in states:
            typer.echo(
                f"{state.language}: {state.total} sentences, missing {len(state.missing)}, "
                f"to check {len(state.fuzzy)}, left over {len(state.obsolete)}, broken {len(state.bad)}"
            )
            for text in [*state.missing, *state.fuzzy, *state.obsolete, *state.bad] if check_only else ():
                typer.echo(f"  {text}")
        if check_only:
            raise typer.Exit(0 if all(state.complete for state in states) else 1)
    made = catalogues.compile_catalogues(checkout())
    typer.echo(f"compiled: {len(made)}")
