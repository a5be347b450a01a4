"""Pure decisions about a path: what is next, who must act, what has changed."""

from __future__ import annotations

from core.paths.rules.steps import (
    UNFINISHED,
    Progress,
    is_overdue,
    next_step,
    progress,
)

__all__ = [
    "UNFINISHED",
    "Progress",
    "is_overdue",
    "next_step",
    "progress",
]
