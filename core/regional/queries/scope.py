"""Who reads what: a regional centre its voivodeships, the leader all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.indicators.queries import READERS
from core.regional import rules
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError
from tenants.context import current, tenants_of

REGION_READERS = (Role.REGIONAL_COORDINATOR,)
# Who sees which towns have handed over which month; figures are not part of it.
STATUS_READERS = (*REGION_READERS, Role.OPERATOR, *READERS)


@dataclass(frozen=True)
class Scope:
    """How far a regional centre sees: its voivodeships, and the macroregion if it leads."""

    voivodeships: tuple[str, ...]
    macroregion: bool

    def covers(self, voivodeship: str) -> bool:
        return voivodeship in self.voivodeships


def require(actor: Actor, roles: Sequence[str]) -> None:
    if not (actor.is_system or actor.has(*roles)):
        raise NotVisibleError


def towns() -> list[rules.Town]:
    """Every active municipality, in order of code."""
    return sorted(
        (
            rules.Town(tenant.schema_name, tenant.teryt, tenant.voivodeship, tenant.name)
            for tenant in tenants_of("municipality")
        ),
        key=lambda town: town.area,
    )


def scope_of(actor: Actor, known: Sequence[rules.Town] | None = None) -> Scope:
    """What the regional centre, in whose schema the caller stands, may read."""
    require(actor, REGION_READERS)
    tenant = current()
    if getattr(tenant, "kind", "") != "region":
        raise NotVisibleError
    if tenant.is_leader:
        return Scope(
            tuple(
                sorted(
                    {town.voivodeship for town in (towns() if known is None else known)}
                    | {tenant.voivodeship}
                )
            ),
            True,
        )
    return Scope((str(tenant.voivodeship),), False)
