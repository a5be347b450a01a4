"""Addresses of organisations; who stands in for their people, and when these are reached."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.partnership.enums.accession import AddressKind, ContactWay
from core.partnership.errors import accession as errors
from core.partnership.models import (
    ContactPeriod,
    PartnerAddress,
    PartnerOrganisation,
    PartnerPerson,
    PersonSubstitution,
)
from core.partnership.operations.making import made_before
from core.partnership.operations.organisations import known_place
from core.partnership.permissions import require_manager, require_speaker
from core.shared import clock
from core.shared.actor import Actor
from core.shared.ids import uuid7
from core.shared.integrity import refusing

_POSTCODE = re.compile(r"^[0-9]{2}-[0-9]{3}$")
_KIND = {"address_one_of_a_kind": errors.AddressKindTakenError}


@transaction.atomic
def write_address(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    kind: str,
    postcode: str,
    city: str,
    street: str = "",
    label: str = "",
    teryt: str = "",
    address: PartnerAddress | None = None,
    key: UUID | None = None,
) -> PartnerAddress:
    """Enter an address of an organisation or change one (`address`); the seat's line is the partner's own.

    Raises `AddressIncompleteError`, `AddressKindTakenError`, `BadTerytError`, `UnknownPlaceError`.
    """
    require_manager(actor)
    if address is None and (known := made_before(PartnerAddress.objects.all(), key)) is not None:
        return known
    owner = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    if not city.strip() or not _POSTCODE.match(postcode.strip()):
        raise errors.AddressIncompleteError
    kept = address or PartnerAddress(pk=key or uuid7(), partner=owner)
    was_seat = kept.kind == AddressKind.SEAT
    kept.kind, kept.street, kept.label = AddressKind(kind), street.strip(), label.strip()
    kept.postcode, kept.city = postcode.strip(), city.strip()
    kept.teryt = known_place(teryt) if teryt.strip() else ""
    with refusing(_KIND):
        kept.save()
    if kept.kind == AddressKind.SEAT or was_seat:
        owner.address = kept.line if kept.kind == AddressKind.SEAT else ""
        owner.save(update_fields=["address"])
    record(actor, "partnership.address_written", kept, partner=owner.pk, kind=kind)
    return kept


@transaction.atomic
def remove_address(*, actor: Actor, address: PartnerAddress) -> None:
    """Take an address off; without its seat an organisation has no address of its own."""
    require_manager(actor)
    owner = PartnerOrganisation.objects.select_for_update().get(pk=address.partner_id)
    kept = PartnerAddress.objects.filter(pk=address.pk).first()
    if kept is None:
        return
    record(actor, "partnership.address_removed", kept, partner=owner.pk, kind=kept.kind)
    if kept.kind == AddressKind.SEAT:
        owner.address = ""
        owner.save(update_fields=["address"])
    kept.delete()


@transaction.atomic
def name_substitute(
    *,
    actor: Actor,
    person: PartnerPerson,
    substitute: PartnerPerson,
    starts_on: date,
    last_on: date,
    note: str = "",
    key: UUID | None = None,
) -> PersonSubstitution:
    """Record who acts for a partner's person from a day to a day, both included.

    Managers may, and the organisation's own delegate. Raises `SubstituteOfOtherPartnerError`,
    `SubstitutionSpanError`, `SubstitutionOverlapsError`.
    """
    require_speaker(actor, person.partner_id)
    if (known := made_before(PersonSubstitution.objects.all(), key)) is not None:
        return known
    # Locked so that two substitutions cannot overlap: each is judged by those written before.
    locked = PartnerPerson.objects.select_for_update().get(pk=person.pk)
    stands_in = PartnerPerson.objects.get(pk=substitute.pk)
    if stands_in.pk == locked.pk or stands_in.partner_id != locked.partner_id:
        raise errors.SubstituteOfOtherPartnerError
    if last_on < starts_on:
        raise errors.SubstitutionSpanError
    ends_on = last_on + timedelta(days=1)
    if locked.substitutions.filter(starts_on__lt=ends_on, ends_on__gt=starts_on).exists():
        raise errors.SubstitutionOverlapsError
    made = PersonSubstitution.objects.create(
        pk=key or uuid7(),
        person=locked,
        substitute=stands_in,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip(),
    )
    record(actor, "partnership.substitute_named", made, person=locked.pk, substitute=stands_in.pk)
    return made


@transaction.atomic
def end_substitution(*, actor: Actor, substitution: PersonSubstitution) -> None:
    """End a substitution today; one that has not begun is taken back, one that is over stays."""
    require_speaker(actor, substitution.person.partner_id)
    kept = PersonSubstitution.objects.select_for_update().filter(pk=substitution.pk).first()
    today = clock.today()
    if kept is None or kept.ends_on <= today:
        return
    record(actor, "partnership.substitution_ended", kept, person=kept.person_id)
    if kept.starts_on >= today:
        kept.delete()
        return
    kept.ends_on = today
    kept.save(update_fields=["ends_on"])


@transaction.atomic
def set_contact_period(
    *,
    actor: Actor,
    person: PartnerPerson,
    way: str,
    weekdays: str,
    from_time: time,
    until_time: time,
    starts_on: date | None = None,
    last_on: date | None = None,
    note: str = "",
    key: UUID | None = None,
) -> ContactPeriod:
    """Record when and how somebody is reached: weekdays as digits (1 is Monday), hours, perhaps a last day.

    Managers may, and the organisation's own delegate. Raises `WeekdaysMissingError`,
    `ContactPeriodSpanError`, `SubstitutionSpanError`.
    """
    require_speaker(actor, person.partner_id)
    if (known := made_before(ContactPeriod.objects.all(), key)) is not None:
        return known
    days = "".join(day for day in "1234567" if day in weekdays)
    if not days:
        raise errors.WeekdaysMissingError
    if until_time <= from_time:
        raise errors.ContactPeriodSpanError
    first = starts_on or clock.today()
    if last_on is not None and last_on < first:
        raise errors.SubstitutionSpanError
    made = ContactPeriod.objects.create(
        pk=key or uuid7(),
        person=person,
        way=ContactWay(way),
        weekdays=days,
        from_time=from_time,
        until_time=until_time,
        starts_on=first,
        ends_on=last_on + timedelta(days=1) if last_on else None,
        note=note.strip(),
    )
    record(actor, "partnership.contact_period_set", made, person=person.pk)
    return made


@transaction.atomic
def remove_contact_period(*, actor: Actor, period: ContactPeriod) -> None:
    """Take a contact period off."""
    require_speaker(actor, period.person.partner_id)
    kept = ContactPeriod.objects.filter(pk=period.pk).first()
    if kept is None:
        return
    record(actor, "partnership.contact_period_removed", kept, person=kept.person_id)
    kept.delete()
