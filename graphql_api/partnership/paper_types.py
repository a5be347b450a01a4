"""Printed papers, declarations that wait for a signature, amendments, signed copies, the check of a code."""

from __future__ import annotations

from typing import Any

import graphene

from core.documents.enums import FileType, SignatureVerdict
from core.documents.models import IssuedDocument, ReceivedFile
from core.documents.operations.issued import reproduce
from core.partnership.enums.papers import CertificateState
from core.partnership.models import DeclarationAmendment, DeclarationDraft
from core.partnership.queries import papers as queries
from core.shared.enums import STAFF, Role
from graphql_api.entity import EntityType
from graphql_api.fields import enumeration, field, related
from graphql_api.policies import WITH_OBJECT, policy
from graphql_api.scalars import Date, DateTime, FileContent, NoNullString

READERS = policy(*STAFF, Role.DELEGATE, scopes=("partners:read",))

VerdictEnum = enumeration(
    SignatureVerdict, "SignatureVerdict", "What a look at the electronic signatures of a file said."
)
FileTypeEnum = enumeration(FileType, "FileType", "What a received file is, by its content.")
CertificateStateEnum = enumeration(CertificateState, "CertificateState", "What a certificate is worth today.")


def _category() -> Any:
    """The enum of the basket, whose types build on those of the partnership."""
    from graphql_api.basket.types import CategoryEnum  # noqa: PLC0415

    return CategoryEnum


def categories_field(description: str, *, required: bool = True) -> Any:
    """Fields of services, as a list of the basket's categories."""
    many = graphene.List(graphene.NonNull(_category))
    return field(many, required=required, policy=WITH_OBJECT, description=description)


class IssuedDocumentType(EntityType):
    """A printed paper."""

    class Meta:
        model = IssuedDocument
        name = "IssuedDocument"
        description = "A printed paper with its number and fingerprint; it never changes."
        rows = queries.documents_visible_to
        policy = READERS

    kind = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="declaration, amendment or certificate."
    )
    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number of the paper.")
    edition = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Which print of it.")
    issued_on = field(Date, required=True, policy=WITH_OBJECT, description="Day it bears.")
    filename = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the file.")
    size = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Bytes.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="SHA-256, 64 hex digits.")
    content = field(
        FileContent,
        required=True,
        policy=WITH_OBJECT,
        weight=20,
        description="The PDF.",
        resolver=lambda source, _info: source.bytes,
    )
    reproducible = field(
        graphene.Boolean,
        required=True,
        policy=WITH_OBJECT,
        weight=50,
        description="Whether printing it again now gives the same bytes.",
        resolver=lambda source, _info: reproduce(source).well,
    )


class DeclarationDraftType(EntityType):
    """A declaration that waits for its signature."""

    class Meta:
        model = DeclarationDraft
        name = "DeclarationDraft"
        description = "A declaration printed for signature."
        rows = queries.drafts_visible_to
        policy = READERS

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    prepared_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of printing.")
    scope = field(NoNullString, required=True, policy=WITH_OBJECT, description="What the partner takes on.")
    categories = categories_field("Fields of the services.")
    valid_until = field(Date, policy=WITH_OBJECT, description="Last day, if it has one.")
    discarded_on = field(Date, policy=WITH_OBJECT, description="Day it was put aside.")
    document = related(
        IssuedDocumentType,
        "document",
        policy=WITH_OBJECT,
        rows=queries.documents_visible_to,
        description="The paper to sign.",
    )


class AmendmentType(EntityType):
    """An amendment to a declaration."""

    class Meta:
        model = DeclarationAmendment
        name = "DeclarationAmendment"
        description = "An amendment to a declaration: its scope, its term, or both, from a day on."
        rows = queries.amendments_visible_to
        policy = READERS

    number = field(
        graphene.Int, required=True, policy=WITH_OBJECT, description="Number within a declaration."
    )
    prepared_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of printing.")
    effective_on = field(Date, required=True, policy=WITH_OBJECT, description="From which day it holds.")
    signed_on = field(Date, policy=WITH_OBJECT, description="Day of signature; null while it waits for one.")
    discarded_on = field(Date, policy=WITH_OBJECT, description="Day it was put aside.")
    scope = field(
        graphene.String, policy=WITH_OBJECT, description="The new scope; null when it stays as it is."
    )
    categories = categories_field("The new fields; null when they stay as they are.", required=False)
    changes_term = field(
        graphene.Boolean, required=True, policy=WITH_OBJECT, description="Whether it moves the last day."
    )
    valid_until = field(
        Date, policy=WITH_OBJECT, description="The new last day; null with changesTerm: unlimited."
    )
    document = related(
        IssuedDocumentType,
        "document",
        policy=WITH_OBJECT,
        rows=queries.documents_visible_to,
        description="The paper to sign.",
    )


