"""SDMX-CSV 2.0: a line an observation, with what it is, its status and the range it stands for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from core.opendata.rules.figures.cube import REVISED, Cube, Flag

AGENCY: Final = "KOOPERACJE"
FLOW: Final = "DF_PUBLISHED_CELLS"
VERSION: Final = "1.0"
DATAFLOW: Final = f"{AGENCY}:{FLOW}({VERSION})"
MEDIA: Final = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
DIMENSIONS: Final = ("FREQ", "REF_AREA", "INDICATOR", "BREAKDOWN", "MEMBER", "VINTAGE", "TIME_PERIOD")
ATTRIBUTES: Final = ("OBS_STATUS", "CONF_STATUS", "LOWER", "UPPER", "REASON", "UNIT_MEASURE", "DECIMALS")
HEADER: Final = ("STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES)
FREQUENCIES: Final = {"month": "M", "quarter": "Q", "year": "A", REVISED: "A"}
FREE, CONFIDENTIAL = "F", "C"
FIRST, REVISED_AGAIN = "FIRST", "REVISED"
NO_BREAKDOWN: Final = "_Z"
UNIT: Final = "PURE_NUMB"
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
                    dataset.breakdown or NO_BREAKDOWN,
                    member.code,
                    REVISED_AGAIN if dataset.kind == REVISED else FIRST,
                    span.code,
                    _blank(seen.value),
                    seen.flag,
                    CONFIDENTIAL if seen.flag is Flag.SUPPRESSED else FREE,
                    _blank(seen.low),
                    _blank(seen.high),
                    seen.reason,
                    UNIT,
                    "0",
                ]
            )
    return found.getvalue()


def _blank(value: int | None) -> str:
    return "" if value is None else str(value)
