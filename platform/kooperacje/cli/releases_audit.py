"""`releases audit`: the independent auditor attacks what was published."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kooperacje.cli.options import DataDir

if TYPE_CHECKING:
    from auditor import Report

_READABLE: dict[str, Any] = {"exists": True, "dir_okay": False, "readable": True}


def audit(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="All releases in one file (sdc-release/1). Without it: what is published here.",
            **_READABLE,
        ),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", help="Alternative worlds to check by additions only.", **_READABLE),
    ] = None,
    known: Annotated[
        Path | None,
        typer.Option("--known", help='What an insider knows besides: [{"cell": 0, "v": 3}].', **_READABLE),
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write every finding to this file, as JSON.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Attack releases as an outsider could; exit 1 if a number from 1 to 4 can be told, 2 if unreadable."""
    from auditor import RejectedError

    document, proof = (_read(file), _read(evidence)) if file else _published(data_dir)
    try:
        found = _attack(document, proof, _read(known))
    except RejectedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if report is not None:
        told = [each.to_dict() for each in found]
        report.write_text(
            json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False), encoding="utf-8"
        )
    if not all(each.holds for each in found):
        raise typer.Exit(1)


def _attack(document: Any, proof: Any, known: Any) -> list[Report]:
    """As an outsider; then, if towns publish figures of their own, in the eyes of who reads these as well."""
    from auditor import audit as attack

    told = document.get("known") if isinstance(document, dict) and not known else None
    if not told:
        return [_shown("", attack(document, evidence=proof, known=known))]
    outside = {part: content for part, content in document.items() if part != "known"}
    return [
        _shown("An outsider: ", attack(outside, evidence=proof)),
        _shown("Who reads what towns publish besides: ", attack(document)),
    ]


def _shown(whose: str, found: Report) -> Report:
    first, *more = found.lines()
    typer.echo("\n".join([whose + first, *more]))
    return found


def _published(data_dir: Path | None) -> tuple[Any, Any]:
    """Everything published so far, written out and read again as an outsider gets it, and its proof."""
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from core.protection.document import dump
        from core.regional.models import Evidence
        from core.regional.queries.releases import exported
        from tenants.context import in_sealed

        with in_sealed():
            document = json.loads(dump(exported()))
            proof = Evidence.objects.order_by("-month").values_list("body", flat=True).first()
    if not document["cells"]:
        typer.echo("Nothing has been published yet.")
        raise typer.Exit
    return document, json.loads(zlib.decompress(proof)) if proof else None


def _read(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"{path} is not JSON ({error}).") from error
