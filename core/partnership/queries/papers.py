"""Declarations and certificates: lists, the public check, the printed papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from core.documents.operations import render
from core.documents.rules import Document
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnershipCertificate,
)
from core.partnership.queries.organisations import lead, organisation_rule, sees_organisation
from core.partnership.rules import as_day
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from tenants.context import current


def declaration_in_force(partner: PartnerOrganisation, on: date) -> AccessionDeclaration | None:
    """The declaration by which an organisation is a partner on a day, or None."""
    found = AccessionDeclaration.objects.in_force(on).filter(partner_id=partner.pk)
    return found.select_related("certificate").first()


def declarations_of(partner: PartnerOrganisation) -> QuerySet[AccessionDeclaration]:
    """All declarations of an organisation with their certificates, the newest first."""
    return partner.declarations.select_related("certificate").order_by("-signed_on", "pk")


def declaration_visible(actor: Actor, declaration_id: UUID | str) -> AccessionDeclaration:
    """One declaration with partner and certificate, seen by whoever sees the organisation's page."""
    declarations = AccessionDeclaration.objects.select_related("partner", "certificate")
    found = declarations.filter(pk=declaration_id).first()
    if found is None or not sees_organisation(actor, found.partner_id):
        raise NotVisibleError
    return found


def certificate_visible(actor: Actor, certificate_id: UUID | str) -> PartnershipCertificate:
    """One certificate with declaration and partner, seen by whoever sees the organisation's page."""
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(pk=certificate_id).first()
    if found is None or not sees_organisation(actor, found.declaration.partner_id):
        raise NotVisibleError
    return found


@dataclass(frozen=True)
class CertificateCheck:
    """What anybody who holds a certificate may learn from its code; nothing of any person."""

    number: str
    partner: str
    issued_on: date
    signed_on: date
    valid: bool
    ended_on: date | None


def certificate_check(code: str, on: date | None = None) -> CertificateCheck | None:
    """Whether the certificate with a code is valid on a day (today); None for an unknown code."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(code=bare).first()
    if found is None:
        return None
    declaration = found.declaration
    valid = declaration.as_accession().in_force(on or clock.today())
    return CertificateCheck(
        number=found.number,
        partner=declaration.partner.name,
        issued_on=found.issued_on,
        signed_on=declaration.signed_on,
        valid=valid,
        ended_on=None if valid else declaration.withdrawn_on or declaration.valid_until,
    )


def certificate_document(
    actor: Actor, certificate: PartnershipCertificate, check_address: str = ""
) -> Document:
    """The certificate as a PDF/UA file; the same bytes for the same certificate and address.

    `check_address` is where its code is checked.
    """
    declaration = certificate.declaration
    if not sees_organisation(actor, declaration.partner_id):
        raise NotVisibleError
    data = {
        **_common(declaration),
        "number": certificate.number,
        "issued_on": as_day(certificate.issued_on),
        "code": grouped_code(certificate.code),
        "check_address": check_address,
        "declaration_number": declaration.number,
    }
    return render("certificate", data, certificate.issued_on)


def declaration_document(actor: Actor, declaration: AccessionDeclaration) -> Document:
    """The declaration of accession as a PDF/UA file, ready for a signature by hand."""
    if not sees_organisation(actor, declaration.partner_id):
        raise NotVisibleError
    data = {
        **_common(declaration),
        "number": declaration.number,
        "scope": declaration.scope,
        "valid_until": as_day(declaration.valid_until) if declaration.valid_until else "",
        "nip": declaration.partner.nip,
        "regon": declaration.partner.regon,
        "address": declaration.partner.address,
    }
    return render("declaration", data, declaration.signed_on)


def grouped_code(code: str) -> str:
    """A certificate's code in groups of four: as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _common(declaration: AccessionDeclaration) -> dict[str, str | bool]:
    leader = lead()
    return {
        "town": str(current().name),
        "lead": leader.name if leader else "",
        "partner": declaration.partner.name,
        "is_lead": declaration.partner.is_lead,
        "signed_on": as_day(declaration.signed_on),
    }


def declarations_visible_to(actor: Actor) -> QuerySet[AccessionDeclaration]:
    """Declarations that the actor may open, the newest first: for lists over many partners."""
    found = AccessionDeclaration.objects.filter(organisation_rule(actor, "partner_id"))
    return found.order_by("-signed_on", "pk")


def certificates_visible_to(actor: Actor) -> QuerySet[PartnershipCertificate]:
    """Certificates that the actor may open, the newest first: for lists over many partners."""
    rule = organisation_rule(actor, "declaration__partner_id")
    return PartnershipCertificate.objects.filter(rule).order_by("-issued_on", "pk")
