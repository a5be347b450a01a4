"""Who may write about families: the social worker who leads the case, and jobs of the platform."""

from __future__ import annotations

from core.families import queries
from core.families.enums import Stage
from core.families.errors import CaseClosedError
from core.families.models import Case
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.shared.keyring import KeyDestroyedError


def may_register(actor: Actor) -> bool:
    """Whether the actor may open a case."""
    return actor.is_system or actor.has(Role.SOCIAL_WORKER)


def require_registrar(actor: Actor) -> None:
    """Let through those who may open a case."""
    if not (may_register(actor) and actor.may_use("families:write")):
        raise NotVisibleError


def may_search_pesel(actor: Actor) -> bool:
    """Whether the actor may ask if a PESEL is known in the town: a right of its own, also for tokens."""
    return actor.is_system or (actor.has(Role.SOCIAL_WORKER) and actor.may_use("families:pesel"))


def require_pesel_search(actor: Actor) -> None:
    """Let through those who may ask for a PESEL; to others the search does not exist."""
    if not may_search_pesel(actor):
        raise NotVisibleError


def may_write(actor: Actor, case: Case) -> bool:
    """Whether the actor may change the case as it stands."""
    return queries.leads(actor, case) and case.stage != Stage.CLOSED


def require_leader(actor: Actor, case: Case) -> None:
    """Let through the leading social worker; to others the case does not exist."""
    if not (queries.leads(actor, case) and actor.may_use("families:write")):
        raise NotVisibleError


def require_open(case: Case) -> None:
    """A closed case is read, not changed."""
    if case.stage == Stage.CLOSED:
        raise CaseClosedError


def require_readable(case: Case) -> None:
    """A family whose key is destroyed is not taken up again: there is nothing left to go on with."""
    if queries.is_erased(case):
        raise KeyDestroyedError
