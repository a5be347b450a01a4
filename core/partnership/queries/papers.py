"""Declarations, amendments, certificates and their files: lists, terms on a day, the public check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.documents.models import IssuedDocument, ReceivedFile
from core.documents.queries import file_named, files_of
from core.partnership.enums.papers import CertificateState
from core.partnership.models import (
    AccessionDeclaration,
    DeclarationAmendment,
    DeclarationDraft,
    PartnerOrganisation,
    PartnershipCertificate,
)
from core.partnership.queries.organisations import organisation_rule, sees_organisation
from core.partnership.rules.papers import Change, Terms, last_day, state_of
from core.partnership.rules.papers import terms_on as _terms_on
from core.shared import clock
from core.shared.actor import Actor
from core.shared.errors import NotVisibleError


def declaration_in_force(partner: PartnerOrganisation, on: date) -> AccessionDeclaration | None:
    """The declaration by which an organisation is a partner on a day, or None."""
    found = AccessionDeclaration.objects.in_force(on).filter(partner_id=partner.pk)
    return found.select_related("certificate").first()


def partners_in_force(on: date) -> QuerySet[AccessionDeclaration, UUID]:
    """Ids of the organisations that are partners on a day: for `partner__in=` of other areas."""
    return AccessionDeclaration.objects.in_force(on).order_by().values_list("partner_id", flat=True)


def declarations_of(partner: PartnerOrganisation) -> QuerySet[AccessionDeclaration]:
    """All declarations of an organisation with certificates and amendments, the newest first."""
    found = partner.declarations.select_related("certificate").prefetch_related("amendments")
    return found.order_by("-signed_on", "pk")


def drafts_of(partner: PartnerOrganisation) -> QuerySet[DeclarationDraft]:
    """Declarations of an organisation that wait for a signature, the newest first."""
    waiting = partner.drafts.filter(declaration__isnull=True, discarded_on__isnull=True)
    return waiting.order_by("-prepared_on", "-pk")


def declaration_visible(actor: Actor, declaration_id: UUID | str) -> AccessionDeclaration:
    """One declaration with partner and certificate, seen by whoever sees the organisation's page."""
    declarations = AccessionDeclaration.objects.select_related("partner", "certificate")
    found = declarations.filter(pk=declaration_id).first()
    if found is None or not sees_organisation(actor, found.partner_id):
        raise NotVisibleError
    return found


def draft_visible(actor: Actor, draft_id: UUID | str) -> DeclarationDraft:
    """One prepared declaration with its partner."""
    found = DeclarationDraft.objects.select_related("partner").filter(pk=draft_id).first()
    if found is None or not sees_organisation(actor, found.partner_id):
        raise NotVisibleError
    return found


def amendment_visible(actor: Actor, amendment_id: UUID | str) -> DeclarationAmendment:
    """One amendment with its declaration and partner."""
    amendments = DeclarationAmendment.objects.select_related("declaration__partner")
    found = amendments.filter(pk=amendment_id).first()
    if found is None or not sees_organisation(actor, found.declaration.partner_id):
        raise NotVisibleError
    return found


def document_to_sign(actor: Actor, paper: DeclarationDraft | DeclarationAmendment) -> IssuedDocument:
    """The printed paper of a prepared declaration or an amendment, for staff and for the partner."""
    partner_id = paper.partner_id if isinstance(paper, DeclarationDraft) else paper.declaration.partner_id
    if paper.document is None or not sees_organisation(actor, partner_id):
        raise NotVisibleError
    return paper.document


def certificate_visible(actor: Actor, certificate_id: UUID | str) -> PartnershipCertificate:
    """One certificate with declaration and partner, seen by whoever sees the organisation's page."""
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(pk=certificate_id).first()
    if found is None or not sees_organisation(actor, found.declaration.partner_id):
        raise NotVisibleError
    return found


def documents_of_partner(actor: Actor, partner: PartnerOrganisation) -> QuerySet[IssuedDocument]:
    """Every paper printed for an organisation with its template, the newest first."""
    if not sees_organisation(actor, partner.pk):
        raise NotVisibleError
    signed = AccessionDeclaration.objects.filter(partner=partner).order_by().values("pk")
    subjects = Q(subject_id__in=signed)
    subjects |= Q(subject_id__in=DeclarationDraft.objects.filter(partner=partner).order_by().values("pk"))
    for model in (DeclarationAmendment, PartnershipCertificate):
        rows = model.objects.filter(declaration__in=signed).order_by()
        subjects |= Q(subject_id__in=rows.values("pk"))
    found = IssuedDocument.objects.filter(subjects).select_related("template")
    return found.order_by("-issued_on", "-created_at", "-pk")


def copies_of(declarations: Iterable[AccessionDeclaration]) -> dict[UUID, list[ReceivedFile]]:
    """Files that came back for declarations and their amendments, by the id of what was signed."""
    papers: list[AccessionDeclaration | DeclarationAmendment] = []
    for declaration in declarations:
        papers += [declaration, *declaration.amendments.all()]
    return files_of(papers)


