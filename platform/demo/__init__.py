"""The demonstration: fifty partnerships and their region, told as stories with a fixed day and seed.

Every person is fictional and visibly so. Stories call core operations only.
"""

from __future__ import annotations

from demo.accounts import Account, accounts
from demo.loading import load

__all__ = ["Account", "accounts", "load"]
