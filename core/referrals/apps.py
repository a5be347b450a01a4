"""The application of the area referrals."""

from __future__ import annotations

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """See core/referrals."""

    name = "core.referrals"
    label = "referrals"
