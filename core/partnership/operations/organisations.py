"""The lead registered, partners invited and their data kept."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership import errors, rules
from core.partnership.enums import OrganisationKind
from core.partnership.errors.accession import UnknownPlaceError
from core.partnership.models import (
    PartnerOrganisation,
)
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.reference.grounds import Sector
from core.reference.queries import may_exist
from core.shared import clock
from core.shared.actor import Actor
from core.shared.identifiers import checked_nip, checked_regon, checked_teryt
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_PARTNER = {
    "partner_name_once": errors.DuplicatePartnerError,
    "partner_nip_once": errors.DuplicateNipError,
    "partner_one_lead": errors.SecondLeadError,
}


@transaction.atomic
def register_lead(
    *, actor: Actor, name: str, short_name: str = "", sector: str = Sector.SOCIAL_ASSISTANCE, **details: Any
) -> PartnerOrganisation:
    """Enter the organisation that leads the partnership; it was invited by nobody.

    `details`: kind, nip, regon, teryt, email, phone, address, website. Raises `SecondLeadError`,
    `DuplicatePartnerError`.
    """
    require_manager(actor)
    fields = _organisation(name=name, short_name=short_name, sector=sector, **details)
    with refusing(_PARTNER):
        lead = PartnerOrganisation.objects.create(is_lead=True, **fields)
    record(actor, "partnership.lead_registered", lead)
    return lead


@transaction.atomic
def invite_partner(
    *,
    actor: Actor,
    name: str,
    short_name: str = "",
    sector: str,
    kind: str = OrganisationKind.OTHER,
    email: str = "",
    invited_on: date | None = None,
    key: UUID | None = None,
    **details: str,
) -> PartnerOrganisation:
    """Enter an organisation that was invited on a day (today).

    `details`: nip, regon, teryt, phone, address, website. Raises `DuplicatePartnerError`, `BadNipError`,
    `BadRegonError`, `BadTerytError`, `UnknownPlaceError`, `InvitationInFutureError`.
    """
    require_manager(actor)
    if (known := made_before(PartnerOrganisation.objects.all(), key)) is not None:
        return known
    day = invited_on or clock.today()
    fields = _organisation(name=name, short_name=short_name, sector=sector, kind=kind, email=email, **details)
    rules.check_invitation(invited_on=day, today=clock.today())
    with refusing(_PARTNER):
        partner = PartnerOrganisation.objects.create(pk=key or uuid7(), invited_on=day, **fields)
    record(actor, "partnership.partner_invited", partner, invited_on=day)
    return partner


@transaction.atomic
def update_partner(*, actor: Actor, partner: PartnerOrganisation, **details: str) -> PartnerOrganisation:
    """Change an organisation's name, sector or address data; its papers stay as they were issued."""
    require_manager(actor)
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    kept = {field: getattr(locked, field) for field in ("name", "sector", "kind")}
    for field, value in _organisation(**{**kept, **details}).items():
        setattr(locked, field, value)
    with refusing(_PARTNER):
        locked.save()
    record(actor, "partnership.partner_updated", locked, fields=sorted(details))
    return locked


def _organisation(*, name: str, sector: str, **details: str) -> dict[str, str]:
    """Fields of an organisation, checked: name and sector known, numbers well formed where given."""
    if not name.strip():
        raise errors.NameMissingError
    if sector not in Sector.values:
        raise errors.UnknownSectorError
    fields = {"name": name.strip(), "sector": sector, **details}
    if fields.get("nip"):
        fields["nip"] = checked_nip(fields["nip"])
    if fields.get("regon"):
        fields["regon"] = checked_regon(fields["regon"])
    if fields.get("teryt"):
        fields["teryt"] = known_place(fields["teryt"])
    return fields


def known_place(code: str) -> str:
    """A territorial code as the register has it today.

    Raises `BadTerytError` for what is no code at all, `UnknownPlaceError` for one that the register, where
    it was imported for the voivodeship, does not have.
    """
    checked = checked_teryt(code)
    if not may_exist(code=checked, on=clock.today()):
        raise UnknownPlaceError
    return checked
