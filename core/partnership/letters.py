"""Invitations as letters: several in one file, each with its address where a window envelope shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import segno

from core.documents.operations import render
from core.documents.rules import Document
from core.partnership.enums.accession import AddressKind
from core.partnership.models import PartnerInvitation, PartnerOrganisation
from core.partnership.queries.invitations import answer_address
from core.partnership.queries.organisations import lead
from core.partnership.rules import as_day
from tenants.context import current


def invitation_letters(invitations: Sequence[PartnerInvitation]) -> Document:
    """The letters one after another, each on a sheet of its own; the newest invitation dates the file.

    A letter is no record: printed again it carries a fresh link, and the record is the invitation.
    """
    leader = lead()
    data: dict[str, Any] = {
        "town": str(current().name),
        "lead": leader.name if leader else str(current().organisation),
        "lead_address": address_lines(leader) if leader else [],
        "lead_phone": leader.phone if leader else "",
        "lead_email": leader.email if leader else "",
        "number": invitations[0].number if len(invitations) == 1 else "",
        "letters": [_letter(invitation) for invitation in invitations],
    }
    return render("invitation", data, max((each.sent_on for each in invitations), default=date.min))


def _letter(invitation: PartnerInvitation) -> dict[str, Any]:
    link = answer_address(invitation)
    return {
        "number": invitation.number,
        "sent_on": as_day(invitation.sent_on),
        "answer_by": as_day(invitation.answer_by),
        "partner": invitation.partner.name,
        "address": address_lines(invitation.partner),
        "message": invitation.message,
        "qr": segno.make(link, error="l", micro=False).svg_inline(border=0, dark="#12263a"),
    }


def address_lines(partner: PartnerOrganisation) -> list[str]:
    """Where letters go: the address for correspondence, else the seat, else the one line there is."""
    by_kind = {each.kind: each for each in partner.addresses.all() if each.kind != AddressKind.SERVICE}
    chosen = by_kind.get(AddressKind.CORRESPONDENCE) or by_kind.get(AddressKind.SEAT)
    if chosen is None:
        return [part.strip() for part in partner.address.split(",") if part.strip()]
    return [line for line in (chosen.label, chosen.street, f"{chosen.postcode} {chosen.city}") if line]
