"""Declarations signed and withdrawn, certificates issued."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership import errors, rules
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnershipCertificate,
)
from core.partnership.operations.making import made_before, next_number
from core.partnership.permissions import require_manager
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@transaction.atomic
def sign_declaration(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    signed_on: date,
    scope: str = "",
    valid_until: date | None = None,
    key: UUID | None = None,
) -> AccessionDeclaration:
    """Record a signed declaration of accession; from that day the organisation is a partner.

    Raises `SignedBeforeInvitationError`, `SignedInFutureError`, `DeclarationInForceError`,
    `DeclarationEndsBeforeStartError`.
    """
    require_manager(actor)
    if (known := made_before(AccessionDeclaration.objects.all(), key)) is not None:
        return known
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    earlier = locked.declarations.select_related("certificate")
    rules.check_signature(
        partner=locked.name,
        invited_on=locked.invited_on,
        signed_on=signed_on,
        valid_until=valid_until,
        earlier=[item.as_accession() for item in earlier],
        today=clock.today(),
    )
    with refusing({"declaration_one_open_a_partner": errors.DeclarationInForceError}):
        declaration = AccessionDeclaration.objects.create(
            pk=key or uuid7(),
            partner=locked,
            number=next_number(AccessionDeclaration.objects.all(), signed_on.year),
            signed_on=signed_on,
            scope=scope.strip(),
            valid_until=valid_until,
        )
    record(actor, "partnership.declaration_signed", declaration, signed_on=signed_on)
    return declaration


@transaction.atomic
def issue_certificate(
    *, actor: Actor, declaration: AccessionDeclaration, issued_on: date | None = None
) -> PartnershipCertificate:
    """Issue the certificate of a declaration in force; asked again, give the one that there is.

    Raises `DeclarationNotInForceError`, `IssuedBeforeSignatureError`, `IssuedInFutureError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if (known := PartnershipCertificate.objects.filter(declaration=locked).first()) is not None:
        return known
    day = issued_on or clock.today()
    rules.check_issue(
        declaration=rules.Accession(locked.signed_on, locked.withdrawn_on, locked.valid_until),
        issued_on=day,
        today=clock.today(),
    )
    certificate = PartnershipCertificate.objects.create(
        declaration=locked,
        number=next_number(PartnershipCertificate.objects.all(), day.year),
        code="".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(rules.CODE_LENGTH)),
        issued_on=day,
    )
    record(actor, "partnership.certificate_issued", certificate, issued_on=day)
    return certificate


@transaction.atomic
def withdraw_declaration(
    *, actor: Actor, declaration: AccessionDeclaration, withdrawn_on: date | None = None
) -> AccessionDeclaration:
    """Record that a partner leaves on a day (today); its certificate stops being valid with it.

    A second withdrawal changes nothing. Raises `WithdrawnBeforeSignatureError`, `WithdrawnInFutureError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.withdrawn_on is not None:
        return locked
    day = withdrawn_on or clock.today()
    rules.check_withdrawal(signed_on=locked.signed_on, withdrawn_on=day, today=clock.today())
    locked.withdrawn_on = day
    locked.save(update_fields=["withdrawn_on"])
    record(actor, "partnership.declaration_withdrawn", locked, withdrawn_on=day)
    return locked
