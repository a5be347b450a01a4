"""Where organisations are, who stands in for whom, and when people are reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from core.partnership.enums.accession import AddressKind
from core.partnership.models import (
    ContactPeriod,
    PartnerAddress,
    PartnerOrganisation,
    PartnerPerson,
    PersonSubstitution,
)
from core.partnership.queries.organisations import organisation_rule
from core.partnership.queries.people import people_of, people_visible_to
from core.reference.queries import unit_on
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def addresses_of(partner: PartnerOrganisation) -> QuerySet[PartnerAddress]:
    """Addresses of an organisation: the seat, the one for letters, then places of service."""
    return partner.addresses.order_by("created_at", "pk")


def has_seat(partner: PartnerOrganisation) -> bool:
    """Whether the organisation's own address is kept among its addresses."""
    return partner.addresses.filter(kind=AddressKind.SEAT).exists()


def addresses_visible_to(actor: Actor) -> QuerySet[PartnerAddress]:
    """Addresses of organisations whose page the actor may open."""
    return PartnerAddress.objects.filter(organisation_rule(actor, "partner_id")).order_by("created_at", "pk")


def address_visible(actor: Actor, address_id: UUID | str) -> PartnerAddress:
    """One address with its organisation."""
    found = addresses_visible_to(actor).select_related("partner").filter(pk=address_id).first()
    if found is None:
        raise NotVisibleError
    return found


def substitutions_visible_to(actor: Actor) -> QuerySet[PersonSubstitution]:
    """Who stands in for whom, as far as the actor may know the organisations."""
    rule = organisation_rule(actor, "person__partner_id")
    found = PersonSubstitution.objects.filter(rule).select_related("person__partner", "substitute")
    return found.order_by("starts_on", "pk")


def substitution_visible(actor: Actor, substitution_id: UUID | str) -> PersonSubstitution:
    """One substitution."""
    found = substitutions_visible_to(actor).filter(pk=substitution_id).first()
    if found is None:
        raise NotVisibleError
    return found


def contact_periods_visible_to(actor: Actor) -> QuerySet[ContactPeriod]:
    """When people are reached, as far as the actor may know their organisations."""
    rule = organisation_rule(actor, "person__partner_id")
    found = ContactPeriod.objects.filter(rule).select_related("person__partner")
    return found.order_by("weekdays", "from_time", "pk")


def contact_period_visible(actor: Actor, period_id: UUID | str) -> ContactPeriod:
    """One contact period."""
    found = contact_periods_visible_to(actor).filter(pk=period_id).first()
    if found is None:
        raise NotVisibleError
    return found


def people_with_contact(partner: PartnerOrganisation, on: date | None = None) -> QuerySet[PartnerPerson]:
    """Persons named by an organisation with `away` (substitutions not over yet) and `hours` (contact
    periods that hold): three queries, however many people.
    """
    return _with_contact(people_of(partner), on or clock.today())


def person_with_contact(actor: Actor, person_id: UUID | str) -> PartnerPerson:
    """One person of a partner with `away` and `hours`."""
    found = _with_contact(people_visible_to(actor), clock.today()).select_related("partner")
    person = found.filter(pk=person_id).first()
    if person is None:
        raise NotVisibleError
    return person


def _with_contact(people: QuerySet[PartnerPerson], day: date) -> QuerySet[PartnerPerson]:
    away = PersonSubstitution.objects.filter(ends_on__gt=day).select_related("substitute")
    hours = ContactPeriod.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))
    return people.prefetch_related(
        Prefetch("substitutions", away.order_by("starts_on", "pk"), to_attr="away"),
        Prefetch("contact_periods", hours.order_by("weekdays", "from_time", "pk"), to_attr="hours"),
    )


def standing_in_for(person: PartnerPerson, on: date | None = None) -> PartnerPerson:
    """Whom to ask on a day: the substitute while there is one, else the person."""
    day = on or clock.today()
    found = PersonSubstitution.objects.filter(person=person, starts_on__lte=day, ends_on__gt=day)
    current = found.select_related("substitute").order_by("starts_on", "pk").first()
    return current.substitute if current else person


def stand_ins(people: Iterable[UUID], on: date | None = None) -> dict[UUID, PersonSubstitution]:
    """Who acts on a day (today) for each of some persons that are away; one query for all."""
    day = on or clock.today()
    found = PersonSubstitution.objects.filter(person__in=list(people), starts_on__lte=day, ends_on__gt=day)
    return {each.person_id: each for each in found.select_related("substitute").order_by("starts_on", "pk")}


def place_named(code: str) -> str:
    """The name of a territorial unit by its code today, empty where the register has none."""
    unit = unit_on(code=code, on=clock.today()) if code else None
    return unit.name if unit else ""
