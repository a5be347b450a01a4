"""Reading what was printed: nothing here can reach a true count of another town."""

from __future__ import annotations

from core.regional.queries.calendar import Calendar, calendar, periods_released
from core.regional.queries.handing import (
    HandedOver,
    Preview,
    changed_since,
    handed_over,
    preview,
    submissions_of,
)
from core.regional.queries.integrity import (
    Standing,
    digest_of_cells,
    signed_content,
    standing_of,
    standings,
)
from core.regional.queries.months import MonthStatus, months
from core.regional.queries.printed import Ask, Sight, printed, printed_for, release_of, sight_of
from core.regional.queries.quality import Coverage, Printing, Quality, coverage_of, quality_of
from core.regional.queries.reading import Key, Printed, Reading, is_in_catalogue
from core.regional.queries.revised import Revised, revised_year
from core.regional.queries.runs import Run, newest_runs
from core.regional.queries.scope import REGION_READERS, STATUS_READERS, Scope, scope_of, towns

__all__ = [
    "REGION_READERS",
    "STATUS_READERS",
    "Ask",
    "Calendar",
    "Coverage",
    "HandedOver",
    "Key",
    "MonthStatus",
    "Preview",
    "Printed",
    "Printing",
    "Quality",
    "Reading",
    "Revised",
    "Run",
    "Scope",
    "Sight",
    "Standing",
    "calendar",
    "changed_since",
    "coverage_of",
    "digest_of_cells",
    "handed_over",
    "is_in_catalogue",
    "months",
    "newest_runs",
    "periods_released",
    "preview",
    "printed",
    "printed_for",
    "quality_of",
    "release_of",
    "revised_year",
    "scope_of",
    "sight_of",
    "signed_content",
    "standing_of",
    "standings",
    "submissions_of",
    "towns",
]
