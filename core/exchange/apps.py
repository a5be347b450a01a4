"""The application of the area exchange."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """See core/exchange."""

    name = "core.exchange"
    label = "exchange"
