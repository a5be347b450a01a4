"""`releases simulate`: invented families, released month by month, attacked after every release."""

from __future__ import annotations

import json
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from core.protection.document import Document
    from core.protection.simulation.metrics import Attack


class Size(IntEnum):
    """Sizes whose figures can be compared with earlier ones."""

    PILOT = 50
    SOME = 500
    COUNTRY = 2800


def simulate(
    municipalities: Annotated[int, typer.Option("--municipalities", help="50, 500 or 2800.")] = 50,
    releases: Annotated[int, typer.Option("--releases", min=1, max=12, help="Months, from January.")] = 12,
    output: Annotated[Path | None, typer.Option("--json", help="Write all figures to this file.")] = None,
) -> None:
    """Release invented families month by month and let the auditor attack everything after each month.

    Fifty towns have 972 families. Nothing of this installation is read or written. Exit 1 if anything was
    told, or a release had to stop.
    """
    if municipalities not in set(Size):
        raise typer.BadParameter("Choose 50, 500 or 2800.", param_hint="--municipalities")
    from core.protection.errors import ProtectionError
    from core.protection.simulation.catalogue import Cube
    from core.protection.simulation.families import invented
    from core.protection.simulation.metrics import as_dict
    from core.protection.simulation.releases import released
    from kooperacje.cli.bars import bar

    attacks: list[Attack] = []

    def audit(document: Document) -> None:
        attacks.append(_attacked(document))

    try:
        with bar("releases") as report:
            history = released(
                Cube(invented(municipalities)), range(1, releases + 1), audit=audit, progress=report
            )
    except ProtectionError as error:
        typer.echo(f"The run stopped: {error}.", err=True)
        raise typer.Exit(1) from error
    figures = as_dict(history, attacks[-1])
    _tell(figures)
    if output is not None:
        output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if any(found.exact + found.narrow + found.certain + found.undecided for found in attacks):
        raise typer.Exit(1)


def _attacked(document: Document) -> Attack:
    from auditor import Status, audit
    from auditor.criteria import Leak
    from core.protection.document import as_dict
    from core.protection.simulation.metrics import Attack

    found = audit(as_dict(document))
    return Attack(
        exact=found.leaking(Leak.EXACT),
        narrow=found.leaking(Leak.NARROW),
        certain=found.leaking(Leak.CERTAIN),
        undecided=found.number(Status.UNDECIDED),
    )


def _tell(figures: dict[str, Any]) -> None:
    """The figures of disclosure and use, a line each."""
    attack = figures["attack"]
    typer.echo(f"{figures['cells']} cells, {figures['withheld']} withheld; by release:")
    typer.echo("  " + ", ".join(str(len(release["withheld"])) for release in figures["releases"]))
    typer.echo(
        f"attack: {attack['exact']} exact, {attack['narrow']} narrow, {attack['certain']} certain,"
        f" {attack['undecided']} undecided"
    )
    for level, found in figures["quality"].items():
        typer.echo(
            f"{level}: {found['published']:.2f} % of non-zero cells published, mean error"
            f" {found['mean_error']:.2f}, largest {found['largest_error']},"
            f" relative {found['relative_error']:.1f} %"
        )
    typer.echo(f"CPU: {figures['cpu_certify']:.1f} s certification, {figures['cpu_audit']:.1f} s audit")
