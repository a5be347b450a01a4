"""Who has months printed."""

from __future__ import annotations

from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

RUNNERS = (Role.OPERATOR,)


def require_runner(actor: Actor) -> None:
    """The operator and the platform's own jobs; a region receives, it does not start."""
    if not (actor.is_system or actor.has(*RUNNERS)):
        raise NotVisibleError
