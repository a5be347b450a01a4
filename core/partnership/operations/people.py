"""Whom a partner names."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from core.audit.operations import record
from core.identity.models import User
from core.identity.operations import open_account
from core.partnership import errors
from core.partnership.models import (
    PartnerOrganisation,
    PartnerPerson,
)
from core.partnership.operations.making import made_before
from core.partnership.permissions import require_manager
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.ids import uuid7
from core.shared.integrity import refusing


@transaction.atomic
def name_person(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    name: str,
    job_title: str = "",
    email: str = "",
    phone: str = "",
    is_delegate: bool = True,
    is_coordinator: bool = False,
    user: User | None = None,
    starts_on: date | None = None,
    key: UUID | None = None,
) -> PartnerPerson:
    """Record whom a partner names as its co-ordinating person or delegate; `user` is their account.

    Raises `AccountTakenError` when the account speaks for somebody else already.
    """
    require_manager(actor)
    if (known := made_before(PartnerPerson.objects.all(), key)) is not None:
        return known
    if not name.strip():
        raise errors.NameMissingError
    with refusing({"partnership_partnerperson_user_id_key": errors.AccountTakenError}):
        person = PartnerPerson.objects.create(
            pk=key or uuid7(),
            partner=partner,
            user=user,
            name=name.strip(),
            job_title=job_title,
            email=email,
            phone=phone,
            is_delegate=is_delegate,
            is_coordinator=is_coordinator,
            starts_on=starts_on or clock.today(),
        )
    record(actor, "partnership.person_named", person, partner=partner.pk)
    return person


@transaction.atomic
def open_delegate_account(
    *, actor: Actor, partner: PartnerOrganisation, name: str, job_title: str = "", email: str
) -> tuple[PartnerPerson, str]:
    """Name a delegate and give them an account in one step; returns the first password too.

    Somebody whom the partner named before under that address gets the account instead of a second
    entry. Nothing is written when either is refused; raises what `open_account` and `name_person` raise.
    """
    require_manager(actor)
    user, password = open_account(actor=actor, email=email, name=name, roles=[Role.DELEGATE])
    named = partner.people.select_for_update().filter(user=None, ends_on=None, email__iexact=user.email)
    if (person := named.first()) is not None:
        person.user, person.is_delegate = user, True
        person.save(update_fields=["user", "is_delegate"])
        record(actor, "partnership.person_given_account", person, partner=partner.pk)
        return person, password
    person = name_person(
        actor=actor, partner=partner, name=name, job_title=job_title, email=user.email, user=user
    )
    return person, password


@transaction.atomic
def end_person(*, actor: Actor, person: PartnerPerson, ends_on: date | None = None) -> PartnerPerson:
    """Record that somebody no longer speaks for a partner from a day (today) on."""
    require_manager(actor)
    locked = PartnerPerson.objects.select_for_update().get(pk=person.pk)
    if locked.ends_on is not None:
        return locked
    day = ends_on or clock.today()
    if day < locked.starts_on:
        raise errors.PersonEndsBeforeStartError
    locked.ends_on = day
    locked.save(update_fields=["ends_on"])
    record(actor, "partnership.person_ended", locked, ends_on=day)
    return locked


@transaction.atomic
def update_person(
    *,
    actor: Actor,
    person: PartnerPerson,
    name: str,
    job_title: str = "",
    email: str = "",
    phone: str = "",
    is_delegate: bool = True,
    is_coordinator: bool = False,
) -> PartnerPerson:
    """Correct what is known of a partner's person; whose account it is stays as it is."""
    require_manager(actor)
    if not name.strip():
        raise errors.NameMissingError
    kept = PartnerPerson.objects.select_for_update().get(pk=person.pk)
    kept.name, kept.job_title, kept.email, kept.phone = name.strip(), job_title, email, phone
    kept.is_delegate, kept.is_coordinator = is_delegate, is_coordinator
    kept.save()
    record(actor, "partnership.person_updated", kept, partner=kept.partner_id)
    return kept
