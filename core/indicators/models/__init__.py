"""Figures of one town: what they are made from beside its families' records, and what was counted."""

from core.indicators.models.context import ContextFigure, ContextImport, StaffSupport
from core.indicators.models.facts import ComputedPeriod, IndicatorFact, SourceStamp
from core.indicators.models.funding import EsfParticipation

__all__ = [
    "ComputedPeriod",
    "ContextFigure",
    "ContextImport",
    "EsfParticipation",
    "IndicatorFact",
    "SourceStamp",
    "StaffSupport",
]
