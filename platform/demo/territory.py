"""Which tenants the demonstration founds, and in which order."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import Final

from core.reference.territory import (
    BY_SLUG,
    MUNICIPALITIES,
    REGIONS,
    VOIVODESHIPS,
    Municipality,
    Region,
    municipalities_of,
)
from tenants.models import Kind
from tenants.operations import TenantSpec

# The story that is told in full; it must be there however few tenants somebody asks for.
FIRST: Final = BY_SLUG["czestochowa"]

OPERATOR: Final = TenantSpec(
    schema="operator",
    kind=Kind.OPERATOR.value,
    name="Operator platformy",
    organisation="Operator platformy Kooperacje",
    slug="operator",
)


def municipalities_in_order() -> tuple[Municipality, ...]:
    """Częstochowa, then the voivodeships in turn, so that a small demonstration has all four."""
    queues = [
        [item for item in municipalities_of(code) if item != FIRST]
        for code in sorted(VOIVODESHIPS, key=lambda code: (code == FIRST.voivodeship, code))
    ]
    others = (item for item in chain.from_iterable(zip_longest(*queues)) if item is not None)
    return (FIRST, *others)


def specs(municipalities: int | None = None) -> list[TenantSpec]:
    """Founding specifications: so many municipalities (all by default), every region, the operator.

    Raises `ValueError` unless 1 <= municipalities <= 50.
    """
    wanted = len(MUNICIPALITIES) if municipalities is None else municipalities
    if not 1 <= wanted <= len(MUNICIPALITIES):
        message = f"between 1 and {len(MUNICIPALITIES)} municipalities, not {wanted}"
        raise ValueError(message)
    return [
        *(_municipality(item) for item in municipalities_in_order()[:wanted]),
        *(_region(item) for item in REGIONS),
        OPERATOR,
    ]


def _municipality(item: Municipality) -> TenantSpec:
    return TenantSpec(
        schema=item.schema_name,
        kind=Kind.MUNICIPALITY.value,
        name=item.name,
        organisation=item.lead_name,
        slug=item.slug,
        voivodeship=item.voivodeship,
        level=item.kind.value,
        city_with_powiat_rights=item.is_city_with_powiat_rights,
        confirmed=item.confirmed,
    )


def _region(item: Region) -> TenantSpec:
    return TenantSpec(
        schema=item.schema_name,
        kind=Kind.REGION.value,
        name=item.name,
        organisation=item.full_name,
        slug=item.slug,
        voivodeship=item.code,
        level="region",
        confirmed=True,
        is_leader=item.is_leader,
    )
