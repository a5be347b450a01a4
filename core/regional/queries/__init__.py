"""Reading what was printed: nothing here can reach a true count of another town."""

from __future__ import annotations

from core.regional.queries.handing import (
    HandedOver,
    Preview,
    can_be_submitted,
    changed_since,
    handed_over,
    preview,
)
from core.regional.queries.integrity import altered_releases, digest_of_cells
from core.regional.queries.months import MonthStatus, months
from core.regional.queries.printed import Key, Printed, Reading, periods_released, printed, release_of
from core.regional.queries.scope import REGION_READERS, STATUS_READERS, Scope, scope_of, towns

__all__ = [
    "REGION_READERS",
    "STATUS_READERS",
    "HandedOver",
    "Key",
    "MonthStatus",
    "Preview",
    "Printed",
    "Reading",
    "Scope",
    "altered_releases",
    "can_be_submitted",
    "changed_since",
    "digest_of_cells",
    "handed_over",
    "months",
    "periods_released",
    "preview",
    "printed",
    "release_of",
    "scope_of",
    "towns",
]
