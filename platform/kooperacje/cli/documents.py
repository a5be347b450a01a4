"""`documents`: every printed paper of every town is printed again and compared byte for byte."""

from __future__ import annotations

import typer

from kooperacje.cli.options import DataDir


def documents(data_dir: DataDir = None) -> None:
    """Print every issued paper again and compare it with the one that was kept; exit 1 on a difference.

    A paper is printed from its own data and the template of its day, so a newer template is no
    difference. Only installed fonts and Typst are those of today: where they are not those of the paper's
    day the sentence says so. About 200 papers a second.
    """
    from kooperacje.embedded.attach import attached

    with attached(data_dir=data_dir):
        from kooperacje.paperwork import compared

        ill = False
        for finding in compared():
            ill = ill or not finding.well
            typer.echo(finding.sentence, err=not finding.well)
    if ill:
        raise typer.Exit(1)
