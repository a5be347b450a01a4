"""Pure decisions about a path: who sees what, what is next, who must act, what has changed."""

from __future__ import annotations

from core.paths.rules.steps import (
    UNFINISHED,
    Progress,
    is_overdue,
    next_step,
    progress,
    shown_to,
    step_shown,
)

__all__ = [
    "UNFINISHED",
    "Progress",
    "is_overdue",
    "next_step",
    "progress",
    "shown_to",
    "step_shown",
]
