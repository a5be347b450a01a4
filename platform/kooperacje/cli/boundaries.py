"""`boundaries`: official boundaries for the region's maps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

app = typer.Typer(
    name="boundaries", help="Official boundaries for the maps of the region.", no_args_is_help=True
)


@app.callback()
def boundaries() -> None:
    """Work with boundaries; without any the region's maps are schematic."""


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="GeoJSON, or a shapefile packed into a ZIP: PRG, GISCO LAU or made from them.",
            exists=True,
            dir_okay=False,
        ),
    ],
    data_dir: DataDir = None,
) -> None:
    """Replace the boundaries by those of a file, simplified for a screen.

    Units are joined on the first 6 digits of their TERYT code; only voivodeships with a tenant are kept.
    Coordinates in degrees (EPSG:4326) or in PL-1992 (EPSG:2180).
    """
    from kooperacje.cli.bars import bar
    from kooperacje.embedded.attach import attached

    with attached(as_owner=True, data_dir=data_dir):
        from core.reference.operations import import_boundaries
        from core.shared.errors import DomainError
        from tenants.context import in_public
        from tenants.models import Tenant

        with in_public():
            ours = set(Tenant.objects.exclude(voivodeship="").values_list("voivodeship", flat=True))
            try:
                with bar("units") as report:
                    result = import_boundaries(
                        path=file,
                        voivodeships=ours,
                        progress=lambda done, number: report(f"{done}", done, number),
                    )
            except DomainError as error:
                typer.echo(error.message, err=True)
                raise typer.Exit(1) from error
    typer.echo(
        f"{result.units} units kept, {result.derived} put together from their parts, {result.points} points."
    )
