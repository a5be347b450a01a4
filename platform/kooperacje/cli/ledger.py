"""`ledger`: the chains of disclosures and of the audit log, checked in every tenant."""

from __future__ import annotations

from typing import Annotated

import typer

from kooperacje.cli.options import DataDir

app = typer.Typer(name="ledger", help="The ledger of what was told of families.", no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """Work with the ledger."""


@app.command("verify")
def verify(
    tenant: Annotated[
        list[str] | None,
        typer.Option("--tenant", help="Sub-domain, for example czestochowa; repeatable. Without it: all."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Check every chain of every tenant and name the first altered row; exit 1 when there is one.

    Compares with the ends that the operator's own log holds too, so that a chain rewritten or cut as a
    whole is found. About 40,000 entries a second.
    """
    from kooperacje.embedded.attach import attached

    ill = False
    with attached(data_dir=data_dir):
        from kooperacje.chains import UnknownTenantNameError, verified

        try:
            for finding in verified(tenant):
                ill = ill or not finding.well
                typer.echo(finding.sentence, err=not finding.well)
        except UnknownTenantNameError as error:
            typer.echo(f"No tenant is called {error}.", err=True)
            raise typer.Exit(2) from error
    if ill:
        raise typer.Exit(1)
