"""Declarations prepared for signature: printed under a number, then signed or put aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.documents.operations import issued
from core.partnership import documents, errors
from core.partnership.errors.papers import DraftClosedError, DraftOpenError
from core.partnership.models import AccessionDeclaration, DeclarationDraft, PartnerOrganisation
from core.partnership.operations.copies import add_copy
from core.partnership.operations.making import made_before
from core.partnership.operations.papers import next_declaration_number, sign_declaration
from core.partnership.permissions import require_manager
from core.partnership.queries import declaration_in_force
from core.partnership.rules.papers import check_categories, check_draft, last_day
from core.reference.grounds import ServiceCategory
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_OPEN = {"draft_one_open_a_partner": DraftOpenError}


@transaction.atomic
def prepare_declaration(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    scope: str = "",
    categories: Sequence[str] = (),
    valid_until: date | None = None,
    key: UUID | None = None,
) -> DeclarationDraft:
    """Print a declaration for a partner to sign; its number is taken from now on.

    A partner whose declaration has an end may get the next one ready. Raises `DraftOpenError`,
    `DeclarationInForceError`, `TermOverError`, `UnknownServiceCategoryError`.
    """
    require_manager(actor)
    if (known := made_before(DeclarationDraft.objects.all(), key)) is not None:
        return known
    today = clock.today()
    check_draft(valid_until=valid_until, today=today)
    check_categories(categories, ServiceCategory.values)
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    current = declaration_in_force(locked, today)
    if current is not None and last_day(current.as_accession()) is None:
        raise errors.DeclarationInForceError
    with refusing(_OPEN):
        draft = DeclarationDraft.objects.create(
            pk=key or uuid7(),
            partner=locked,
            number=next_declaration_number(today.year),
            prepared_on=today,
            scope=scope.strip(),
            categories=list(categories),
            valid_until=valid_until,
        )
    draft.document = issued.issue(
        actor=actor,
        template="declaration",
        number=draft.number,
        data=documents.draft_data(draft),
        subject=draft,
        issued_on=today,
    )
    draft.save(update_fields=["document"])
    record(actor, "partnership.declaration_prepared", draft, partner=locked.pk)
    return draft


@transaction.atomic
def sign_draft(
    *,
    actor: Actor,
    draft: DeclarationDraft,
    signed_on: date,
    name: str = "",
    content: bytes = b"",
) -> AccessionDeclaration:
    """Record that a prepared declaration was signed, with the file that shows it where there is one.

    A file with an electronic signature must be the very paper that was printed. Signed twice, it is signed
    once. Raises `DraftClosedError`, what `sign_declaration` raises, and what `receive` says of the file.
    """
    require_manager(actor)
    locked = DeclarationDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if locked.declaration is not None:
        return locked.declaration
    if locked.discarded_on is not None:
        raise DraftClosedError
    declaration = sign_declaration(
        actor=actor,
        partner=locked.partner,
        signed_on=signed_on,
        scope=locked.scope,
        categories=locked.categories,
        valid_until=locked.valid_until,
        draft=locked,
    )
    locked.declaration = declaration
    locked.save(update_fields=["declaration"])
    if content:
        add_copy(actor=actor, paper=declaration, name=name, content=content)
    return declaration


@transaction.atomic
def discard_draft(*, actor: Actor, draft: DeclarationDraft) -> DeclarationDraft:
    """Put a prepared declaration aside: it will not be signed. Its number is not given again."""
    require_manager(actor)
    locked = DeclarationDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.discarded_on is not None:
        return locked
    if locked.declaration_id is not None:
        raise DraftClosedError
    locked.discarded_on = clock.today()
    locked.save(update_fields=["discarded_on"])
    record(actor, "partnership.declaration_discarded", locked)
    return locked
