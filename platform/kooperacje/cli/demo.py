"""`demo`: everything on this machine with one command."""

from __future__ import annotations

from typing import Annotated

import typer

from kooperacje.cli.options import DataDir


def demo(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the pages.")] = 8000,
    data_dir: DataDir = None,
    tenants: Annotated[
        int | None,
        typer.Option(min=1, max=50, help="Only the first N municipalities; the regions come always."),
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Remove the data of earlier starts first.")] = False,
    once: Annotated[
        bool,
        typer.Option("--once", help="End after the first page answered (to measure or to prepare)."),
    ] = False,
) -> None:
    """Start 50 partnerships and 4 regional centres here, with example data; Ctrl-C stops all of it.

    Brings its own PostgreSQL and Valkey; DATABASE_URL (a role that may create roles and schemas) and
    REDIS_URL replace them. A second start keeps the data and takes seconds.
    """
    from kooperacje.embedded.demo import Demo
    from kooperacje.embedded.places import default_data_dir

    Demo(data_dir=data_dir or default_data_dir(), port=port, tenants=tenants, reset=reset, once=once).run()