def copy_visible(actor: Actor, file_id: UUID | str) -> ReceivedFile:
    """One file that came back, for staff and for the partner whose paper it is."""
    file = file_named(file_id)
    if file.subject_type == AccessionDeclaration._meta.label_lower:
        declaration_visible(actor, file.subject_id)
    elif file.subject_type == DeclarationAmendment._meta.label_lower:
        amendment_visible(actor, file.subject_id)
    else:
        raise NotVisibleError
    return file


def partner_of_copy(file: ReceivedFile) -> PartnerOrganisation:
    """Whose paper a file shows."""
    if file.subject_type == AccessionDeclaration._meta.label_lower:
        return PartnerOrganisation.objects.get(declarations=file.subject_id)
    return PartnerOrganisation.objects.get(declarations__amendments=file.subject_id)


def copies_visible_to(actor: Actor, declaration_id: UUID | None = None) -> QuerySet[ReceivedFile]:
    """Files that came back for declarations the actor may open, or for one of them, the newest first."""
    seen = declarations_visible_to(actor)
    declarations = (seen.filter(pk=declaration_id) if declaration_id else seen).order_by().values("pk")
    amendments = DeclarationAmendment.objects.filter(declaration__in=declarations).order_by().values("pk")
    rows = Q(subject_id__in=declarations) | Q(subject_id__in=amendments)
    found: QuerySet[ReceivedFile] = ReceivedFile.objects.listed().filter(rows)
    return found


def documents_visible_to(actor: Actor) -> QuerySet[IssuedDocument]:
    """Papers printed for organisations that the actor may open, the newest first."""
    signed = declarations_visible_to(actor).order_by().values("pk")
    subjects = Q(subject_id__in=signed)
    subjects |= Q(subject_id__in=drafts_visible_to(actor).order_by().values("pk"))
    subjects |= Q(subject_id__in=amendments_visible_to(actor).order_by().values("pk"))
    subjects |= Q(subject_id__in=certificates_visible_to(actor).order_by().values("pk"))
    found = IssuedDocument.objects.filter(subjects).select_related("template")
    return found.order_by("-issued_on", "-created_at", "-pk")


def terms_on(declaration: AccessionDeclaration, on: date | None = None) -> Terms:
    """What a partner takes on as of a day (today), amendments counted in; no query when prefetched."""
    changes = [
        Change(
            number=item.number,
            effective_on=item.effective_on,
            scope=item.scope,
            categories=None if item.categories is None else tuple(item.categories),
        )
        for item in declaration.amendments.all()
        if item.signed_on is not None
    ]
    return _terms_on(Terms(declaration.scope, tuple(declaration.categories)), changes, on or clock.today())


@dataclass(frozen=True)
class CertificateCheck:
    """What anybody who holds a certificate may learn from its code; nothing of any person.

    `ends_on` is the last day, where one is known: to come while valid, past afterwards.
    """

    number: str
    partner: str
    issued_on: date
    signed_on: date
    state: CertificateState
    ends_on: date | None

    @property
    def valid(self) -> bool:
        """Whether it counts on the day of the question."""
        return self.state == CertificateState.VALID


def certificate_check(code: str, on: date | None = None) -> CertificateCheck | None:
    """What the certificate with a code is worth on a day (today); None for an unknown code.

    A code is 12 of 30 letters drawn by chance, 59 bits: at a thousand guesses a second for a year, with a
    thousand certificates in the town, the odds of meeting one are 1 in 17,000. What would be
    learned hangs on a wall. So no one is kept from asking, however often.
    """
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    certificates = PartnershipCertificate.objects.select_related("declaration__partner")
    found = certificates.filter(code=bare).first()
    if found is None:
        return None
    declaration = found.declaration
    accession = declaration.as_accession()
    return CertificateCheck(
        number=found.number,
        partner=declaration.partner.name,
        issued_on=found.issued_on,
        signed_on=declaration.signed_on,
        state=state_of(accession, on or clock.today()),
        ends_on=last_day(accession),
    )


def grouped_code(code: str) -> str:
    """A certificate's code in groups of four: as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def declarations_visible_to(actor: Actor) -> QuerySet[AccessionDeclaration]:
    """Declarations that the actor may open, the newest first: for lists over many partners."""
    found = AccessionDeclaration.objects.filter(organisation_rule(actor, "partner_id"))
    return found.order_by("-signed_on", "pk")


def drafts_visible_to(actor: Actor) -> QuerySet[DeclarationDraft]:
    """Prepared declarations that the actor may open, the newest first."""
    found = DeclarationDraft.objects.filter(organisation_rule(actor, "partner_id"))
    return found.order_by("-prepared_on", "-pk")


def amendments_visible_to(actor: Actor) -> QuerySet[DeclarationAmendment]:
    """Amendments that the actor may open, in the order of their numbers."""
    found = DeclarationAmendment.objects.filter(organisation_rule(actor, "declaration__partner_id"))
    return found.order_by("number", "pk")


def certificates_visible_to(actor: Actor) -> QuerySet[PartnershipCertificate]:
    """Certificates that the actor may open, the newest first: for lists over many partners."""
    rule = organisation_rule(actor, "declaration__partner_id")
    return PartnershipCertificate.objects.filter(rule).order_by("-issued_on", "pk")
