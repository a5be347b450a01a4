"""Organisations of the partnership, and who may know of them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from core.partnership.enums import PartnerStage
from core.partnership.models import (
    PartnerOrganisation,
    PartnerPerson,
    PartnerQuerySet,
)
from core.partnership.rules import stage_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError
from core.shared.searching import Reading, Search

SEARCH = Search()


def sees_partnership(actor: Actor) -> bool:
    """Whether somebody may know of the partnership's organisations at all."""
    if actor.is_system:
        return True
    return actor.has(*STAFF, Role.DELEGATE) and actor.may_use("partners:read")


def sees_organisation(actor: Actor, partner_id: UUID) -> bool:
    """Whether somebody may open an organisation's own page: staff all, a delegate the own one."""
    if not sees_partnership(actor):
        return False
    return actor.is_system or actor.has(*STAFF) or actor.partner_id == partner_id


def organisation_rule(actor: Actor, path: str) -> Q:
    """`sees_organisation` for many rows at once; `path` leads from a row to its organisation."""
    if not sees_partnership(actor):
        raise NotVisibleError
    if actor.is_system or actor.has(*STAFF):
        return Q()
    return Q(**{path: actor.partner_id}) if actor.partner_id else Q(pk__in=[])


def partners(actor: Actor, search: str = "", stage: str | None = None) -> PartnerQuerySet:
    """Organisations with `stage` and `declared_on` as of today, the lead first, then by name.

    Every word of `search` must stand in name, short name or address, in any form; a name mistyped is
    found by the names spelled most like it. With `search` the best match comes first.
    """
    if not sees_partnership(actor):
        raise NotVisibleError
    everyone = PartnerOrganisation.objects.with_stage(clock.today()).listed()
    found = SEARCH.found(everyone, SEARCH.read(PartnerOrganisation.objects.all(), search))
    return found.at_stage(stage) if stage else found


def how_read(actor: Actor, search: str) -> Reading:
    """How `partners` reads the words of a search, for telling what was not read as it was typed."""
    if not sees_partnership(actor):
        raise NotVisibleError
    return SEARCH.read(PartnerOrganisation.objects.all(), search)


def stage_counts(actor: Actor) -> dict[str, int]:
    """How many organisations stand at each stage today, also where it is none; one query."""
    stages = partners(actor).order_by()
    numbers = stages.values_list("stage").annotate(number=Count("pk"))  # type: ignore[misc]
    return {**dict.fromkeys(PartnerStage.values, 0), **dict(numbers)}


def partner_visible(actor: Actor, partner_id: UUID | str) -> PartnerOrganisation:
    """One organisation with `stage`; `NotVisibleError` when it is none of the actor's business."""
    found = PartnerOrganisation.objects.with_stage(clock.today()).filter(pk=partner_id).first()
    if found is None or not sees_organisation(actor, found.pk):
        raise NotVisibleError
    return found


def partner_of(user_id: UUID | None) -> UUID | None:
    """The organisation for which an account speaks today, or None."""
    if user_id is None:
        return None
    today = clock.today()
    people = PartnerPerson.objects.filter(user_id=user_id, starts_on__lte=today)
    current_ones = people.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    return current_ones.values_list("partner_id", flat=True).first()


def stage_on(partner: PartnerOrganisation, on: date | None = None) -> PartnerStage:
    """How far one organisation has come on a day; lists have it annotated instead."""
    declarations = partner.declarations.select_related("certificate")
    return stage_of([item.as_accession() for item in declarations], on or clock.today())


def active_partners(on: date) -> PartnerQuerySet:
    """Organisations with a declaration in force on a day, the lead first, then by name."""
    return PartnerOrganisation.objects.active(on).listed()


def partners_to_meet(actor: Actor) -> PartnerQuerySet:
    """Organisations that take part in meetings today: all but those that left. To an initiating
    meeting come institutions that have signed nothing yet.
    """
    return partners(actor).exclude(stage=PartnerStage.WITHDRAWN)  # type: ignore[misc]


def lead() -> PartnerOrganisation | None:
    """The leading organisation, or None before it is registered."""
    return PartnerOrganisation.objects.filter(is_lead=True).first()
