"""The chains of all tenants looked over, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.privacy.queries.chains import faults, heads_noted_outside, numbers
from kooperacje.paperwork import Finding
from tenants.context import each_tenant, in_public
from tenants.models import Tenant


class UnknownTenantNameError(LookupError):
    """No active tenant has this name."""


def verified(slugs: Sequence[str] | None = None) -> Iterator[Finding]:
    """A sentence for each tenant, or for each chain of it that was altered."""
    wanted = set(slugs or ())
    with in_public():
        known = set(Tenant.objects.filter(is_active=True).values_list("slug", flat=True))
    if missing := wanted - known:
        raise UnknownTenantNameError(min(missing))
    for tenant in each_tenant():
        if not wanted or tenant.slug in wanted:
            yield from _of(tenant)


def _of(tenant: Tenant) -> Iterator[Finding]:
    families = tenant.kind == "municipality"
    noted = heads_noted_outside(tenant.schema_name)
    found = faults(noted, ledger=families)
    for fault in found:
        how = "does not match what the operator noted" if fault.outside else "does not fit its chain"
        yield Finding(False, f"{tenant.slug}: {fault.chain} number {fault.number} {how}.")
    if not found:
        counts = ", ".join(f"{number} in {chain}" for chain, number in numbers(ledger=families).items())
        yield Finding(True, f"{tenant.slug}: intact ({counts}; {len(noted)} ends noted outside).")
