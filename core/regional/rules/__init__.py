"""Pure decisions of a release: what is printed, which voivodeships together, when it is due."""

from __future__ import annotations

from core.regional.rules.cells import (
    ERROR,
    FAMILIES_SERVED,
    FEWEST_IN_CLUSTER,
    MACROREGION_AREA,
    SMALL_YEAR,
    SMALLEST_BASE,
    STEP,
    Cell,
    Counts,
    Members,
    Table,
    Town,
    cluster_area,
    highest,
    is_small,
    lowest,
    release_cells,
    rounded,
    tables_for,
)
from core.regional.rules.groups import FEWEST_MUNICIPALITIES, Group, groups_of, merged_area, parts_of
from core.regional.rules.releases import digest_of, months_due

__all__ = [
    "ERROR",
    "FAMILIES_SERVED",
    "FEWEST_IN_CLUSTER",
    "FEWEST_MUNICIPALITIES",
    "MACROREGION_AREA",
    "SMALLEST_BASE",
    "SMALL_YEAR",
    "STEP",
    "Cell",
    "Counts",
    "Group",
    "Members",
    "Table",
    "Town",
    "cluster_area",
    "digest_of",
    "groups_of",
    "highest",
    "is_small",
    "lowest",
    "merged_area",
    "months_due",
    "parts_of",
    "release_cells",
    "rounded",
    "tables_for",
]