class SignatureType(graphene.ObjectType):
    """One electronic signature in a file."""

    class Meta:
        name = "Signature"
        description = "One electronic signature in a file, as the last look found it."

    verdict = field(
        VerdictEnum, required=True, policy=WITH_OBJECT, description="What is to be thought of it."
    )
    signer = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name in the certificate.")
    organisation = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="Organisation in the certificate, or empty.",
    )
    issuer = field(NoNullString, required=True, policy=WITH_OBJECT, description="Who issued the certificate.")
    claimed_at = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="When, as the signer says; ISO 8601 or empty.",
    )
    stamped_at = field(
        NoNullString,
        required=True,
        policy=WITH_OBJECT,
        description="When, by a time stamp; ISO 8601 or empty.",
    )
    certificate_to = field(
        NoNullString, required=True, policy=WITH_OBJECT, description="End of the certificate; ISO 8601."
    )


_TEXTS = ("signer", "organisation", "issuer", "claimed_at", "stamped_at", "certificate_to")


def _signatures(source: ReceivedFile, _info: Any) -> list[Any]:
    check = source.last_check
    found = check.said.get("signatures", []) if check else []
    return [
        SignatureType(verdict=item["verdict"], **{name: item.get(name, "") for name in _TEXTS})
        for item in found
    ]


def _verdict(source: ReceivedFile, _info: Any) -> str:
    check = source.last_check
    return str(check.verdict) if check else SignatureVerdict.UNSIGNED.value


class SignedCopyType(EntityType):
    """A file that came back."""

    class Meta:
        model = ReceivedFile
        name = "SignedCopy"
        description = "A scan or a signed PDF of a declaration or an amendment. Its bytes are on its page."
        rows = queries.copies_visible_to
        policy = READERS
        audited = True

    filename = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the file.")
    media_type = field(FileTypeEnum, required=True, policy=WITH_OBJECT, description="What it is.")
    size = field(graphene.Int, required=True, policy=WITH_OBJECT, description="Bytes.")
    sha256 = field(NoNullString, required=True, policy=WITH_OBJECT, description="SHA-256, 64 hex digits.")
    received_at = field(DateTime, required=True, policy=WITH_OBJECT, description="When it came.")
    removed_on = field(Date, policy=WITH_OBJECT, description="Day its content was taken away.")
    verdict = field(
        VerdictEnum,
        required=True,
        policy=WITH_OBJECT,
        weight=2,
        description="What the last look at its signatures said: the worst of them.",
        resolver=_verdict,
    )
    signatures = field(
        graphene.List(graphene.NonNull(SignatureType)),
        required=True,
        policy=WITH_OBJECT,
        weight=2,
        size=3,
        description="Its electronic signatures; none for a scan.",
        resolver=_signatures,
    )


class CertificateCheckType(graphene.ObjectType):
    """What anybody learns from a certificate's code."""

    class Meta:
        name = "CertificateCheck"
        description = "What a certificate is worth today: the same as the public page says."

    number = field(NoNullString, required=True, policy=WITH_OBJECT, description="Number.")
    partner = field(NoNullString, required=True, policy=WITH_OBJECT, description="Name of the organisation.")
    issued_on = field(Date, required=True, policy=WITH_OBJECT, description="Day of issue.")
    signed_on = field(Date, required=True, policy=WITH_OBJECT, description="Since when it is a partner.")
    state = field(CertificateStateEnum, required=True, policy=WITH_OBJECT, description="Its worth today.")
    ends_on = field(Date, policy=WITH_OBJECT, description="Last day, to come or past, where one is known.")
