"""`hsds`: the open interface of towns, checked from outside."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

app = typer.Typer(name="hsds", help="The open data of towns (Open Referral HSDS 3.0).", no_args_is_help=True)


@app.callback()
def hsds() -> None:
    """Work with the open data of towns."""


@app.command("validate")
def validate(
    schemas: Annotated[
        Path,
        typer.Option(
            "--schemas",
            help="Folder with the standard's compiled schemas: service.json, organization.json and so on.",
            exists=True,
            file_okay=False,
        ),
    ],
    tenant: Annotated[
        list[str] | None,
        typer.Option(
            "--tenant", help="Sub-domain, for example czestochowa; repeatable. Without it: every town."
        ),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Check every object that towns publish under /hsds/ against any folder of schemas; exit 1 on a fault."""
    if importlib.util.find_spec("jsonschema") is None:
        typer.echo("This needs the package jsonschema with its formats: install the group test.", err=True)
        raise typer.Exit(2)
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        faults = sum(_town(schemas, found) for found in _towns(tenant))
    if faults:
        typer.echo(f"{faults} faults.", err=True)
        raise typer.Exit(1)
    typer.echo("Every object fits.")


def _towns(slugs: list[str] | None) -> list[object]:
    from tenants.context import in_public
    from tenants.models import Tenant

    with in_public():
        towns = Tenant.objects.filter(kind="municipality", is_active=True).order_by("slug")
        found = {tenant.slug: tenant for tenant in towns}
    unknown = sorted(set(slugs or ()) - set(found))
    if unknown:
        raise typer.BadParameter(f"No town has the sub-domain {', '.join(unknown)}.")
    return [found[slug] for slug in slugs or found]


def _town(schemas: Path, tenant: object) -> int:
    """Print what was checked in a town; the number of faults."""
    from kooperacje.conformance import SHOWN, SchemasMissingError, conformance
    from tenants.context import in_tenant
    from tenants.models import Tenant

    if not isinstance(tenant, Tenant):
        raise TypeError("a town is needed")
    try:
        with in_tenant(tenant):
            checked = conformance(schemas)
    except SchemasMissingError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(f"{tenant.slug}: " + ", ".join(f"{each.name} {each.number}" for each in checked))
    for each in checked:
        for fault in each.faults[:SHOWN]:
            typer.echo(f"  {each.name} {fault}", err=True)
    return sum(len(each.faults) for each in checked)
