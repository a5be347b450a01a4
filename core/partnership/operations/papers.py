"""Declarations signed and withdrawn, certificates issued, both printed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.documents.models import IssuedDocument
from core.documents.operations import issued
from core.documents.queries import documents_of
from core.partnership import documents, errors, rules
from core.partnership.errors.papers import LeadCannotLeaveError, WithdrawalTookEffectError
from core.partnership.models import (
    AccessionDeclaration,
    DeclarationDraft,
    PartnerOrganisation,
    PartnershipCertificate,
)
from core.partnership.operations.making import made_before, next_number
from core.partnership.permissions import require_manager
from core.partnership.queries import sees_organisation
from core.partnership.rules.papers import check_categories, check_departure
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@transaction.atomic
def sign_declaration(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    signed_on: date,
    scope: str = "",
    categories: Sequence[str] = (),
    valid_until: date | None = None,
    key: UUID | None = None,
    draft: DeclarationDraft | None = None,
) -> AccessionDeclaration:
    """Record a signed declaration of accession; from that day the organisation is a partner.

    Of a prepared one (`draft`) it takes the number; see `drafts.sign_draft`. Raises
    `SignedBeforeInvitationError`, `SignedInFutureError`, `DeclarationInForceError`,
    `DeclarationEndsBeforeStartError`, `UnknownServiceCategoryError`.
    """
    require_manager(actor)
    if (known := made_before(AccessionDeclaration.objects.all(), key)) is not None:
        return known
    check_categories(categories, ServiceCategory.values)
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
            number=draft.number if draft else next_declaration_number(signed_on.year),
            signed_on=signed_on,
            scope=scope.strip(),
            categories=list(categories),
            valid_until=valid_until,
        )
    record(actor, "partnership.declaration_signed", declaration, signed_on=signed_on)
    if draft is None:
        paper_of(actor, declaration)
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
    print_certificate(actor=actor, certificate=certificate)
    return certificate


@transaction.atomic
def print_certificate(*, actor: Actor, certificate: PartnershipCertificate) -> IssuedDocument:
    """Print a certificate as partner, lead and host are called today; number and code stay.

    Nothing is printed where nothing has changed since the last time.
    """
    require_manager(actor)
    data = documents.certificate_data(certificate)
    return issued.issue(
        actor=actor,
        template="certificate",
        number=certificate.number,
        data=data,
        subject=certificate,
        issued_on=certificate.issued_on,
    )


@transaction.atomic
def fetch_certificate(*, actor: Actor, certificate: PartnershipCertificate) -> IssuedDocument:
    """The certificate to download, as it was last printed; one that never was is printed now."""
    if not sees_organisation(actor, certificate.declaration.partner_id):
        raise NotVisibleError
    found = documents_of(certificate, "certificate").first()
    if found is None:
        data = documents.certificate_data(certificate)
        found = issued.issue(
            actor=actor,
            template="certificate",
            number=certificate.number,
            data=data,
            subject=certificate,
            issued_on=certificate.issued_on,
        )
    return found


@transaction.atomic
def fetch_declaration(*, actor: Actor, declaration: AccessionDeclaration) -> IssuedDocument:
    """The declaration to download: the paper that was printed for signature, else a print of the record."""
    if not sees_organisation(actor, declaration.partner_id):
        raise NotVisibleError
    return paper_of(actor, declaration)


def paper_of(actor: Actor, declaration: AccessionDeclaration) -> IssuedDocument:
    """The issued paper of a declaration; one from before papers were kept is printed at its first use."""
    draft = DeclarationDraft.objects.filter(declaration=declaration, document__isnull=False).first()
    if draft is not None and draft.document is not None:
        return draft.document
    found = documents_of(declaration, "declaration").first()
    return found or issued.issue(
        actor=actor,
        template="declaration",
        number=declaration.number,
        data=documents.declaration_data(declaration),
        subject=declaration,
        issued_on=declaration.signed_on,
    )


@transaction.atomic
def withdraw_declaration(
    *,
    actor: Actor,
    declaration: AccessionDeclaration,
    withdrawn_on: date | None = None,
    reason: str = "",
) -> AccessionDeclaration:
    """Record that a partner leaves on a day (today), past or to come; its certificate ends with it.

    Its services leave the basket on that day by themselves, since only partners have any. Requests under
    way are the task of `core.referrals.operations.departures.withdraw_partner`, which pages and programs
    call instead. A second withdrawal changes nothing. Raises `WithdrawnBeforeSignatureError`,
    `WithdrawnTooFarError`, `AlreadyEndedError`, `LeadCannotLeaveError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.withdrawn_on is not None:
        return locked
    if PartnerOrganisation.objects.filter(pk=locked.partner_id, is_lead=True).exists():
        raise LeadCannotLeaveError
    day = withdrawn_on or clock.today()
    check_departure(
        accession=rules.Accession(locked.signed_on, None, locked.valid_until),
        withdrawn_on=day,
        today=clock.today(),
    )
    locked.withdrawn_on, locked.withdrawal_noted_on = day, clock.today()
    locked.withdrawal_reason = reason.strip()[:300]
    locked.save(update_fields=["withdrawn_on", "withdrawal_noted_on", "withdrawal_reason"])
    record(actor, "partnership.declaration_withdrawn", locked, withdrawn_on=day)
    return locked


@transaction.atomic
def call_off_withdrawal(*, actor: Actor, declaration: AccessionDeclaration) -> AccessionDeclaration:
    """A partner stays after all: before its day, a departure is taken back. Raises
    `WithdrawalTookEffectError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.withdrawn_on is None:
        return locked
    if locked.withdrawn_on <= clock.today():
        raise WithdrawalTookEffectError
    locked.withdrawn_on, locked.withdrawal_noted_on, locked.withdrawal_reason = None, None, ""
    with refusing({"declaration_one_open_a_partner": errors.DeclarationInForceError}):
        locked.save(update_fields=["withdrawn_on", "withdrawal_noted_on", "withdrawal_reason"])
    record(actor, "partnership.withdrawal_called_off", locked)
    return locked


def next_declaration_number(year: int) -> str:
    """The next free number of a year, also after those of prepared and put aside declarations."""
    own = AccessionDeclaration.objects.filter(draft__isnull=True)
    first = next_number(own, year)
    prepared = DeclarationDraft.objects.filter(number__endswith=f"/{year}").count()
    return rules.numbered(int(first.partition("/")[0]) + prepared, year)
