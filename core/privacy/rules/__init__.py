"""When and how a person may agree to take part, and stop.

Agreement to take part is one of three separate things (domain handbook 4.1): it is neither the
disclosure of secrets to a partner nor the legal basis of a controller. Refusing never affects benefits.
"""

from __future__ import annotations

from core.privacy.rules.agreements import (
    DAY_FORMAT,
    Guardian,
    check_assent,
    check_day,
    check_form,
    check_guardian,
    check_withdrawal,
    in_force,
)

__all__ = [
    "DAY_FORMAT",
    "Guardian",
    "check_assent",
    "check_day",
    "check_form",
    "check_guardian",
    "check_withdrawal",
    "in_force",
]
