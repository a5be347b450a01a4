"""Writing: a town shapes its form; a worker begins, saves, finishes, corrects or discards an assessment."""

from __future__ import annotations

from core.assessments.operations.assessing import (
    AssessmentData,
    discard_draft,
    finish_assessment,
    save_draft,
    start_assessment,
)
from core.assessments.operations.correcting import correct_assessment
from core.assessments.operations.forms import publish_form

__all__ = [
    "AssessmentData",
    "correct_assessment",
    "discard_draft",
    "finish_assessment",
    "publish_form",
    "save_draft",
    "start_assessment",
]
