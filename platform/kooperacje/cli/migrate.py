"""`migrate`: shared tables, templates, then every tenant that is behind."""

from __future__ import annotations

import typer

from kooperacje.cli.options import DataDir


def migrate(data_dir: DataDir = None) -> None:
    """Bring the shared tables, the templates and every tenant's schema up to date.

    Needs DATABASE_OWNER_URL (in an installation) or the demo's data. May be repeated at any time:
    what was finished stays finished.
    """
    from kooperacje.cli.bars import bar
    from kooperacje.embedded.attach import attached

    with attached(as_owner=True, data_dir=data_dir):
        from tenants import fleet, operations

        with bar("shared and templates") as report:
            operations.prepare_database(report)
        with bar("tenants") as report:
            moved = fleet.migrate_tenants(report)
        with bar("destroyed keys"):
            _destroy_again()
    typer.echo(f"Up to date; {len(moved)} tenants were behind.")


def _destroy_again() -> None:
    """A restored backup brings destroyed keys of families back: the lists beside the database know them."""
    from core.rights.operations import reapply_destroyed_keys
    from core.shared.actor import Actor
    from tenants.context import current_schema, each_tenant

    for _ in each_tenant("municipality"):
        reapply_destroyed_keys(actor=Actor.system("po migracji", current_schema()))
