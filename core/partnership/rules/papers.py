"""Terms of a declaration as they stand on a day, and what may be done to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.partnership.enums.papers import CertificateState
from core.partnership.errors import SignedInFutureError, WithdrawnBeforeSignatureError
from core.partnership.errors.papers import (
    AlreadyEndedError,
    AmendmentNotInForceError,
    EffectiveOutsideTermError,
    EffectiveTooFarError,
    NothingChangesError,
    SignedBeforeDeclarationError,
    TermOverError,
    UnknownServiceCategoryError,
    WithdrawnTooFarError,
)
from core.partnership.rules import Accession, as_day

AHEAD = timedelta(days=366)
# Days before its last one on which officer and partner are reminded that a declaration runs out.
REMIND_DAYS = (60, 14)


@dataclass(frozen=True)
class Terms:
    """What a partner takes on: in words, and by the fields of services."""

    scope: str
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A signed amendment; None is "stays as it is"."""

    number: int
    effective_on: date
    scope: str | None = None
    categories: tuple[str, ...] | None = None


def terms_on(terms: Terms, changes: Iterable[Change], on: date) -> Terms:
    """The terms of a day: each amendment in effect by then replaces what it speaks of."""
    current = terms
    for change in sorted(changes, key=lambda item: (item.effective_on, item.number)):
        if change.effective_on <= on:
            current = replace(
                current,
                scope=current.scope if change.scope is None else change.scope,
                categories=current.categories if change.categories is None else change.categories,
            )
    return current


def last_day(accession: Accession) -> date | None:
    """The last day on which a declaration counts, or None where no end is known."""
    left = accession.withdrawn_on - timedelta(days=1) if accession.withdrawn_on else None
    ends = [day for day in (left, accession.valid_until) if day is not None]
    return min(ends) if ends else None


def state_of(accession: Accession, on: date) -> CertificateState:
    """What a certificate is worth on a day; of two ends the earlier one is the reason."""
    if accession.in_force(on):
        return CertificateState.VALID
    left = accession.withdrawn_on
    if left is not None and (accession.valid_until is None or left <= accession.valid_until):
        return CertificateState.WITHDRAWN
    return CertificateState.EXPIRED


def reminder_due(ends_on: date, today: date) -> int | None:
    """Which of `REMIND_DAYS` has come, the latest only; None before the first and after the end."""
    left = (ends_on - today).days
    due = [days for days in REMIND_DAYS if 0 <= left <= days]
    return min(due) if due else None


def check_categories(categories: Sequence[str], known: Sequence[str]) -> None:
    """Fields of services come from the catalogue."""
    if not set(categories) <= set(known):
        raise UnknownServiceCategoryError


def check_draft(*, valid_until: date | None, today: date) -> None:
    """A declaration to be signed has time before it."""
    if valid_until is not None and valid_until <= today:
        raise TermOverError(today=as_day(today))


def check_amendment(
    *,
    accession: Accession,
    change: Change,
    changes_term: bool,
    valid_until: date | None,
    today: date,
) -> None:
    """An amendment changes something of a declaration that counts, from a day within its time.

    The day after the last one is within: so a term is carried on without a gap. A new term ends neither in
    the past nor before the amendment begins, so that moving it changes no day that has been.
    """
    if change.scope is None and change.categories is None and not changes_term:
        raise NothingChangesError
    if not accession.in_force(today) or accession.withdrawn_on is not None:
        raise AmendmentNotInForceError
    if change.effective_on > today + AHEAD:
        raise EffectiveTooFarError(last=as_day(today + AHEAD))
    ends = accession.valid_until
    if change.effective_on < accession.signed_on or (
        ends is not None and change.effective_on > ends + timedelta(days=1)
    ):
        raise EffectiveOutsideTermError(first=as_day(accession.signed_on))
    if changes_term and valid_until is not None and valid_until < max(today, change.effective_on):
        raise TermOverError(today=as_day(today))


def check_amendment_signature(*, accession: Accession, signed_on: date, today: date) -> None:
    """Signed while the declaration counts: what has lapsed is declared anew."""
    if signed_on > today:
        raise SignedInFutureError(today=as_day(today))
    if signed_on < accession.signed_on:
        raise SignedBeforeDeclarationError(signed_on=as_day(accession.signed_on))
    if not accession.in_force(signed_on) or accession.withdrawn_on is not None:
        raise AmendmentNotInForceError


def check_departure(*, accession: Accession, withdrawn_on: date, today: date) -> None:
    """A partner leaves on a day of its choice, in a year at the latest, and only what still counts."""
    if withdrawn_on < accession.signed_on:
        raise WithdrawnBeforeSignatureError(signed_on=as_day(accession.signed_on))
    if withdrawn_on > today + AHEAD:
        raise WithdrawnTooFarError(last=as_day(today + AHEAD))
    if accession.valid_until is not None and withdrawn_on > accession.valid_until:
        raise AlreadyEndedError
