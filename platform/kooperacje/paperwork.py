"""Printed papers looked over: quickly by their fingerprints, thoroughly by printing them again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.documents.operations.issued import reproduce
from core.documents.queries import all_documents, altered_documents, documents_number
from core.shared.keyring import KeyDestroyedError
from tenants.context import each_tenant


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer, in a sentence."""

    well: bool
    sentence: str


@dataclass
class _Count:
    """What came of printing papers again."""

    same: int = 0
    older: int = 0
    different: list[str] = field(default_factory=list)


def fingerprints() -> Finding:
    """Whether the bytes of every paper have the fingerprint that was kept with them; a statement a town."""
    number = 0
    for tenant in each_tenant("municipality"):
        found = altered_documents().first()
        if found is not None:
            name = f"{found.kind} {found.number} of {tenant.name}"
            return Finding(False, f"The paper {name} is not the one that was issued.")
        number += documents_number()
    return Finding(True, f"{number} issued papers have the bytes that were issued.")


def compared() -> Iterator[Finding]:
    """Every paper printed again: a sentence for each that differs, one for all at the end."""
    count = _Count()
    for tenant in each_tenant("municipality"):
        for document in all_documents():
            try:
                again = reproduce(document)
            except KeyDestroyedError:  # the family is erased, and the paper with it
                continue
            count.older += again.template_changed
            if again.well:
                count.same += 1
                continue
            reason = ""
            if not again.intact:
                reason = " Its kept template was altered."
            elif again.tools_changed:
                reason = " Fonts or Typst are not those of its day."
            count.different.append(f"{tenant.name}: {again.number}")
            yield Finding(False, f"{tenant.name}: {again.number} comes out different.{reason}")
    text = f"documents: {count.same} verified, {len(count.different)} different"
    if count.different:
        text += f", the first is {count.different[0]}"
    if count.older:
        text += f"; {count.older} were printed from a template that has changed since"
    yield Finding(not count.different, f"{text}.")
