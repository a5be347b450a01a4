"""Who writes lessons: the town's staff; who speaks for the town to the region: officer and director."""

from __future__ import annotations

from core.lessons.errors import LessonOfficeOnlyError
from core.partnership.permissions import may_manage
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError


def may_write(actor: Actor) -> bool:
    """Whether somebody records lessons."""
    return actor.is_system or (actor.has(*STAFF) and actor.may_use("partners:write"))


def require_writer(actor: Actor) -> None:
    """Let staff through; others do not learn that drafts exist."""
    if not may_write(actor):
        raise NotVisibleError


def require_office(actor: Actor) -> None:
    """Let through whoever speaks for the town; staff learns whose task it is."""
    if may_manage(actor):
        return
    raise LessonOfficeOnlyError if may_write(actor) else NotVisibleError
