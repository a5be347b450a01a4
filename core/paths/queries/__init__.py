"""Reading a path: whole for the worker who leads it, per person for the family (`sight` decides)."""

from __future__ import annotations

from core.paths.queries.overview import (
    OwnPath,
    PathOverview,
    consents_visible_to,
    due_tasks,
    goal_visible,
    goals_visible_to,
    overview,
    own_path,
    plan_of,
    plan_visible,
    plans_visible_to,
    task_visible,
    tasks_visible_to,
)

__all__ = [
    "OwnPath",
    "PathOverview",
    "consents_visible_to",
    "due_tasks",
    "goal_visible",
    "goals_visible_to",
    "overview",
    "own_path",
    "plan_of",
    "plan_visible",
    "plans_visible_to",
    "task_visible",
    "tasks_visible_to",
]
