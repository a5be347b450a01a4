"""What is read along with a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Model

from core.paths.models import Task
from core.shared.loading import attach

_OWNERS: Final = ("for_person", "proposed_person", "owner_person", "owner_user", "owner_partner")
STEP_RELATIONS: Final = ("referral__service", "referral__partner", *_OWNERS)


def attach_relations(tasks: Sequence[Task], known: Iterable[Model] = ()) -> None:
    """Who does, proposed and is asked for steps whose requests are loaded, without a join of eight tables."""
    found = list(known)
    attach(tasks, *_OWNERS, known=found)
    requests = [task.referral for task in tasks if task.referral is not None]
    partners = [task.owner_partner for task in tasks if task.owner_partner is not None]
    attach(requests, "partner", known=[*found, *partners])
