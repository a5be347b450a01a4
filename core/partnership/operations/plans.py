"""Tasks of an annual plan: written while it is a draft, ticked off while it holds."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from core.audit.operations import record
from core.partnership.enums.texts import TextKind, TextState
from core.partnership.errors import texts as errors
from core.partnership.models import PartnerOrganisation, PlanItem, TextVersion
from core.partnership.operations.making import made_before
from core.partnership.operations.texts import locked_version
from core.partnership.permissions import may_manage, require_manager
from core.partnership.queries.organisations import sees_partnership
from core.partnership.rules import texts as rules
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError
from core.shared.ids import uuid7


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    version: TextVersion,
    what: str,
    partner: PartnerOrganisation | None = None,
    responsible: str = "",
    month: int | None = None,
    term: str = "",
    key: UUID | None = None,
) -> PlanItem:
    """Write a task at the end of a draft plan; `month` is 1 to 12 of the plan's year.

    Raises `TextFixedError`, `NotAPlanError`, `ItemWhatMissingError`, `ItemResponsibleMissingError`,
    `ItemTermMissingError`.
    """
    require_manager(actor)
    if (known := made_before(PlanItem.objects.all(), key)) is not None:
        return known
    locked = _draft(version)
    _check(what, partner, responsible, month, term)
    last = locked.items.aggregate(last=Max("position"))["last"] or 0
    item = PlanItem.objects.create(
        pk=key or uuid7(),
        version=locked,
        position=last + 1,
        what=what.strip(),
        partner=partner,
        responsible=responsible.strip(),
        month=month,
        term=term.strip(),
    )
    record(actor, "partnership.plan_item_added", item, version=locked.pk)
    return item


@transaction.atomic
def edit_item(
    *,
    actor: Actor,
    item: PlanItem,
    what: str,
    partner: PartnerOrganisation | None = None,
    responsible: str = "",
    month: int | None = None,
    term: str = "",
) -> PlanItem:
    """Change a task of a draft plan; raises what `add_item` raises."""
    require_manager(actor)
    _draft(item.version)
    _check(what, partner, responsible, month, term)
    locked = PlanItem.objects.select_for_update().get(pk=item.pk)
    locked.what, locked.responsible, locked.term = what.strip(), responsible.strip(), term.strip()
    locked.partner, locked.month = partner, month
    locked.save(update_fields=["what", "responsible", "term", "partner", "month"])
    record(actor, "partnership.plan_item_edited", locked, version=locked.version_id)
    return locked


@transaction.atomic
def remove_item(*, actor: Actor, item: PlanItem) -> None:
    """Strike a task out of a draft plan. Raises `TextFixedError`."""
    require_manager(actor)
    _draft(item.version)
    record(actor, "partnership.plan_item_removed", item, version=item.version_id)
    item.delete()


@transaction.atomic
def tick_item(*, actor: Actor, item: PlanItem, done_on: date | None = None, done_note: str = "") -> PlanItem:
    """Tick a task off on a day (today): an officer any, a delegate the own organisation's.

    Raises `ItemNotInForceError`, `ItemDoneDayError`, `ItemOthersError`.
    """
    locked = _held(actor, item)
    day = done_on or clock.today()
    rules.check_done(done_on=day, today=clock.today())
    locked.done_on, locked.done_note = day, done_note.strip()
    locked.save(update_fields=["done_on", "done_note"])
    record(actor, "partnership.plan_item_done", locked, done_on=day)
    return locked


@transaction.atomic
def untick_item(*, actor: Actor, item: PlanItem) -> PlanItem:
    """Say that a task is not done after all."""
    locked = _held(actor, item)
    locked.done_on, locked.done_note = None, ""
    locked.save(update_fields=["done_on", "done_note"])
    record(actor, "partnership.plan_item_undone", locked)
    return locked


def may_tick(actor: Actor, item: PlanItem) -> bool:
    """Whether somebody may say that a task is done."""
    own = actor.partner_id is not None and item.partner_id == actor.partner_id
    return may_manage(actor) or (own and actor.may_use("partners:write"))


def _held(actor: Actor, item: PlanItem) -> PlanItem:
    if not sees_partnership(actor):
        raise NotVisibleError
    version = locked_version(item.version)
    if not may_tick(actor, item):
        raise errors.ItemOthersError
    if version.state != TextState.IN_FORCE:
        raise errors.ItemNotInForceError
    return PlanItem.objects.select_for_update().get(pk=item.pk)


def _draft(version: TextVersion) -> TextVersion:
    locked = locked_version(version)
    if locked.text.kind != TextKind.PLAN:
        raise errors.NotAPlanError
    rules.require_draft(locked.state)
    return locked


def _check(
    what: str, partner: PartnerOrganisation | None, responsible: str, month: int | None, term: str
) -> None:
    if not what.strip():
        raise errors.ItemWhatMissingError
    if partner is None and not responsible.strip():
        raise errors.ItemResponsibleMissingError
    if month is None and not term.strip():
        raise errors.ItemTermMissingError
