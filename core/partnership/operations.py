"""How an organisation becomes a partner: invited, declared, certified, perhaps withdrawn.

Operations that make a record take `key`, an id chosen by the caller: the same form sent twice finds
the record of the first time instead of making another.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from core.audit.operations import record
from core.identity.models import User
from core.identity.operations import open_account
from core.partnership import errors, rules
from core.partnership.enums import OrganisationKind
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnerPerson,
    PartnershipAttendance,
    PartnershipCertificate,
    PartnershipMeeting,
)
from core.partnership.permissions import require_manager
from core.reference.grounds import Sector
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import Role
from core.shared.identifiers import checked_nip, checked_regon
from core.shared.ids import uuid7
from core.shared.integrity import refusing

Made = TypeVar("Made", bound=models.Model)

_PARTNER = {
    "partner_name_once": errors.DuplicatePartnerError,
    "partner_nip_once": errors.DuplicateNipError,
    "partner_one_lead": errors.SecondLeadError,
}


@transaction.atomic
def register_lead(
    *, actor: Actor, name: str, short_name: str = "", sector: str = Sector.SOCIAL_ASSISTANCE, **details: Any
) -> PartnerOrganisation:
    """Enter the organisation that leads the partnership; it was invited by nobody.

    `details`: kind, nip, regon, email, phone, address. Raises `SecondLeadError`, `DuplicatePartnerError`.
    """
    require_manager(actor)
    fields = _organisation(name=name, short_name=short_name, sector=sector, **details)
    with refusing(_PARTNER):
        lead = PartnerOrganisation.objects.create(is_lead=True, **fields)
    record(actor, "partnership.lead_registered", lead)
    return lead


@transaction.atomic
def invite_partner(
    *,
    actor: Actor,
    name: str,
    short_name: str = "",
    sector: str,
    kind: str = OrganisationKind.OTHER,
    email: str = "",
    invited_on: date | None = None,
    key: UUID | None = None,
    **details: str,
) -> PartnerOrganisation:
    """Enter an organisation that was invited on a day (today).

    `details`: nip, regon, phone, address. Raises `DuplicatePartnerError`, `BadNipError`, `BadRegonError`,
    `InvitationInFutureError`.
    """
    require_manager(actor)
    if (known := _made_before(PartnerOrganisation.objects.all(), key)) is not None:
        return known
    day = invited_on or clock.today()
    fields = _organisation(name=name, short_name=short_name, sector=sector, kind=kind, email=email, **details)
    rules.check_invitation(invited_on=day, today=clock.today())
    with refusing(_PARTNER):
        partner = PartnerOrganisation.objects.create(pk=key or uuid7(), invited_on=day, **fields)
    record(actor, "partnership.partner_invited", partner, invited_on=day)
    return partner


@transaction.atomic
def update_partner(*, actor: Actor, partner: PartnerOrganisation, **details: str) -> PartnerOrganisation:
    """Change an organisation's name, sector or address data; its papers stay as they were issued."""
    require_manager(actor)
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    kept = {field: getattr(locked, field) for field in ("name", "sector", "kind")}
    for field, value in _organisation(**{**kept, **details}).items():
        setattr(locked, field, value)
    with refusing(_PARTNER):
        locked.save()
    record(actor, "partnership.partner_updated", locked, fields=sorted(details))
    return locked


@transaction.atomic
def sign_declaration(
    *,
    actor: Actor,
    partner: PartnerOrganisation,
    signed_on: date,
    scope: str = "",
    valid_until: date | None = None,
    key: UUID | None = None,
) -> AccessionDeclaration:
    """Record a signed declaration of accession; from that day the organisation is a partner.

    Raises `SignedBeforeInvitationError`, `SignedInFutureError`, `DeclarationInForceError`,
    `DeclarationEndsBeforeStartError`.
    """
    require_manager(actor)
    if (known := _made_before(AccessionDeclaration.objects.all(), key)) is not None:
        return known
    locked = PartnerOrganisation.objects.select_for_update().get(pk=partner.pk)
    earlier = locked.declarations.select_related("certificate")
    rules.check_signature(
        partner=locked.name,
        invited_on=locked.invited_on,
        signed_on=signed_on,
        valid_until=valid_until,
        earlier=[item.as_accession() for item in earlier],
        today=clock.today(),
    )
    with refusing({"declaration_one_open_a_partner": errors.DeclarationInForceError}):
        declaration = AccessionDeclaration.objects.create(
            pk=key or uuid7(),
            partner=locked,
            number=_next_number(AccessionDeclaration.objects.all(), signed_on.year),
            signed_on=signed_on,
            scope=scope.strip(),
            valid_until=valid_until,
        )
    record(actor, "partnership.declaration_signed", declaration, signed_on=signed_on)
    return declaration


