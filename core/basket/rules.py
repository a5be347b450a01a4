"""The life of a service card, as plain functions on values."""

from __future__ import annotations

from datetime import date, timedelta

from core.basket.enums import CardStatus, Freshness
from core.basket.errors import (
    CardIncompleteError,
    WithdrawnBeforePublicationError,
    WithdrawnInFutureError,
    WrongStatusError,
)

# From a status to those that may follow; withdrawal is for good.
TRANSITIONS: dict[str, frozenset[str]] = {
    CardStatus.DRAFT: frozenset({CardStatus.PUBLISHED, CardStatus.WITHDRAWN}),
    CardStatus.PUBLISHED: frozenset({CardStatus.SUSPENDED, CardStatus.WITHDRAWN}),
    CardStatus.SUSPENDED: frozenset({CardStatus.PUBLISHED, CardStatus.WITHDRAWN}),
    CardStatus.WITHDRAWN: frozenset(),
}
REVIEW_EVERY = timedelta(days=365)
REMIND_BEFORE = timedelta(days=60)


def check_step(*, name: str, status: str, wanted: str) -> None:
    """Whether a card may go from one status to another."""
    if wanted not in TRANSITIONS[status]:
        raise WrongStatusError(name=name, status=CardStatus(status).label)


def check_publication(*, name: str, status: str, description: str) -> None:
    """A card goes into the basket when it says in words what it offers."""
    check_step(name=name, status=status, wanted=CardStatus.PUBLISHED)
    if not description.strip():
        raise CardIncompleteError


def check_withdrawal(*, published_on: date | None, withdrawn_on: date, today: date) -> None:
    """A card leaves the basket on a day that has come and not before it was there."""
    if withdrawn_on > today:
        raise WithdrawnInFutureError
    if published_on is not None and withdrawn_on < published_on:
        raise WithdrawnBeforePublicationError


def freshness_of(reviewed_on: date | None, on: date) -> Freshness:
    """How far the last look at a card lies back: a year is the limit, two months before it we remind."""
    if reviewed_on is None or on - reviewed_on > REVIEW_EVERY:
        return Freshness.STALE
    if on - reviewed_on > REVIEW_EVERY - REMIND_BEFORE:
        return Freshness.DUE
    return Freshness.FRESH
