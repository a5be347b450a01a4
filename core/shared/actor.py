"""Who acts: the one thing that pages, GraphQL, jobs and commands all hand to an operation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """A person (or a named job) in one tenant, with what it is there.

    `partner_id` is set for a partner's delegate, `person_id` for a family member; `scopes` is None
    for somebody at a page and a set for a program with a token.
    """

    user_id: UUID | None
    name: str
    tenant: str
    roles: frozenset[str] = frozenset()
    partner_id: UUID | None = None
    person_id: UUID | None = None
    scopes: frozenset[str] | None = None
    is_system: bool = False

    def has(self, *roles: str) -> bool:
        """Whether the actor has one of the roles; a system job has none."""
        return not self.roles.isdisjoint(roles)

    def may_use(self, scope: str) -> bool:
        """Whether a token, if there is one, carries the scope."""
        return self.scopes is None or scope in self.scopes

    def standing_for(self, *, partner_id: UUID | None = None, person_id: UUID | None = None) -> Actor:
        """The same actor, known to speak for a partner or to be a person of a family."""
        return replace(
            self,
            partner_id=partner_id or self.partner_id,
            person_id=person_id or self.person_id,
        )

    @classmethod
    def system(cls, name: str, tenant: str) -> Actor:
        """A named job of the platform; the audit shows its name."""
        return cls(user_id=None, name=name, tenant=tenant, is_system=True)
