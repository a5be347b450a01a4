"""Persons whom partners have named."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.identity.models import User
from core.identity.queries import staff_with
from core.partnership.models import (
    PartnerOrganisation,
    PartnerPerson,
)
from core.partnership.queries.organisations import organisation_rule, sees_organisation
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.errors import NotVisibleError


def people_of(partner: PartnerOrganisation, on: date | None = None) -> QuerySet[PartnerPerson]:
    """Persons named by an organisation, all or those of a day, by name."""
    people = partner.people.order_by("name", "pk")
    if on is None:
        return people
    return people.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), starts_on__lte=on)


def person_visible(actor: Actor, person_id: UUID | str) -> PartnerPerson:
    """One person of a partner, seen by whoever sees the organisation's page."""
    found = PartnerPerson.objects.select_related("partner").filter(pk=person_id).first()
    if found is None or not sees_organisation(actor, found.partner_id):
        raise NotVisibleError
    return found


def accounts_to_name() -> QuerySet[User]:
    """Delegates' accounts that speak for no partner yet, by name: for naming a person."""
    return staff_with(Role.DELEGATE).filter(partner_person__isnull=True)


def delegates_of(partner: PartnerOrganisation, on: date | None = None) -> QuerySet[PartnerPerson]:
    """Whom an organisation sends to task teams on a day (today), by name."""
    return people_of(partner, on or clock.today()).filter(is_delegate=True)


def answering(partner_id: UUID, on: date) -> QuerySet[PartnerPerson]:
    """Who answers for an organisation on a day and has an address of their own, delegates first, by name."""
    found = PartnerPerson.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on),
        Q(is_coordinator=True) | Q(is_delegate=True),
        partner_id=partner_id,
        starts_on__lte=on,
    )
    return found.exclude(email="").select_related("user").order_by("-is_delegate", "name", "pk")


def people_visible_to(actor: Actor) -> QuerySet[PartnerPerson]:
    """Persons of partners that the actor may know, by name: for lists over many partners."""
    return PartnerPerson.objects.filter(organisation_rule(actor, "partner_id")).order_by("name", "pk")
