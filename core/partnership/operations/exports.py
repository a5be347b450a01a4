"""Organisations as a table to take away: an act that is logged, since the file leaves the system."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.operations import record
from core.documents.rules import Document
from core.partnership.enums import OrganisationKind, PartnerStage
from core.partnership.models import PartnerOrganisation
from core.partnership.queries import partners
from core.reference.grounds import Sector
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF
from core.shared.errors import NotVisibleError
from core.shared.spreadsheets import FileKind, Value, written


@transaction.atomic
def export_partners(*, actor: Actor, kind: FileKind, search: str = "", stage: str | None = None) -> Document:
    """A file of the organisations that a search finds; staff only. No person's name is in it."""
    if not actor.is_system and not actor.has(*STAFF):
        raise NotVisibleError
    found = list(partners(actor, search, stage))
    content = written(kind, _headings(), _rows(found), _("Partnerzy"))
    document = Document.of(content, f"partnerzy-{clock.today().isoformat()}.{kind}")
    record(
        actor, "partnership.partners_exported", number=len(found), format=str(kind), sha256=document.sha256
    )
    return document


def _headings() -> list[str]:
    return [
        _("Nazwa"),
        _("Nazwa skrócona"),
        _("Sektor"),
        _("Rodzaj"),
        _("NIP"),
        _("REGON"),
        _("TERYT"),
        _("Adres"),
        _("Telefon"),
        _("E-mail"),
        _("Strona"),
        _("Lider"),
        _("Etap"),
        _("Zaproszony"),
        _("Deklaracja z dnia"),
        _("Identyfikator"),
    ]


def _rows(found: list[PartnerOrganisation]) -> Iterator[list[Value]]:
    for partner in found:
        yield [
            partner.name,
            partner.short_name,
            str(Sector(partner.sector).label),
            str(OrganisationKind(partner.kind).label),
            partner.nip,
            partner.regon,
            partner.teryt,
            partner.address,
            partner.phone,
            partner.email,
            partner.website,
            partner.is_lead,
            str(PartnerStage(partner.stage).label),
            partner.invited_on,
            partner.declared_on,
            str(partner.pk),
        ]
