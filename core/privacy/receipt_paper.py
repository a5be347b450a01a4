"""The receipt of a disclosure on paper, with the address where anybody checks it."""

from __future__ import annotations

from typing import Any

import segno
from django.utils import timezone, translation

from core.documents.operations.printing import render
from core.documents.rules import Document
from core.privacy.enums import Channel, DataCategory
from core.privacy.models import Disclosure
from core.privacy.queries.receipts import receipt_of
from core.shared import clock
from core.shared.addresses import address
from tenants.context import current


def check_address(entry: Disclosure) -> str:
    """The public page that says whether a receipt is genuine, and nothing else."""
    return address(f"/pokwitowanie/{receipt_of(entry)}/")


def receipt_data(entry: Disclosure) -> dict[str, Any]:
    """What stands on the receipt; the wording is named, the data told are not on it."""
    checked_at = check_address(entry)
    with translation.override("pl"):
        told = [
            f"{DataCategory(one).label} (wyjaśnienie {entry.texts[one]})"
            if one in entry.texts
            else str(DataCategory(one).label)
            for one in DataCategory.values
            if one in entry.told
        ]
        return {
            "lead": str(current().organisation),
            "town": str(current().name),
            "number": str(entry.number),
            "receipt": str(receipt_of(entry)),
            "at": f"{timezone.localtime(entry.at):%d.%m.%Y, %H:%M:%S}",
            "partner": entry.institution,
            "reader": entry.actor_name,
            "person": entry.person.full_name,
            "told": told,
            "purpose": entry.aim,
            "channel": str(Channel(entry.channel).label),
            "digest": entry.digest,
            "check_address": checked_at.split("://", maxsplit=1)[-1],
            "qr": segno.make(checked_at, error="m", micro=False).svg_inline(border=0, dark="#12263a"),
        }


def receipt_paper(entry: Disclosure) -> Document:
    """The receipt as PDF; the caller has checked that the entry may be seen. It is kept nowhere."""
    return render("receipt", receipt_data(entry), clock.today())
