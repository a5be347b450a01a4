"""What one request carries through its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from core.shared.actor import Actor
from graphql_api.policies import Policy

if TYPE_CHECKING:
    from graphql_api.build import ApiSchema


@dataclass
class ApiContext:
    """The caller, its schema, and what has been found out while answering.

    `disclosed` collects which persons' records were read: the audit entry of the request names them.
    `remembered` is for what several records of one answer need and is read once.
    `failed` is set by the first mutation that does not succeed: the following are not attempted and
    everything is rolled back.
    """

    actor: Actor
    api: ApiSchema
    request_id: str
    failed: bool = False
    disclosed: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    remembered: dict[Any, Any] = field(default_factory=dict)
    _allowed: dict[Policy, bool] = field(default_factory=dict)

    def allows(self, policy: Policy) -> bool:
        """Whether the caller passes a policy; each is decided once a request."""
        known = self._allowed.get(policy)
        if known is None:
            known = self._allowed[policy] = policy.allows(self.actor)
        return known

    def note_disclosure(self, type_name: str, keys: Iterable[UUID]) -> None:
        """Remember whose records the answer holds."""
        self.disclosed[type_name].update(keys)
