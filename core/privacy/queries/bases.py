"""Which institution keeps which records on which basis: written down, or proposed by its kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.partnership.models import PartnerOrganisation
from core.privacy.enums import Article6, Article9
from core.privacy.models import ControllerContact, LegalBasis
from core.privacy.vocabulary import proposed_for
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError

BASES_READERS = (Role.DIRECTOR, Role.NETWORK_OFFICER, Role.SOCIAL_WORKER, Role.FAMILY_MEMBER)


@dataclass(frozen=True)
class Basis:
    """A basis as it is shown; a proposed one has no row yet."""

    records: str
    article6: tuple[str, ...]
    article9: tuple[str, ...]
    act: str
    plain: str
    row: LegalBasis | None = None

    @property
    def points(self) -> list[str]:
        """The points of art. 6 and 9 in words."""
        return [
            *(str(Article6(one).label) for one in self.article6),
            *(str(Article9(one).label) for one in self.article9),
        ]

    @property
    def is_proposed(self) -> bool:
        """Whether nobody in the town has written it down yet."""
        return self.row is None


@dataclass(frozen=True)
class KeptRecords:
    """An institution with the bases of its own records and where people ask about their data."""

    partner: PartnerOrganisation
    bases: list[Basis]
    contact: str
    inspector: str
    # The version of the contact that was read; None before anybody named one.
    version: int | None = None


def kept_records(partners: Iterable[PartnerOrganisation], on: date | None = None) -> list[KeptRecords]:
    """Bases of some institutions on a day (today): two queries for any number of them."""
    wanted = list(partners)
    rows: dict[UUID, list[LegalBasis]] = {}
    held = LegalBasis.objects.on(on or clock.today()).filter(partner__in=wanted)
    for row in held.order_by("starts_on", "pk"):
        rows.setdefault(row.partner_id, []).append(row)
    contacts = {one.partner_id: one for one in ControllerContact.objects.filter(partner__in=wanted)}
    return [_kept(partner, rows.get(partner.pk, []), contacts.get(partner.pk)) for partner in wanted]


def _kept(
    partner: PartnerOrganisation, rows: list[LegalBasis], contact: ControllerContact | None
) -> KeptRecords:
    bases = [
        Basis(row.records, tuple(row.article6), tuple(row.article9), row.act, row.plain, row) for row in rows
    ] or [
        Basis(str(one.records), one.article6, one.article9, str(one.act), str(one.plain))
        for one in proposed_for(partner.sector, is_lead=partner.is_lead)
    ]
    ways = ", ".join(part for part in (partner.address, partner.phone, partner.email) if part)
    return KeptRecords(
        partner,
        bases,
        (contact.contact if contact else "") or ways,
        contact.inspector if contact else "",
        contact.version if contact else None,
    )


def bases_visible_to(actor: Actor) -> QuerySet[LegalBasis]:
    """Bases that were written down, ended ones too, for those who work with the register or a family."""
    if not (actor.is_system or actor.has(*BASES_READERS)):
        return LegalBasis.objects.none()
    return LegalBasis.objects.order_by("partner__name", "starts_on", "pk")


def basis_visible(actor: Actor, basis_id: UUID | str) -> LegalBasis:
    """One basis, or `NotVisibleError`."""
    found = bases_visible_to(actor).select_related("partner").filter(pk=basis_id).first()
    if found is None:
        raise NotVisibleError
    return found
