"""The commands of Kooperacje. Each lives in a module of its own and imports Django only when it runs."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from kooperacje.cli import (
    bench,
    boundaries,
    demo,
    doctor,
    documents,
    hsds,
    ledger,
    manage,
    messages,
    migrate,
    month,
    provision,
    releases,
    retention,
    schema,
    screenshots,
    test,
    token,
)
from kooperacje.embedded.texts import Fault

app = typer.Typer(
    name="kooperacje",
    help=(
        "Kooperacje: partnerships of towns, baskets of services, paths out of crisis, and the"
        " region's anonymised indicators. Start with: ./kooperacje demo"
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
)
_ON_THIS_MACHINE = "On this machine"
_RUNNING_IT = "Running an installation"
_BUILDING_IT = "Building the product"

app.command("demo", rich_help_panel=_ON_THIS_MACHINE)(demo.demo)
app.command("doctor", rich_help_panel=_ON_THIS_MACHINE)(doctor.doctor)
app.command("migrate", rich_help_panel=_RUNNING_IT)(migrate.migrate)
app.command("provision", rich_help_panel=_RUNNING_IT)(provision.provision)
app.command("month", rich_help_panel=_RUNNING_IT)(month.month)
app.command("documents", rich_help_panel=_RUNNING_IT)(documents.documents)
app.command("api-token", rich_help_panel=_RUNNING_IT)(token.api_token)
app.command("retention", rich_help_panel=_RUNNING_IT)(retention.retention)
app.add_typer(boundaries.app, name="boundaries", rich_help_panel=_RUNNING_IT)
app.add_typer(hsds.app, name="hsds", rich_help_panel=_RUNNING_IT)
app.add_typer(ledger.app, name="ledger", rich_help_panel=_RUNNING_IT)
app.add_typer(releases.app, name="releases", rich_help_panel=_RUNNING_IT)
app.command(
    "manage",
    rich_help_panel=_RUNNING_IT,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    add_help_option=False,
)(manage.manage)
app.command(
    "test",
    rich_help_panel=_BUILDING_IT,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(test.everything)
app.command("bench", rich_help_panel=_BUILDING_IT)(bench.bench)
app.command("messages", rich_help_panel=_BUILDING_IT)(messages.messages)
app.command("schema", rich_help_panel=_BUILDING_IT)(schema.schema)
app.command("screenshots", rich_help_panel=_BUILDING_IT)(screenshots.screenshots)


def main() -> int:
    """Run a command; what a person can put right is told in a sentence, without a traceback."""
    try:
        app(standalone_mode=True)
    except Fault as fault:
        Console(stderr=True).print(str(fault), style="bold red", highlight=False, markup=False)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
