"""The application of the area partnership."""

from __future__ import annotations

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """See core/partnership."""

    name = "core.partnership"
    label = "partnership"
