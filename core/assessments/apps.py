"""The application of the area assessments."""

from __future__ import annotations

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """See core/assessments."""

    name = "core.assessments"
    label = "assessments"
