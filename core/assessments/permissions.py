"""Who shapes the form, who assesses: the town's director or network officer; the leader of the case."""

from __future__ import annotations

from core.assessments.queries.forms import SHAPES_FORMS
from core.families.models import Case
from core.families.permissions import require_leader, require_open
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def may_shape_forms(actor: Actor) -> bool:
    """Whether the actor may publish a version of the form."""
    return (actor.is_system or actor.has(*SHAPES_FORMS)) and actor.may_use("families:write")


def require_shaper(actor: Actor) -> None:
    """Let through those who shape the town's form."""
    if not may_shape_forms(actor):
        raise NotVisibleError


def require_assessor(actor: Actor, case: Case) -> None:
    """Let through the worker who leads the case, while it is open."""
    require_leader(actor, case)
    require_open(case)
