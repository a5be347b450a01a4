"""`bench`: what tenancy costs, as ratios of one run."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer


def bench(
    *,
    output: Annotated[Path, typer.Option("--json", help="Where to write the JSON.")] = Path("var/bench.json"),
    quick: Annotated[bool, typer.Option("--quick", help="Fewer repetitions.")] = False,
) -> None:
    """Measure provisioning, pages and GraphQL with and without tenancy, and the region's dashboard.

    Runs on throw-away services of its own (or on DATABASE_URL); the demo's data are not touched.
    """
    import os

    from kooperacje.embedded.places import Places
    from kooperacje.embedded.services import embedded_services

    with tempfile.TemporaryDirectory(prefix="kooperacje-bench-") as scratch, ExitStack() as stack:
        # The database's own account must be able to pass through.
        Path(scratch).chmod(0o711)
        services = stack.enter_context(embedded_services(Places.open(Path(scratch) / "data")))
        os.environ.update(services.of_owner())
        import django

        django.setup()
        from kooperacje.bench import run

        run(output=output, quick=quick)
