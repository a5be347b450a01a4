"""Cards drafted, published, looked over, suspended and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.basket import rules
from core.basket.enums import CardStatus, RevisionKind
from core.basket.errors import (
    DuplicateCardError,
    ImportedTwiceError,
    PartnerWithoutDeclarationError,
)
from core.basket.models import ServiceCard
from core.basket.operations import history
from core.basket.operations.fields import checked
from core.basket.permissions import require_publisher, require_writer
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
def edit_card(*, actor: Actor, card: ServiceCard, version: int | None = None, **details: Any) -> ServiceCard:
    """Change what a card says; that counts as having looked it over.

    `version` is the one that the editor saw: `ConflictError` when somebody was faster. Raises
    `WrongStatusError` for a withdrawn card.
    """
    require_writer(actor, card.partner_id)
    locked = _locked(card)
    if version is not None and version != locked.version:
        raise ConflictError
    if locked.status == CardStatus.WITHDRAWN:
        rules.check_step(name=locked.name, status=locked.status, wanted=CardStatus.PUBLISHED)
    for field, value in checked(actor, details, locked).items():
        setattr(locked, field, value)
    locked.reviewed_on = clock.today()
    _save(actor, locked, RevisionKind.EDITED)
    record(actor, "basket.card_edited", locked, fields=sorted(details))
    return locked


@transaction.atomic
def publish_card(*, actor: Actor, card: ServiceCard) -> ServiceCard:
    """Put a card into the basket, or back into it after a suspension.

    Raises `PartnerWithoutDeclarationError`, `CardIncompleteError`, `WrongStatusError`.
    """
    require_publisher(actor)
    locked = _locked(card)
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
    return locked


@transaction.atomic
def suspend_card(*, actor: Actor, card: ServiceCard, reason: str = "") -> ServiceCard:
    """Take a card out of the basket for a while; tasks that draw on it stay."""
    require_publisher(actor)
    locked = _locked(card)
    if locked.status == CardStatus.SUSPENDED:
        return locked
    rules.check_step(name=locked.name, status=locked.status, wanted=CardStatus.SUSPENDED)
    locked.status = CardStatus.SUSPENDED
    locked.suspended_on = clock.today()
    _save(actor, locked, RevisionKind.SUSPENDED, reason)
    history.move(locked, locked.suspended_on)
    record(actor, "basket.card_suspended", locked, suspended_on=locked.suspended_on)
    return locked


@transaction.atomic
def withdraw_card(
    *, actor: Actor, card: ServiceCard, withdrawn_on: date | None = None, reason: str = ""
) -> ServiceCard:
    """Take a card out of the basket for good from a day (today) on.

    Raises `WithdrawnInFutureError`, `WithdrawnBeforePublicationError`.
    """
    require_publisher(actor)
    locked = _locked(card)
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
    return locked


@transaction.atomic
def review_card(*, actor: Actor, card: ServiceCard) -> ServiceCard:
    """Confirm that what a card says is still true today."""
    require_writer(actor, card.partner_id)
    locked = _locked(card)
    today = clock.today()
    if locked.reviewed_on == today:
        return locked
    locked.reviewed_on = today
    _save(actor, locked, RevisionKind.REVIEWED)
    record(actor, "basket.card_reviewed", locked, reviewed_on=today)
    return locked


def _locked(card: ServiceCard) -> ServiceCard:
    cards = ServiceCard.objects.select_related("partner").select_for_update(of=("self",))
    return cards.get(pk=card.pk)


def _save(actor: Actor, card: ServiceCard, kind: str, reason: str = "") -> None:
    card.version += 1
    with refusing(_CARD):
        card.save()
    history.keep(actor, card, kind, reason)
