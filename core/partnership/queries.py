"""What may be read of the partnership.

Staff of the town sees all of it; a delegate sees who belongs to it, its meetings, and the papers and
people of the own organisation; families do not see this area.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from core.documents.operations import render
from core.documents.rules import Document
from core.identity.models import User
from core.identity.queries import staff_with
from core.partnership.enums import PartnerStage
from core.partnership.models import (
    AccessionDeclaration,
    PartnerOrganisation,
    PartnerPerson,
    PartnerQuerySet,
    PartnershipAttendance,
    PartnershipCertificate,
    PartnershipMeeting,
)
from core.partnership.rules import as_day, stage_of
from core.shared import clock
from core.shared.actor import Actor
from core.shared.enums import STAFF, Role
from core.shared.errors import NotVisibleError
from tenants.context import current


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


def partners(actor: Actor, search: str = "", stage: str | None = None) -> PartnerQuerySet:
    """Organisations with `stage` and `declared_on` as of today, the lead first, then by name.

    Every word of `search` must stand in name, short name or address, whatever its case and marks.
    """
    if not sees_partnership(actor):
        raise NotVisibleError
    found = PartnerOrganisation.objects.with_stage(clock.today()).matching(search).listed()
    return found.at_stage(stage) if stage else found


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


def declaration_in_force(partner: PartnerOrganisation, on: date) -> AccessionDeclaration | None:
    """The declaration by which an organisation is a partner on a day, or None."""
    found = AccessionDeclaration.objects.in_force(on).filter(partner_id=partner.pk)
    return found.select_related("certificate").first()


def declarations_of(partner: PartnerOrganisation) -> QuerySet[AccessionDeclaration]:
    """All declarations of an organisation with their certificates, the newest first."""
    return partner.declarations.select_related("certificate").order_by("-signed_on", "pk")


def declaration_visible(actor: Actor, declaration_id: UUID | str) -> AccessionDeclaration:
    """One declaration with partner and certificate, seen by whoever sees the organisation's page."""
    declarations = AccessionDeclaration.objects.select_related("partner", "certificate")
    found = declarations.filter(pk=declaration_id).first()
    if found is None or not sees_organisation(actor, found.partner_id):
        raise NotVisibleError
    return found


def certificate_visible(actor: Actor, certificate_id: UUID | str) -> PartnershipCertificate:
    """One certificate with declaration and partner, seen by whoever sees the organisation's page."""
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(pk=certificate_id).first()
    if found is None or not sees_organisation(actor, found.declaration.partner_id):
        raise NotVisibleError
    return found


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


def meetings(actor: Actor, kind: str | None = None) -> QuerySet[PartnershipMeeting]:
    """Meetings of the partnership, the newest first, with `invited_number` and `present_number`."""
    if not sees_partnership(actor):
        raise NotVisibleError
    found = PartnershipMeeting.objects.annotate(
        invited_number=Count("attendance"),
        present_number=Count("attendance", filter=Q(attendance__present=True)),
    ).order_by("-held_on", "title", "pk")
    return found.filter(kind=kind) if kind else found


def meeting_visible(actor: Actor, meeting_id: UUID | str) -> PartnershipMeeting:
    """One meeting with its attendance and the partners in it."""
    by_name = PartnershipAttendance.objects.select_related("partner").order_by(
        "-present", "partner__name", "pk"
    )
    found = meetings(actor).prefetch_related(Prefetch("attendance", by_name))
    meeting = found.filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisibleError
    return meeting


def attendance_of(partner: PartnerOrganisation) -> QuerySet[PartnershipAttendance]:
    """To which meetings a partner was invited and whether it came, the newest first."""
    found = partner.attendance.select_related("meeting")
    return found.order_by("-meeting__held_on", "meeting__title", "pk")


@dataclass(frozen=True)
class CertificateCheck:
    """What anybody who holds a certificate may learn from its code; nothing of any person."""

    number: str
    partner: str
    issued_on: date
    signed_on: date
    valid: bool
    ended_on: date | None


def certificate_check(code: str, on: date | None = None) -> CertificateCheck | None:
    """Whether the certificate with a code is valid on a day (today); None for an unknown code."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(code=bare).first()
    if found is None:
        return None
    declaration = found.declaration
    valid = declaration.as_accession().in_force(on or clock.today())
    return CertificateCheck(
        number=found.number,
        partner=declaration.partner.name,
        issued_on=found.issued_on,
        signed_on=declaration.signed_on,
        valid=valid,
        ended_on=None if valid else declaration.withdrawn_on or declaration.valid_until,
    )


def certificate_document(
    actor: Actor, certificate: PartnershipCertificate, check_address: str = ""
) -> Document:
    """The certificate as a PDF/UA file; the same bytes for the same certificate and address.

    `check_address` is where its code is checked.
    """
    declaration = certificate.declaration
    if not sees_organisation(actor, declaration.partner_id):
        raise NotVisibleError
    data = {
        **_common(declaration),
        "number": certificate.number,
        "issued_on": as_day(certificate.issued_on),
        "code": grouped_code(certificate.code),
        "check_address": check_address,
        "declaration_number": declaration.number,
    }
    return render("certificate", data, certificate.issued_on)


def declaration_document(actor: Actor, declaration: AccessionDeclaration) -> Document:
    """The declaration of accession as a PDF/UA file, ready for a signature by hand."""
    if not sees_organisation(actor, declaration.partner_id):
        raise NotVisibleError
    data = {
        **_common(declaration),
        "number": declaration.number,
        "scope": declaration.scope,
        "valid_until": as_day(declaration.valid_until) if declaration.valid_until else "",
        "nip": declaration.partner.nip,
        "regon": declaration.partner.regon,
        "address": declaration.partner.address,
    }
    return render("declaration", data, declaration.signed_on)


def grouped_code(code: str) -> str:
    """A certificate's code in groups of four: as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _common(declaration: AccessionDeclaration) -> dict[str, str | bool]:
    leader = lead()
    return {
        "town": str(current().name),
        "lead": leader.name if leader else "",
        "partner": declaration.partner.name,
        "is_lead": declaration.partner.is_lead,
        "signed_on": as_day(declaration.signed_on),
    }


def _organisation_rule(actor: Actor, path: str) -> Q:
    """`sees_organisation` for many rows at once; `path` leads from a row to its organisation."""
    if not sees_partnership(actor):
        raise NotVisibleError
    if actor.is_system or actor.has(*STAFF):
        return Q()
    return Q(**{path: actor.partner_id}) if actor.partner_id else Q(pk__in=[])


def declarations_visible_to(actor: Actor) -> QuerySet[AccessionDeclaration]:
    """Declarations that the actor may open, the newest first: for lists over many partners."""
    found = AccessionDeclaration.objects.filter(_organisation_rule(actor, "partner_id"))
    return found.order_by("-signed_on", "pk")


def certificates_visible_to(actor: Actor) -> QuerySet[PartnershipCertificate]:
    """Certificates that the actor may open, the newest first: for lists over many partners."""
    rule = _organisation_rule(actor, "declaration__partner_id")
    return PartnershipCertificate.objects.filter(rule).order_by("-issued_on", "pk")


def people_visible_to(actor: Actor) -> QuerySet[PartnerPerson]:
    """Persons of partners that the actor may know, by name: for lists over many partners."""
    return PartnerPerson.objects.filter(_organisation_rule(actor, "partner_id")).order_by("name", "pk")
