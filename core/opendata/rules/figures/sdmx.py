"""SDMX-CSV 2.0: a line an observation, with what it is, its status and the range it stands for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from core.opendata.rules.figures.cube import REVISED, Cube, Flag

AGENCY: Final = "KOOPERACJE"
DATAFLOW: Final = f"{AGENCY}:DF_PUBLISHED_CELLS(1.0)"
MEDIA: Final = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
DIMENSIONS: Final = ("FREQ", "REF_AREA", "INDICATOR", "BREAKDOWN", "MEMBER", "VINTAGE", "TIME_PERIOD")
ATTRIBUTES: Final = ("OBS_STATUS", "CONF_STATUS", "LOWER", "UPPER", "REASON", "UNIT_MEASURE", "DECIMALS")
HEADER: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
FREQUENCIES: Final = {"month": "M", "quarter": "Q", "year": "A", REVISED: "A"}
FREE, CONFIDENTIAL = "F", "C"
_INFORMATION: Final = "I"


def text(cubes: Iterable[Cube]) -> str:
    """All cubes in one file; they share one structure."""
    found = io.StringIO()
    writer = csv.writer(found, lineterminator="\r\n")
    writer.writerow(HEADER)
    for cube in cubes:
        dataset = cube.dataset
        for span, area, member, seen in cube.printed():
            writer.writerow(
                [
                    "dataflow",
                    DATAFLOW,
                    _INFORMATION,
                    FREQUENCIES[dataset.kind],
                    area.code,
                    dataset.measure,
                    dataset.breakdown or "_Z",
                    member.code,
                    "REVISED" if dataset.kind == REVISED else "FIRST",
                    span.code,
                    _blank(seen.value),
                    seen.flag,
                    CONFIDENTIAL if seen.flag is Flag.SUPPRESSED else FREE,
                    _blank(seen.low),
                    _blank(seen.high),
                    seen.reason,
                    "PURE_NUMB",
                    "0",
                ]
            )
    return found.getvalue()


def _blank(value: int | None) -> str:
    return "" if value is None else str(value)
