"""The application of the area basket."""

from __future__ import annotations

from django.apps import AppConfig


class BasketConfig(AppConfig):
    """See core/basket."""

    name = "core.basket"
    label = "basket"
