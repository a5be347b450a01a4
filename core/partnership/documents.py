"""What the partnership prints: the data of each paper, plain values that stay with it for good."""

from __future__ import annotations

from typing import Any

import segno
from django.utils import translation

from core.partnership.models import (
    AccessionDeclaration,
    DeclarationAmendment,
    DeclarationDraft,
    PartnerOrganisation,
    PartnershipCertificate,
)
from core.partnership.queries import grouped_code, lead
from core.partnership.queries.papers import terms_on
from core.partnership.rules import as_day
from core.reference.grounds import ServiceCategory
from core.shared.addresses import address
from tenants.context import current


def draft_data(draft: DeclarationDraft) -> dict[str, Any]:
    """A declaration that waits for its signature: the day of signature is a line to write on."""
    return {
        **_declaration(draft.partner),
        "number": draft.number,
        "scope": draft.scope,
        "categories": names_of(draft.categories),
        "valid_until": as_day(draft.valid_until) if draft.valid_until else "",
        "signed_on": "",
    }


def declaration_data(declaration: AccessionDeclaration) -> dict[str, Any]:
    """A declaration that was signed on a form of its own and is printed as it was recorded."""
    return {
        **_declaration(declaration.partner),
        "number": declaration.number,
        "scope": declaration.scope,
        "categories": names_of(declaration.categories),
        "valid_until": as_day(declaration.valid_until) if declaration.valid_until else "",
        "signed_on": as_day(declaration.signed_on),
    }


def amendment_data(amendment: DeclarationAmendment) -> dict[str, Any]:
    """An amendment to sign: what it changes and from when."""
    declaration = amendment.declaration
    changes_categories = amendment.categories is not None
    return {
        **_common(declaration.partner),
        "number": f"{amendment.number} do {declaration.number}",
        "amendment_number": amendment.number,
        "declaration_number": declaration.number,
        "declaration_signed_on": as_day(declaration.signed_on),
        "effective_on": as_day(amendment.effective_on),
        "changes_scope": amendment.scope is not None,
        "scope": amendment.scope or "",
        "changes_categories": changes_categories,
        "categories": names_of(amendment.categories or []),
        "changes_term": amendment.changes_term,
        "valid_until": as_day(amendment.valid_until) if amendment.valid_until else "",
    }


def certificate_data(certificate: PartnershipCertificate) -> dict[str, Any]:
    """A certificate with the address where anybody checks it, in words and as a QR code.

    It names no last day: that stands on the page behind the code, since an amendment may move it.
    """
    declaration = certificate.declaration
    checked_at = check_address(certificate)
    return {
        **_common(declaration.partner),
        "number": certificate.number,
        "issued_on": as_day(certificate.issued_on),
        "code": grouped_code(certificate.code),
        "check_address": checked_at.split("://", maxsplit=1)[-1],
        "qr": segno.make(checked_at, error="m", micro=False).svg_inline(border=0, dark="#12263a"),
        "declaration_number": declaration.number,
        "signed_on": as_day(declaration.signed_on),
        "scope": terms_on(declaration, certificate.issued_on).scope,
    }


def check_address(certificate: PartnershipCertificate) -> str:
    """The public page that says what a certificate is worth today."""
    return address(f"/w/{certificate.code}/")


def names_of(categories: list[str]) -> list[str]:
    """Names of fields of services in the order of the catalogue, in Polish whoever prints."""
    with translation.override("pl"):
        return [str(item.label) for item in ServiceCategory if item.value in categories]


def _declaration(partner: PartnerOrganisation) -> dict[str, Any]:
    return {
        **_common(partner),
        "nip": partner.nip,
        "regon": partner.regon,
        "address": partner.address,
    }


def _common(partner: PartnerOrganisation) -> dict[str, Any]:
    leader = lead()
    return {
        "town": str(current().name),
        "lead": leader.name if leader else "",
        "partner": partner.name,
        "is_lead": partner.is_lead,
    }
