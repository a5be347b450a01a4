"""The town's rule of who must be together to agree a path."""

from __future__ import annotations

from django.db import transaction

from core.audit.operations import record
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from core.teams.models import TeamQuorum
from core.teams.rules.quorum import Quorum, check_quorum


@transaction.atomic
def set_quorum(*, actor: Actor, family: int, others: int) -> Quorum:
    """Set the rule for the meetings to come; meetings of the past keep what they were.

    Raises `QuorumRuleError`; for others than the director there is no such page.
    """
    if not (actor.is_system or actor.has(Role.DIRECTOR)) or not actor.may_use("families:write"):
        raise NotVisibleError
    wanted = Quorum(family, others)
    check_quorum(wanted)
    kept, _made = TeamQuorum.objects.update_or_create(singleton=True, defaults=vars(wanted))
    record(actor, "teams.quorum_set", kept, **vars(wanted))
    return wanted
