"""From a bearer token to an actor of the host's tenant, or to nobody."""

from __future__ import annotations

from core.identity import queries as identity
from core.identity.operations import note_token_use
from core.shared.actor import Actor
from core.shared.enums import Role
from tenants.context import current, current_schema


def actor_of(raw: str | None) -> Actor | None:
    """Who a token stands for in this tenant.

    None for no token, an unknown, expired or revoked one, another tenant's, or a closed account's: the
    caller cannot tell which. The token's digest holds the tenant, so another town's token is unknown
    here even when a schema was copied.
    """
    if raw is None:
        return None
    token = identity.token_of(raw)
    if token is None:
        return None
    note_token_use(token=token)
    actor = identity.actor_for(token.user, scopes=frozenset(token.scopes))
    if actor.tenant != current_schema():
        return None
    return _standing_for(actor) if current().kind == "municipality" else actor


def _standing_for(actor: Actor) -> Actor:
    """Only towns have partners and families; a region never loads those areas."""
    if actor.has(Role.DELEGATE) and actor.user_id:
        from core.partnership import queries as partnership  # noqa: PLC0415  see above

        actor = actor.standing_for(partner_id=partnership.partner_of(actor.user_id))
    if actor.has(Role.FAMILY_MEMBER) and actor.user_id:
        from core.families import queries as families  # noqa: PLC0415  see above

        actor = actor.standing_for(person_id=families.person_of(actor.user_id))
    return actor
