"""`bench`: what tenancy costs, as ratios of one run, and how long the lists of a large town take."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Part(StrEnum):
    """What can be measured alone."""

    PROVISIONING = "provisioning"
    LISTS = "lists"
    FAMILIES = "families"
    WITHDRAWAL = "withdrawal"
    RELEASES = "releases"
    REGION = "region"
    PAGES = "pages"


def bench(
    *,
    output: Annotated[Path, typer.Option("--json", help="Where to write the JSON.")] = Path("var/bench.json"),
    quick: Annotated[bool, typer.Option("--quick", help="Fewer repetitions.")] = False,
    only: Annotated[
        list[Part] | None, typer.Option("--only", help="One part, given again for another; all without it.")
    ] = None,
) -> None:
    """Measure provisioning, pages and GraphQL with and without tenancy, the region's dashboard, and
    under four clients the lists of a town with 200 partners, 5,000 cards and 2,000 meetings, and the pages
    of a town with 2,000 families; under eight clients the dashboards of a
    region of 50 towns; and how soon a word taken back ends what waits on it, on a real
    worker.

    `--only releases` measures what certifying releases of 54, 500 and 2,800 towns costs, in CPU seconds, and
    shows how that grows with their number.

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

        chosen = tuple(only) if only else tuple(Part)
        run(
            output=output,
            web=services.of_web(),
            worker=services.of_worker(),
            logs=Path(scratch),
            quick=quick,
            only=chosen,
        )
