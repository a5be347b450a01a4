"""`retention`: what may go in each town and why; and keys that a restore brought back."""

from __future__ import annotations

from typing import Annotated

import typer

from kooperacje.cli.options import DataDir


def retention(
    *,
    reapply: Annotated[
        bool, typer.Option("--reapply", help="Erase again the families and persons that the lists name.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """List families, scans and drafts kept long enough, with the day and what keeps them still.

    Nothing goes by this command: a director or the data protection officer proposes it on the page
    "Przechowywanie danych" and another of them approves. After a restore of a backup run it with --reapply
    (`migrate` does so, too).
    """
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.rights.operations import reapply_destroyed_keys
        from core.rights.queries import due_for_disposal, shorter_lived
        from core.shared.actor import Actor
        from tenants.context import current_schema, each_tenant

        for tenant in each_tenant("municipality"):
            actor = Actor.system("przechowywanie", current_schema())
            if reapply:
                returned = reapply_destroyed_keys(actor=actor)
                typer.echo(
                    f"{tenant.name}: {returned} erased families and persons had come back; erased again."
                )
                continue
            for due in due_for_disposal(actor):
                kept = " (on hold, stays)" if due.hold else ""
                numbers = ", ".join(due.numbers)
                typer.echo(f"{tenant.name}: {numbers} since {due.may_go_on:%d.%m.%Y}{kept}")
            for line in shorter_lived(actor):
                typer.echo(f"{tenant.name}: {line.number} × {line.title}")
