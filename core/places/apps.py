"""The application of the area places."""

from __future__ import annotations

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """See core/places."""

    name = "core.places"
    label = "places"
