"""What may follow what in a request to a partner."""

from __future__ import annotations

from datetime import date, timedelta

EXPIRES_AFTER = timedelta(days=30)
ANSWER_WITHIN = timedelta(days=7)

# status -> statuses that may follow
FOLLOWING: dict[str, frozenset[str]] = {
    "sent": frozenset({"accepted", "declined", "expired", "returned"}),
    "accepted": frozenset({"delivered", "not_delivered", "cannot_say", "returned"}),
    "declined": frozenset(),
    "expired": frozenset(),
    "delivered": frozenset(),
    "not_delivered": frozenset(),
    "cannot_say": frozenset(),
    "returned": frozenset(),
}


def may_follow(status: str, following: str) -> bool:
    """Whether a request in `status` may become `following`."""
    return following in FOLLOWING[status]


def answer_due(sent_on: date) -> date:
    """Day by which a partner should have answered (seven days, indicator 21)."""
    return sent_on + ANSWER_WITHIN


def expired(sent_on: date, today: date) -> bool:
    """Whether a request without an answer is too old to be answered."""
    return today > sent_on + EXPIRES_AFTER
