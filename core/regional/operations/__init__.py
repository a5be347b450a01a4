"""From a town's records to what a region may read.

A town counts and hands over under its own role; the release job reads the sealed counts under the release
role, which only the worker's login may become, and adds printed cells. Nothing is ever printed twice.
"""

from __future__ import annotations

from core.regional.operations.releasing import release_month, release_months
from core.regional.operations.reproducing import Reproduction, reproduce
from core.regional.operations.running import (
    RunResult,
    request_run,
    run_due_months,
    run_history,
    run_in_background,
    run_month,
)
from core.regional.operations.submitting import lock_town, submit_month, submit_months
from core.regional.operations.surroundings import (
    Loaded,
    begin_restoration,
    end_restoration,
    load_known,
    remove_known,
)

__all__ = [
    "Loaded",
    "Reproduction",
    "RunResult",
    "begin_restoration",
    "end_restoration",
    "load_known",
    "lock_town",
    "release_month",
    "release_months",
    "remove_known",
    "reproduce",
    "request_run",
    "run_due_months",
    "run_history",
    "run_in_background",
    "run_month",
    "submit_month",
    "submit_months",
]