@transaction.atomic
def issue_certificate(
    *, actor: Actor, declaration: AccessionDeclaration, issued_on: date | None = None
) -> PartnershipCertificate:
    """Issue the certificate of a declaration in force; asked again, give the one that there is.

    Raises `DeclarationNotInForceError`, `IssuedBeforeSignatureError`, `IssuedInFutureError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if (known := PartnershipCertificate.objects.filter(declaration=locked).first()) is not None:
        return known
    day = issued_on or clock.today()
    rules.check_issue(
        declaration=rules.Accession(locked.signed_on, locked.withdrawn_on, locked.valid_until),
        issued_on=day,
        today=clock.today(),
    )
    certificate = PartnershipCertificate.objects.create(
        declaration=locked,
        number=_next_number(PartnershipCertificate.objects.all(), day.year),
        code="".join(secrets.choice(rules.CODE_ALPHABET) for _ in range(rules.CODE_LENGTH)),
        issued_on=day,
    )
    record(actor, "partnership.certificate_issued", certificate, issued_on=day)
    return certificate


@transaction.atomic
def withdraw_declaration(
    *, actor: Actor, declaration: AccessionDeclaration, withdrawn_on: date | None = None
) -> AccessionDeclaration:
    """Record that a partner leaves on a day (today); its certificate stops being valid with it.

    A second withdrawal changes nothing. Raises `WithdrawnBeforeSignatureError`, `WithdrawnInFutureError`.
    """
    require_manager(actor)
    locked = AccessionDeclaration.objects.select_for_update().get(pk=declaration.pk)
    if locked.withdrawn_on is not None:
        return locked
    day = withdrawn_on or clock.today()
    rules.check_withdrawal(signed_on=locked.signed_on, withdrawn_on=day, today=clock.today())
    locked.withdrawn_on = day
    locked.save(update_fields=["withdrawn_on"])
    record(actor, "partnership.declaration_withdrawn", locked, withdrawn_on=day)
    return locked


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
    if (known := _made_before(PartnerPerson.objects.all(), key)) is not None:
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
def hold_meeting(
    *,
    actor: Actor,
    held_on: date,
    kind: str,
    title: str,
    place: str = "",
    present: Iterable[PartnerOrganisation],
    invited: Iterable[PartnerOrganisation] = (),
    minutes: str = "",
    key: UUID | None = None,
) -> PartnershipMeeting:
    """Record a meeting that took place; whoever came counts as invited.

    Raises `MeetingInFutureError`, `NobodyPresentError`, `DuplicateMeetingError`.
    """
    require_manager(actor)
    if (known := _made_before(PartnershipMeeting.objects.all(), key)) is not None:
        return known
    came = {partner.pk: partner for partner in present}
    asked = {**{partner.pk: partner for partner in invited}, **came}
    rules.check_meeting(held_on=held_on, present=len(came), today=clock.today())
    with refusing({"meeting_once": errors.DuplicateMeetingError}):
        meeting = PartnershipMeeting.objects.create(
            pk=key or uuid7(),
            held_on=held_on,
            kind=kind,
            title=title.strip(),
            place=place.strip(),
            minutes=minutes.strip(),
        )
    PartnershipAttendance.objects.bulk_create(
        PartnershipAttendance(meeting=meeting, partner=partner, present=pk in came)
        for pk, partner in asked.items()
    )
    record(actor, "partnership.meeting_held", meeting, kind=kind, invited=len(asked), present=len(came))
    return meeting


def _organisation(*, name: str, sector: str, **details: str) -> dict[str, str]:
    """Fields of an organisation, checked: name and sector known, numbers well formed where given."""
    if not name.strip():
        raise errors.NameMissingError
    if sector not in Sector.values:
        raise errors.UnknownSectorError
    fields = {"name": name.strip(), "sector": sector, **details}
    if fields.get("nip"):
        fields["nip"] = checked_nip(fields["nip"])
    if fields.get("regon"):
        fields["regon"] = checked_regon(fields["regon"])
    return fields


def _made_before(found: models.QuerySet[Made], key: UUID | None) -> Made | None:
    """The record that the same form made when it came the first time."""
    return found.filter(pk=key).first() if key else None


def _next_number(papers: models.QuerySet[Any], year: int) -> str:
    """The next free number of a year; one at a time in a town, since two would read the same count."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.papers'))")
    used = papers.filter(number__endswith=f"/{year}").count()
    return rules.numbered(used + 1, year)
