"""The life of a service card, as plain functions on values."""

from __future__ import annotations

import re
from datetime import date, timedelta

from core.basket.enums import CardStatus, Freshness
from core.basket.errors import (
    AgesReversedError,
    AgeTooHighError,
    BadCapacityError,
    BadPostcodeError,
    CardIncompleteError,
    TooManyDocumentsError,
    WithdrawnBeforePublicationError,
    WithdrawnInFutureError,
    WrongStatusError,
)

# What is written on a card, in the order in which its page and its differences show it.
EDITABLE = (
    "name",
    "description",
    "category",
    "target_group",
    "min_age",
    "max_age",
    "eligibility",
    "eligibility_note",
    "documents_needed",
    "legal_basis",
    "cost",
    "referral_mode",
    "waiting_note",
    "capacity",
    "capacity_unit",
    "place",
    "street",
    "postcode",
    "city",
    "teryt",
    "hours",
    "remote",
    "accessibility",
    "languages",
    "contact_role",
    "phone",
    "email",
    "website",
    "is_public",
)
# Where and when somebody can call: a partner knows it best and no family's right hangs on it.
FREE = frozenset({"hours", "phone", "email", "contact_role", "waiting_note"})
OLDEST = 130
MOST_PLACES = 100_000
MOST_DOCUMENTS = 20
LONGEST_DOCUMENT = 200
_POSTCODE = re.compile(r"^(\d{2})[- ]?(\d{3})$", re.ASCII)

# From a status to those that may follow; withdrawal is for good.
TRANSITIONS: dict[str, frozenset[str]] = {
    CardStatus.DRAFT: frozenset({CardStatus.PUBLISHED, CardStatus.WITHDRAWN}),
    CardStatus.PUBLISHED: frozenset({CardStatus.SUSPENDED, CardStatus.WITHDRAWN}),
    CardStatus.SUSPENDED: frozenset({CardStatus.PUBLISHED, CardStatus.WITHDRAWN}),
    CardStatus.WITHDRAWN: frozenset(),
}
REVIEW_EVERY = timedelta(days=365)
REMIND_BEFORE = timedelta(days=60)
# A partner gets at most one e-mail in this time, about all its cards; one comes before the year is over.
ASK_EVERY = timedelta(days=30)
LINK_DAYS = 60


def check_step(*, name: str, status: str, wanted: str) -> None:
    """Whether a card may go from one status to another."""
    if wanted not in TRANSITIONS[status]:
        raise WrongStatusError(name=name, status=CardStatus(status).label)


def check_writable(*, name: str, status: str) -> None:
    """A withdrawn card stays as it was when it left."""
    if status == CardStatus.WITHDRAWN:
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


def check_ages(*, min_age: int | None, max_age: int | None) -> None:
    """Ages of the people for whom a service is, the younger bound first."""
    if any(age is not None and not 0 <= age <= OLDEST for age in (min_age, max_age)):
        raise AgeTooHighError(most=OLDEST)
    if min_age is not None and max_age is not None and min_age > max_age:
        raise AgesReversedError


def postcode(typed: str) -> str:
    """A postal code as 42-200, also where it was typed without the dash."""
    if not typed:
        return ""
    found = _POSTCODE.match(typed)
    if found is None:
        raise BadPostcodeError
    return f"{found[1]}-{found[2]}"


def capacity(places: int | None) -> int | None:
    """How many places there are; nothing where they are not counted."""
    if places is not None and not 0 <= places <= MOST_PLACES:
        raise BadCapacityError(most=MOST_PLACES)
    return places


def documents(lines: list[str]) -> list[str]:
    """Documents to bring, one a line, each once."""
    wanted = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if len(wanted) > MOST_DOCUMENTS or any(len(line) > LONGEST_DOCUMENT for line in wanted):
        raise TooManyDocumentsError(most=MOST_DOCUMENTS, longest=LONGEST_DOCUMENT)
    return wanted
