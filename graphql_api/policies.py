"""Who may read a field: declared beside the field, printed into its description, checked once a query."""

from __future__ import annotations

from dataclasses import dataclass

from core.shared.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Roles (any of them) and scopes (all of them) that a caller needs.

    `inherited` marks a field that everybody sees who reached its object. Only such a field may be
    non-null: a denied field answers null, exactly as an absent one.
    """

    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    inherited: bool = False

    def allows(self, actor: Actor) -> bool:
        """Whether the actor may read the field at all; which rows it reads is another question."""
        if self.inherited:
            return True
        return actor.has(*self.roles) and all(actor.may_use(scope) for scope in self.scopes)

    @property
    def sentence(self) -> str:
        """What the description says about access."""
        if self.inherited:
            return ""
        scopes = ", ".join(sorted(self.scopes)) or "none"
        return f"For roles: {', '.join(sorted(self.roles))}. Scopes: {scopes}."


WITH_OBJECT = Policy(inherited=True)


def policy(*roles: str, scopes: tuple[str, ...] = ()) -> Policy:
    """A policy for the given roles; without a role nobody passes."""
    if not roles:
        raise ValueError("a policy names the roles it lets in")
    return Policy(roles=frozenset(map(str, roles)), scopes=frozenset(scopes))
