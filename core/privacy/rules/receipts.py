"""The text of a receipt: which entry of the ledger it is of, and a mark that only the town can make.

It tells a stranger nothing: a number, the beginning of the entry's digest and a keyed signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

DIGITS: Final = 16
SIGNATURE: Final = 24
LONGEST: Final = 200
_FORM: Final = re.compile(rf"U(\d{{1,15}})([0-9A-F]{{{DIGITS}}})([0-9A-F]{{{SIGNATURE}}})")


@dataclass(frozen=True)
class Receipt:
    """What a receipt says."""

    number: int
    digest: str
    signature: str

    def __str__(self) -> str:
        """As it is printed: in groups of four, to be read out on the telephone."""
        tail = (self.digest[:DIGITS] + self.signature[:SIGNATURE]).upper()
        groups = [tail[place : place + 4] for place in range(0, len(tail), 4)]
        return "-".join([f"U{self.number}", *groups])

    def is_of(self, digest: str, signature: str) -> bool:
        """Whether it belongs to an entry with this digest and full signature."""
        return digest.startswith(self.digest) and signature.startswith(self.signature)


def read(text: str) -> Receipt | None:
    """A receipt as somebody typed it, however spaced; None when it cannot be one."""
    typed = re.sub(r"[\s-]", "", text[:LONGEST]).upper()
    match = _FORM.fullmatch(typed) if len(text) <= LONGEST else None
    return Receipt(int(match[1]), match[2].lower(), match[3].lower()) if match else None
