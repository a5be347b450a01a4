"""The path out of crisis: goals, steps, who agreed and who objected, and what was printed of it."""

from __future__ import annotations

from core.paths.models.papers import PathPaper, PathVersion, ServiceTerms, SocialServicesPlan
from core.paths.models.plan import Goal, PathwayPlan, PlanConsent, Task
from core.paths.models.terms import PathTerms
from core.paths.models.voices import DateProposal, FamilyWord, TaskChange, TaskVoice

__all__ = [
    "DateProposal",
    "FamilyWord",
    "Goal",
    "PathPaper",
    "PathTerms",
    "PathVersion",
    "PathwayPlan",
    "PlanConsent",
    "ServiceTerms",
    "SocialServicesPlan",
    "Task",
    "TaskChange",
    "TaskVoice",
]
