"""Whether the ledger and the audit log of a town are as they were written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.audit.models import AuditEvent
from core.audit.queries import Head, first_altered_entry, kept_heads
from core.privacy.models import Disclosure
from core.privacy.queries.ledger import first_altered_disclosure
from tenants.context import in_tenant, tenants_of

LEDGER: Final = "disclosures"
AUDIT: Final = "audit"
_MODELS: Final[dict[str, type[Disclosure | AuditEvent]]] = {LEDGER: Disclosure, AUDIT: AuditEvent}


@dataclass(frozen=True)
class Fault:
    """The first entry of a chain that is not what it was; `outside`: by what the operator had noted."""

    chain: str
    number: int
    outside: bool = False


def faults(heads: Iterable[Head] = (), *, ledger: bool = True) -> list[Fault]:
    """What does not fit in the current tenant, the first row a chain; none when all is well.

    A chain that fits in itself may still have been rewritten or cut as a whole: then an end noted outside
    (`heads`) is not in it any more. `ledger` is false where there are no families (the region).
    """
    return list(_faults(list(heads), (LEDGER, AUDIT) if ledger else (AUDIT,)))


def _faults(heads: list[Head], chains: Iterable[str]) -> Iterator[Fault]:
    altered = {LEDGER: first_altered_disclosure, AUDIT: first_altered_entry}
    for chain in chains:
        number = altered[chain]()
        if number is not None:
            yield Fault(chain, number)
            continue
        noted = {head.number: head.digest for head in heads if head.chain == chain}
        found = dict(_MODELS[chain].objects.filter(number__in=noted).values_list("number", "digest"))
        wrong = [number for number, digest in noted.items() if found.get(number) != digest]
        if wrong:
            yield Fault(chain, min(wrong), outside=True)


def heads(*, ledger: bool = True) -> list[Head]:
    """The ends of the current tenant's chains; an empty one has none."""
    found = []
    for chain in (LEDGER, AUDIT) if ledger else (AUDIT,):
        last = _MODELS[chain].objects.order_by("-number").values_list("number", "digest").first()
        if last is not None:
            found.append(Head(chain, *last))
    return found


def numbers(*, ledger: bool = True) -> dict[str, int]:
    """How many entries each chain has."""
    return {chain: _MODELS[chain].objects.count() for chain in ((LEDGER, AUDIT) if ledger else (AUDIT,))}


def heads_noted_outside(schema: str) -> list[Head]:
    """What the operator has noted of a tenant's chains; nothing where there is no operator."""
    noted: list[Head] = []
    for operator in tenants_of("operator"):
        with in_tenant(operator):
            noted += kept_heads(schema)
    return noted
