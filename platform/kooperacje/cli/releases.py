"""`releases`: what the region publishes, checked from outside."""

from __future__ import annotations

import typer

from kooperacje.cli import (
    releases_audit,
    releases_export,
    releases_known,
    releases_reproduce,
    releases_simulate,
    releases_verify,
)

app = typer.Typer(name="releases", help="Releases of regional figures.", no_args_is_help=True)


@app.callback()
def releases() -> None:
    """Work with releases of regional figures."""


app.command("audit")(releases_audit.audit)
app.command("simulate")(releases_simulate.simulate)
app.command("export")(releases_export.export)
app.command("verify")(releases_verify.verify)
app.command("reproduce")(releases_reproduce.reproduce)
app.command("restoring")(releases_known.restoring)
app.add_typer(releases_known.app, name="known")
