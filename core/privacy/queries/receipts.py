"""Receipts of disclosures: made from an entry, checked by anybody without telling what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.audit.rules import digest_of
from core.privacy.models import Disclosure
from core.privacy.rules import receipts
from core.privacy.rules.receipts import Receipt
from core.shared.encryption import blind_index

_PURPOSE = "disclosure-receipt"


@dataclass(frozen=True)
class ReceiptCheck:
    """Whether a receipt belongs to an entry that is still as it was; when it was made, if so."""

    genuine: bool
    number: int | None = None
    at: datetime | None = None


def receipt_of(entry: Disclosure) -> Receipt:
    """The receipt of an entry; the caller has checked that it may be seen."""
    return Receipt(entry.number, entry.digest, _signature(entry.number, entry.digest))


def verify_receipt(text: str) -> ReceiptCheck:
    """Check a receipt against the ledger: the signature, and that the entry was not altered since.

    Takes no actor: a stranger learns only that the paper in their hand is genuine, and of which moment.
    """
    receipt = receipts.read(text)
    entry = Disclosure.objects.filter(number=receipt.number).first() if receipt else None
    if receipt is None or entry is None:
        return ReceiptCheck(genuine=False)
    intact = digest_of(entry.before, entry.content()) == entry.digest
    if not intact or not receipt.is_of(entry.digest, _signature(entry.number, entry.digest)):
        return ReceiptCheck(genuine=False)
    return ReceiptCheck(genuine=True, number=entry.number, at=entry.at)


def _signature(number: int, digest: str) -> str:
    return blind_index(f"{number}:{digest}", _PURPOSE)
