"""The application of the area paths."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_save


class PathsConfig(AppConfig):
    """See core/paths. A step follows its request by whichever way the request was moved: a signal, since
    the area of requests lies below this one and knows no paths.
    """

    name = "core.paths"
    label = "paths"

    def ready(self) -> None:
        post_save.connect(_follow, sender="referrals.Referral", dispatch_uid="paths.follow")


def _follow(instance: Any, *, created: bool, **_: Any) -> None:
    from core.paths.operations.requests import follow  # noqa: PLC0415 - models are not loaded before

    if not created:
        follow(instance)
