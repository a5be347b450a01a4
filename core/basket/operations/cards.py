"""Cards drafted, published, looked over, suspended and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit.operations import record
from core.basket import rules
from core.basket.enums import CardStatus, ProposalKind, RevisionKind
from core.basket.errors import (
    ChangeNeedsApprovalError,
    DuplicateCardError,
    ImportedTwiceError,
    PartnerWithoutDeclarationError,
)
from core.basket.models import ServiceCard
from core.basket.operations import history, pending
from core.basket.operations.fields import checked
from core.basket.permissions import may_publish, require_publisher, require_writer
from core.partnership.models import PartnerOrganisation
from core.partnership.queries import declaration_in_force
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import ConflictError
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_CARD = {"card_name_once_a_partner": DuplicateCardError, "card_imported_once": ImportedTwiceError}


@transaction.atomic
def draft_card(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    name: str,
    description: str = "",
    category: str,
    key: UUID | None = None,
    **details: Any,
) -> ServiceCard:
    """Write a card that nobody but staff and the partner sees yet.

    `details`: fields of `rules.EDITABLE`, and for a publisher `source` and `external_id`. The same `key`
    again gives the card of the first time. Raises `DuplicateCardError` and what `fields.checked` raises.
    """
    require_writer(actor, partner.pk)
    if key and (known := ServiceCard.objects.filter(pk=key, partner=partner).first()) is not None:
        return known
    fields = checked(actor, {"name": name, "description": description, "category": category, **details})
    today = clock.today()
    with refusing(_CARD):
        card = ServiceCard.objects.create(pk=key or uuid7(), partner=partner, reviewed_on=today, **fields)
    history.begin(card, today)
    history.keep(actor, card, RevisionKind.DRAFTED)
    record(actor, "basket.card_drafted", card, partner=partner.pk)
    return card


@transaction.atomic
def edit_card(
    *, actor: Actor, card: ServiceCard, version: int | None = None, reason: str = "", **details: Any
) -> ServiceCard:
    """Change what a card says; that counts as having looked it over.

    `version` is the one that the editor saw: `ConflictError` when somebody was faster. Raises
    `WrongStatusError` for a withdrawn card, `ChangeNeedsApprovalError` for a partner that changes more
    of a card in the basket than `rules.FREE` (see `proposals.change_card`).
    """
    require_writer(actor, card.partner_id)
    locked = held(card)
    if version is not None and version != locked.version:
        raise ConflictError
    rules.check_writable(name=locked.name, status=locked.status)
    fields = checked(actor, details, locked)
    changed = {field for field, value in fields.items() if value != getattr(locked, field)}
    if locked.status != CardStatus.DRAFT and changed - rules.FREE and not may_publish(actor):
        raise ChangeNeedsApprovalError
    for field, value in fields.items():
        setattr(locked, field, value)
    locked.reviewed_on = clock.today()
    _save(actor, locked, RevisionKind.EDITED, reason)
    record(actor, "basket.card_edited", locked, fields=sorted(details))
    return locked


@transaction.atomic
def publish_card(*, actor: Actor, card: ServiceCard) -> ServiceCard:
    """Put a card into the basket, or back into it after a suspension.

    Raises `PartnerWithoutDeclarationError`, `CardIncompleteError`, `WrongStatusError`.
    """
    require_publisher(actor)
    locked = held(card)
    if locked.status == CardStatus.PUBLISHED:
        return locked
    rules.check_publication(name=locked.name, status=locked.status, description=locked.description)
    today = clock.today()
    if declaration_in_force(locked.partner, today) is None:
        raise PartnerWithoutDeclarationError(partner=locked.partner.name)
    kind = RevisionKind.RESTORED if locked.published_on else RevisionKind.PUBLISHED
    locked.status = CardStatus.PUBLISHED
    locked.published_on = locked.published_on or today
    locked.suspended_on = None
    locked.reviewed_on = today
    _save(actor, locked, kind)
    history.move(locked, today)
    record(actor, "basket.card_published", locked, published_on=locked.published_on)
    pending.settle(actor, locked, ProposalKind.PUBLICATION)
    return locked


@transaction.atomic
def suspend_card(*, actor: Actor, card: ServiceCard, reason: str = "") -> ServiceCard:
    """Take a card out of the basket for a while; tasks that draw on it stay."""
    require_publisher(actor)
    locked = held(card)
    if locked.status == CardStatus.SUSPENDED:
        return locked
    rules.check_step(name=locked.name, status=locked.status, wanted=CardStatus.SUSPENDED)
    locked.status = CardStatus.SUSPENDED
    locked.suspended_on = clock.today()
    _save(actor, locked, RevisionKind.SUSPENDED, reason)
    history.move(locked, locked.suspended_on)
    record(actor, "basket.card_suspended", locked, suspended_on=locked.suspended_on)
    pending.settle(actor, locked, ProposalKind.SUSPENSION)
    return locked


@transaction.atomic
def withdraw_card(
    *, actor: Actor, card: ServiceCard, withdrawn_on: date | None = None, reason: str = ""
) -> ServiceCard:
    """Take a card out of the basket for good from a day (today) on.

    Raises `WithdrawnInFutureError`, `WithdrawnBeforePublicationError`.
    """
    require_publisher(actor)
    locked = held(card)
    if locked.status == CardStatus.WITHDRAWN:
        return locked
    rules.check_step(name=locked.name, status=locked.status, wanted=CardStatus.WITHDRAWN)
    today = clock.today()
    day = withdrawn_on or today
    rules.check_withdrawal(published_on=locked.published_on, withdrawn_on=day, today=today)
    locked.status = CardStatus.WITHDRAWN
    locked.withdrawn_on = day
    _save(actor, locked, RevisionKind.WITHDRAWN, reason)
    history.move(locked, day)
    record(actor, "basket.card_withdrawn", locked, withdrawn_on=day)
    pending.settle(actor, locked, ProposalKind.WITHDRAWAL)
    pending.drop_all(actor, locked, _("Karta została wycofana z koszyka."))
    return locked


@transaction.atomic
def review_card(*, actor: Actor, card: ServiceCard) -> ServiceCard:
    """Confirm that what a card says is still true today."""
    require_writer(actor, card.partner_id)
    locked = held(card)
    if look_over(actor, locked):
        record(actor, "basket.card_reviewed", locked, reviewed_on=locked.reviewed_on)
    return locked


def look_over(actor: Actor, card: ServiceCard) -> bool:
    """Note today's look at a held card; False when it was looked at today. Rights are the caller's."""
    rules.check_writable(name=card.name, status=card.status)
    today = clock.today()
    if card.reviewed_on == today:
        return False
    card.reviewed_on = today
    _save(actor, card, RevisionKind.REVIEWED)
    return True


def held(card: ServiceCard) -> ServiceCard:
    """The card as it is now, with its partner, held until the end of the transaction."""
    cards = ServiceCard.objects.select_related("partner").select_for_update(of=("self",))
    return cards.get(pk=card.pk)


def _save(actor: Actor, card: ServiceCard, kind: str, reason: str = "") -> None:
    card.version += 1
    with refusing(_CARD):
        card.save()
    history.keep(actor, card, kind, reason)
