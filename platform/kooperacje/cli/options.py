"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        help=(
            "Folder of the data. Without it: $KOOPERACJE_DATA_HOME, else the folder kooperacje in"
            " $XDG_DATA_HOME or ~/.local/share, else ./var/data."
        ),
        show_default=False,
    ),
]
