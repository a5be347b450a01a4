"""`releases`: what the region publishes, checked from outside."""

from __future__ import annotations

import typer

from kooperacje.cli import releases_audit, releases_simulate

app = typer.Typer(name="releases", help="Releases of regional figures.", no_args_is_help=True)


@app.callback()
def releases() -> None:
    """Work with releases of regional figures."""


app.command("audit")(releases_audit.audit)
app.command("simulate")(releases_simulate.simulate)
