"""Amendments to a declaration: prepared and printed, then signed or put aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import models, transaction

from core.audit.operations import record
from core.documents.operations import issued
from core.partnership import documents
from core.partnership.errors.papers import AmendmentClosedError, AmendmentOpenError
from core.partnership.models import AccessionDeclaration, DeclarationAmendment
from core.partnership.operations.copies import add_copy
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.partnership.rules.papers import (
    Change,
    check_amendment,
    check_amendment_signature,
    check_categories,
)
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_OPEN = {"amendment_one_open_a_declaration": AmendmentOpenError}


@transaction.atomic
def prepare_amendment(
    *,
    actor: Actor,
    declaration: AccessionDeclaration,
    effective_on: date,
    scope: str | None = None,
    categories: Sequence[str] | None = None,
    changes_term: bool = False,
    valid_until: date | None = None,
    key: UUID | None = None,
) -> DeclarationAmendment:
    """Print an amendment for a partner to sign.

    `scope` and `categories` left out stay as they are; `changes_term` without `valid_until` makes the
    declaration one for an unlimited time. Raises `NothingChangesError`, `AmendmentNotInForceError`,
    `AmendmentOpenError`, `EffectiveOutsideTermError`, `EffectiveTooFarError`, `TermOverError`,
    `UnknownServiceCategoryError`.
    """
    require_manager(actor)
    if (known := made_before(DeclarationAmendment.objects.all(), key)) is not None:
        return known
    locked = _locked(declaration)
    before = locked.amendments.aggregate(last=models.Max("number"))["last"] or 0
    words = None if scope is None else scope.strip()
    chosen = None if categories is None else list(categories)
    check_categories(chosen or (), ServiceCategory.values)
    check_amendment(
        accession=locked.as_accession(),
        change=Change(before + 1, effective_on, words, None if chosen is None else tuple(chosen)),
        changes_term=changes_term,
        valid_until=valid_until,
        today=clock.today(),
    )
    with refusing(_OPEN):
        amendment = DeclarationAmendment.objects.create(
            pk=key or uuid7(),
            declaration=locked,
            number=before + 1,
            prepared_on=clock.today(),
            effective_on=effective_on,
            scope=words,
            categories=chosen,
            changes_term=changes_term,
            valid_until=valid_until if changes_term else None,
        )
    data = documents.amendment_data(amendment)
    amendment.document = issued.issue(
        actor=actor, template="amendment", number=data["number"], data=data, subject=amendment
    )
    amendment.save(update_fields=["document"])
    record(actor, "partnership.amendment_prepared", amendment, declaration=locked.pk)
    return amendment


@transaction.atomic
def sign_amendment(
    *,
    actor: Actor,
    amendment: DeclarationAmendment,
    signed_on: date,
    name: str = "",
    content: bytes = b"",
) -> DeclarationAmendment:
    """Record that an amendment was signed, with the file that shows it; a new term holds from now on.

    Raises `AmendmentClosedError`, `AmendmentNotInForceError`, `SignedInFutureError`,
    `SignedBeforeDeclarationError`, and what `receive` says of the file.
    """
    require_manager(actor)
    declaration = _locked(amendment.declaration)
    locked = DeclarationAmendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if locked.signed_on is not None:
        return locked
    if locked.discarded_on is not None:
        raise AmendmentClosedError
    check_amendment_signature(accession=declaration.as_accession(), signed_on=signed_on, today=clock.today())
    locked.signed_on = signed_on
    locked.save(update_fields=["signed_on"])
    if locked.changes_term:
        declaration.valid_until = locked.valid_until
        declaration.save(update_fields=["valid_until"])
    if content:
        add_copy(actor=actor, paper=locked, name=name, content=content)
    record(actor, "partnership.amendment_signed", locked, signed_on=signed_on)
    return locked


@transaction.atomic
def discard_amendment(*, actor: Actor, amendment: DeclarationAmendment) -> DeclarationAmendment:
    """Put an amendment aside: it will not be signed. Its number is not given again."""
    require_manager(actor)
    locked = DeclarationAmendment.objects.select_for_update().get(pk=amendment.pk)
    if locked.discarded_on is not None:
        return locked
    if locked.signed_on is not None:
        raise AmendmentClosedError
    locked.discarded_on = clock.today()
    locked.save(update_fields=["discarded_on"])
    record(actor, "partnership.amendment_discarded", locked)
    return locked


def _locked(declaration: AccessionDeclaration) -> AccessionDeclaration:
    found = AccessionDeclaration.objects.select_related("partner").select_for_update(of=("self",))
    return found.get(pk=declaration.pk)
