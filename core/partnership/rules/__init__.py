"""When an organisation is a partner: legality of dates and documents, as plain functions.

A declaration counts from the day of signature; it stops counting on the day of withdrawal, or after
its last day where it was given for a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.partnership.enums import PartnerStage
from core.partnership.errors import (
    DeclarationEndsBeforeStartError,
    DeclarationInForceError,
    DeclarationNotInForceError,
    InvitationInFutureError,
    IssuedBeforeSignatureError,
    IssuedInFutureError,
    MeetingInFutureError,
    NobodyPresentError,
    SignedBeforeInvitationError,
    SignedInFutureError,
    WithdrawnBeforeSignatureError,
    WithdrawnInFutureError,
)

# Without 0/O, 1/I/L and U: the code is read aloud and typed from paper.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


@dataclass(frozen=True)
class Accession:
    """What the rules need to know of a declaration."""

    signed_on: date
    withdrawn_on: date | None = None
    valid_until: date | None = None
    certified: bool = False

    def in_force(self, on: date) -> bool:
        """Whether it counts on a day."""
        if on < self.signed_on or (self.withdrawn_on is not None and on >= self.withdrawn_on):
            return False
        return self.valid_until is None or on <= self.valid_until


def stage_of(accessions: list[Accession], on: date) -> PartnerStage:
    """How far a partner has come on a day."""
    current = [item for item in accessions if item.in_force(on)]
    if current:
        certified = any(item.certified for item in current)
        return PartnerStage.CERTIFIED if certified else PartnerStage.DECLARED
    ended = any(item.signed_on <= on for item in accessions)
    return PartnerStage.WITHDRAWN if ended else PartnerStage.INVITED


def check_invitation(*, invited_on: date, today: date) -> None:
    """An invitation may be entered late, not early."""
    if invited_on > today:
        raise InvitationInFutureError(today=as_day(today))


def check_signature(
    *,
    partner: str,
    invited_on: date | None,
    signed_on: date,
    valid_until: date | None,
    earlier: list[Accession],
    today: date,
) -> None:
    """Invited first, signed then, once at a time. The lead was never invited: it invites."""
    if signed_on > today:
        raise SignedInFutureError(today=as_day(today))
    if invited_on is not None and signed_on < invited_on:
        raise SignedBeforeInvitationError(
            partner=partner, invited_on=as_day(invited_on), signed_on=as_day(signed_on)
        )
    if valid_until is not None and valid_until < signed_on:
        raise DeclarationEndsBeforeStartError
    if any(item.in_force(signed_on) or item.in_force(today) for item in earlier):
        raise DeclarationInForceError


def check_issue(*, declaration: Accession, issued_on: date, today: date) -> None:
    """A certificate confirms a declaration that counts on the day of issue."""
    if issued_on > today:
        raise IssuedInFutureError(today=as_day(today))
    if issued_on < declaration.signed_on:
        raise IssuedBeforeSignatureError(signed_on=as_day(declaration.signed_on))
    if not declaration.in_force(issued_on):
        raise DeclarationNotInForceError


def check_withdrawal(*, signed_on: date, withdrawn_on: date, today: date) -> None:
    """A withdrawal ends a declaration on a day that has come and not before it began."""
    if withdrawn_on > today:
        raise WithdrawnInFutureError(today=as_day(today))
    if withdrawn_on < signed_on:
        raise WithdrawnBeforeSignatureError(signed_on=as_day(signed_on))


def check_meeting(*, held_on: date, present: int, today: date) -> None:
    """A record is of a meeting that took place with somebody there."""
    if held_on > today:
        raise MeetingInFutureError(today=as_day(today))
    if not present:
        raise NobodyPresentError


def numbered(ordinal: int, year: int) -> str:
    """Number of a document as offices write it: 7/2026."""
    return f"{ordinal}/{year}"


def as_day(value: date) -> str:
    """A day as it is written in Poland: 10.01.2020."""
    return value.strftime("%d.%m.%Y")
