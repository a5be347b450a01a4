"""Who reads a partner's post: its co-ordinating persons and delegates, else the organisation's mailbox."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from core.identity.models import User
from core.partnership.models import PartnerOrganisation, PartnerPerson


@dataclass(frozen=True)
class Reader:
    """An address to write to, and the account whose inbox gets the message too."""

    email: str
    user: User | None = None


def readers_of(partners: Iterable[PartnerOrganisation], on: date) -> dict[object, list[Reader]]:
    """Readers on a day by the partner's key, each address once; empty where nobody can be written to."""
    wanted = {partner.pk: partner for partner in partners}
    people = PartnerPerson.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        Q(is_coordinator=True) | Q(is_delegate=True),
        partner_id__in=wanted,
        starts_on__lte=on,
    ).exclude(email="", user=None)
    found: dict[object, dict[str, Reader]] = {pk: {} for pk in wanted}
    for person in people.select_related("user").order_by("-is_coordinator", "name", "pk"):
        user = person.user if person.user is not None and person.user.is_active else None
        email = person.email or (user.email if user else "")
        if email:
            found[person.partner_id].setdefault(email.casefold(), Reader(email, user))
    for pk, partner in wanted.items():
        if not found[pk] and partner.email:
            found[pk][partner.email.casefold()] = Reader(partner.email)
    return {pk: list(readers.values()) for pk, readers in found.items()}
