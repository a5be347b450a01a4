"""`releases export`: everything that was published, in the format any auditor reads."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir


def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Where to; the screen without it.")
    ] = None,
    evidence: Annotated[
        Path | None, typer.Option("--evidence", help="Also write the newest release's alternative worlds.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Write all releases so far, with every public identity, as sdc-release/1."""
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.protection.document import dump
        from core.protection.evidence import Evidence as Proof
        from core.regional.models import Evidence, Release
        from core.regional.queries.releases import exported
        from tenants.context import in_sealed

        with in_sealed():
            if not Release.objects.exists():
                typer.echo("Nothing has been released yet.", err=True)
                raise typer.Exit(1)
            text = dump(exported())
            newest = Evidence.objects.order_by("-month").first()
    if file is None:
        typer.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")
        typer.echo(f"{file}: all releases so far; check them with: releases audit {file}")
    if evidence is not None and newest is not None:
        proof = Proof.from_dict(json.loads(zlib.decompress(bytes(newest.body))))
        worlds = []
        for other in ((), *proof.others):
            world = list(proof.first)
            for place, value in other:
                world[place] = value
            worlds.append(world)
        evidence.write_text(json.dumps({"worlds": worlds}), encoding="utf-8")
