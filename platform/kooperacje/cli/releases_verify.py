"""`releases verify`: whether everything printed is still what its release says."""

from __future__ import annotations

from pathlib import Path

import typer

from kooperacje.cli.options import DataDir

_NAMES = {"cells": "printed numbers", "evidence": "proof", "signature": "signature", "trusted": "key"}


def verify(data_dir: DataDir = None) -> None:
    """Check hashes and signature of every release; exit 1 if one is not as it was made.

    Reads what anybody may read; to make a release again from the sealed counts, see `releases reproduce`.
    """
    ill = False
    for month, altered in _altered(data_dir):
        ill = ill or bool(altered)
        said = f"ALTERED: {', '.join(altered)}" if altered else "as it was made"
        typer.echo(f"{month}: {said}", err=bool(altered))
    if ill:
        raise typer.Exit(1)


def _altered(data_dir: Path | None) -> list[tuple[str, list[str]]]:
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.regional.queries import standings
        from tenants.context import in_sealed

        with in_sealed():
            found = standings()
    if not found:
        typer.echo("Nothing has been released yet.")
    return [
        (f"{each.month:%Y-%m}", [name for key, name in _NAMES.items() if not getattr(each, key)])
        for each in found
    ]
